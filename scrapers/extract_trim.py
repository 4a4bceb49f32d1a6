"""Where an article begins and ends among the blocks of a page, and which lines between are not its own."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from scrapers.extract_blocks import HEADINGS, Block, letters
from scrapers.extract_boilerplate import LINKED, ends_article, is_aside, is_farewell, is_wall
from scrapers.extract_page import Page

_NAME_ENDS = r"(?=$|[\s_-])"
LEAD = re.compile(
    r"(?:^|[\s_-])(?:chap[oô]s?|chapeau|lead|leadtext|lead-?paragraph|intro\w*|inleiding|standfirst|accroche|preamble)"
    + _NAME_ENDS,
    re.IGNORECASE,
)
# A French or Dutch outlet calls its chapô so too; an English subtitle is a second headline, seldom part of the body.
SUBTITLE = re.compile(
    r"(?:^|[\s_-])(?:dek|deck|sub-?title|sous-?titre|sub-?head\w*|excerpt|summary|resume|abstract|description|teaser)"
    + _NAME_ENDS,
    re.IGNORECASE,
)
NAMING = ("class", "itemprop", "data-testid", "data-gu-name", "data-component")
SENTENCE_END = re.compile(r"[.!?…][»”\"'’)\s]*$")
LEAD_LENGTH = 90  # characters: shorter lines between title and body are labels, dates, names


def with_lead(blocks: list[Block], chosen: list[Block], page: Page, language: str | None) -> list[Block]:
    """Put the chapô before the body: by its class, because the page's description repeats it, or by its place."""
    first = next(index for index, block in enumerate(blocks) if block is chosen[0])
    title = _title_index(blocks[:first])
    if title < 0:
        return chosen
    described = [letters(text)[:60] for text in page.meta("og:description", "description") if len(text) > 50]
    known = {block.key for block in chosen}
    leads = [
        block
        for block in blocks[title + 1 : first]
        if len(block.text) >= 50
        and block.link_share < 0.4
        and block.key not in known
        and (_is_named(block, LEAD) or (language != "en" and _reads_as_lead(block, described)))
    ]
    return leads[:2] + chosen


def until_the_end(blocks: list[Block], chosen: list[Block]) -> list[Block]:
    """Nothing before the title, nothing behind a heading of other articles or the offer of a wall."""
    positions = {id(block): index for index, block in enumerate(blocks)}
    total = sum(len(block.text) for block in chosen)
    title = _title_index(blocks)
    behind = [block for block in chosen if positions[id(block)] > title]
    if sum(len(block.text) for block in behind) > 0.5 * total:
        chosen = behind
    home = home_of(chosen)
    for index in range(positions[id(chosen[0])] + 1, len(blocks)):
        is_offer = is_wall(blocks[index].text)
        if not is_offer and not ends_article(blocks[index].text):
            continue
        before = [block for block in chosen if positions[id(block)] < index]
        after = [block for block in chosen if positions[id(block)] > index]
        goes_on = any(block.place == home and len(block.text) >= 50 and block.link_share < 0.4 for block in after)
        is_late = sum(len(block.text) for block in before) > 0.4 * total
        if before and (not goes_on or (is_offer and is_late)):
            return before
    return chosen


def without_asides(blocks: list[Block], everything: list[Block], page: Page) -> list[Block]:
    """Take out lines that lead elsewhere, and all that stands in a box with such a heading."""
    titles = {letters("".join(node.itertext())) for node in page.tree.iter("h1", "title")}
    length = sum(len(block.text) for block in blocks)
    links = sum(len(block.text) for block in blocks if block.link_share > LINKED)
    is_list_of_links = links > 0.3 * length  # a press review: its links are its text
    home = home_of(blocks)
    at_home = {node for block in blocks if block.place == home for node in block.node.iterancestors()}
    boxes = {block.node.getparent() for block in everything if block.tag in HEADINGS and _is_noise(block)} - at_home
    kept: list[Block] = []
    seen: set[str] = set(titles)
    for block in blocks:
        share = 0.0 if is_list_of_links or block.tag in HEADINGS else block.link_share
        if block.tag == "h1" or not block.key or block.key in seen:
            continue
        if is_aside(block.text, share) or ends_article(block.text):
            continue
        if block.place != home and not boxes.isdisjoint(islice(block.node.iterancestors(), 3)):
            continue
        if len(block.text) > 200:  # an interviewer may ask the same short question twice
            seen.add(block.key)
        kept.append(block)
    while kept and (kept[-1].tag in HEADINGS or (len(kept) > 3 and is_farewell(kept[-1].text))):
        kept.pop()
    return kept


def home_of(blocks: list[Block]) -> tuple[str, str]:
    """The place of most of the text."""
    lengths: Counter[tuple[str, str]] = Counter()
    for block in blocks:
        lengths[block.place] += len(block.text)
    return lengths.most_common(1)[0][0] if lengths else ("", "")


def _title_index(blocks: list[Block]) -> int:
    return max((index for index, block in enumerate(blocks) if block.tag == "h1"), default=-1)


def _is_named(block: Block, names: re.Pattern[str]) -> bool:
    parent = block.node.getparent()
    nodes = [block.node] if parent is None else [block.node, parent]
    return any(names.search(mark) for node in nodes for name in NAMING if (mark := node.get(name)))


def _reads_as_lead(block: Block, described: list[str]) -> bool:
    if _is_named(block, SUBTITLE) or any(block.key.startswith(text) for text in described):
        return True
    is_text = block.tag in {"p", "h2", "strong", "div"}
    return is_text and len(block.text) >= LEAD_LENGTH and bool(SENTENCE_END.search(block.text))


def _is_noise(block: Block) -> bool:
    return ends_article(block.text) or is_aside(block.text, 0.0)

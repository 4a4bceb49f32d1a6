"""The body of an article: paragraphs with a blank line between them.

trafilatura says which blocks of the page are the article, the page itself says their exact text and order;
what stands in the same container as those is taken too, what leads elsewhere is left out.
"""

from __future__ import annotations

import re
from collections import Counter

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from scrapers.extract_blocks import HEADINGS, Block, blocks_of, letters
from scrapers.extract_boilerplate import LINKED, ends_article, is_aside, is_farewell
from scrapers.extract_language import article_language
from scrapers.extract_page import Page, squeeze
from scrapers.extract_prune import pruned

ENOUGH = 250  # characters that make a body
LEAD = re.compile(
    r"(?:^|[\s_-])(?:chap[oô]s?|chapeau|lead|leadtext|lead-?paragraph|intro\w*|inleiding|standfirst|accroche|preamble)(?=$|[\s_-])",
    re.IGNORECASE,
)
# A French or Dutch outlet calls its chapô so too; an English subtitle is a second headline, seldom part of the body.
SUBTITLE = re.compile(
    r"(?:^|[\s_-])(?:dek|deck|sub-?title|sous-?titre|sub-?head\w*|excerpt|summary|resume|abstract|description|teaser)(?=$|[\s_-])",
    re.IGNORECASE,
)


def article_body(page: Page) -> tuple[str, str]:
    """The body and what it came from; ("", "") when there is none."""
    tree = pruned(page.tree)
    voted = _by_trafilatura(tree, favor_precision=True)
    if len(voted) < ENOUGH:
        voted = max(voted, _by_trafilatura(page.tree), key=len)
    blocks = blocks_of(tree)
    chosen = _chosen(blocks, voted)
    if not chosen:
        return voted, "trafilatura" if voted else ""
    language, _ = article_language(page, voted, declared=None)
    text = "\n\n".join(block.text for block in _without_asides(_with_lead(blocks, chosen, page, language), page))
    return text, "trafilatura"


def _by_trafilatura(tree: HtmlElement, **options: bool) -> str:
    document = bare_extraction(tree, include_comments=False, **options)  # type: ignore[arg-type]
    if document is None or isinstance(document, dict) or not document.text:
        return ""
    return "\n".join(line for raw in document.text.split("\n") if (line := squeeze(re.sub(r"^- ", "", raw))))


def _chosen(blocks: list[Block], voted: str) -> list[Block]:
    """The blocks that trafilatura took, and those that stand as they do."""
    lines = {letters(line) for line in voted.split("\n")}
    blob = letters(voted)
    taken = [block.key in lines or (len(block.text) >= 30 and block.key in blob) for block in blocks]
    places: Counter[tuple[str, str]] = Counter()
    for block, is_taken in zip(blocks, taken, strict=True):
        if is_taken:
            places[block.place] += len(block.text)
    indexes = [index for index, is_taken in enumerate(taken) if is_taken]
    if not indexes or not places:
        return []
    total = sum(places.values())
    first, last = indexes[0], indexes[-1]
    home = {place for place, length in places.items() if length > 0.15 * total}
    return [
        block
        for index, block in enumerate(blocks)
        if taken[index]
        or (first < index < last and block.place in home and (block.tag in HEADINGS or len(block.text) >= 40))
        or (block.place in home and block.tag == "p" and len(block.text) >= 80 and block.link_share < 0.4)
    ]


def _with_lead(blocks: list[Block], chosen: list[Block], page: Page, language: str | None) -> list[Block]:
    """The chapô before the body, by its class or because the page's description repeats it."""
    described = [
        letters(text) for text in page.meta("og:description", "description", "twitter:description") if len(text) > 50
    ]
    first = next(index for index, block in enumerate(blocks) if block is chosen[0])
    start = max((index for index, block in enumerate(blocks[:first]) if block.tag == "h1"), default=-1)
    leads = [
        block
        for block in blocks[start + 1 : first]
        if len(block.text) >= 50
        and block.link_share < 0.4
        and (
            _is_named(block, LEAD)
            or (
                language != "en"
                and (_is_named(block, SUBTITLE) or any(block.key[:60] == text[:60] for text in described))
            )
        )
    ]
    keys = {block.key for block in chosen}
    return [block for block in leads if block.key not in keys][:2] + chosen if start >= 0 else chosen


def _is_named(block: Block, names: re.Pattern[str]) -> bool:
    parent = block.node.getparent()
    marks = (block.node.get("class"), block.node.get("itemprop"), parent.get("class") if parent is not None else None)
    return any(mark and names.search(mark) for mark in marks)


def _without_asides(blocks: list[Block], page: Page) -> list[Block]:
    titles = {letters("".join(node.itertext())) for node in page.tree.iter("h1", "title")}
    length = sum(len(block.text) for block in blocks)
    links = sum(len(block.text) for block in blocks if block.link_share > LINKED)
    is_list_of_links = links > 0.3 * length  # a press review: its links are its text
    kept: list[Block] = []
    seen: set[str] = set()
    so_far = 0
    for block in blocks:
        so_far += len(block.text)
        if ends_article(block.text) and so_far > 0.4 * length:
            break
        share = 0.0 if is_list_of_links or block.tag in HEADINGS else block.link_share
        if (
            block.tag == "h1"
            or not block.key
            or block.key in titles
            or block.key in seen
            or is_aside(block.text, share)
        ):
            continue
        if len(block.text) > 200:
            seen.add(block.key)
        kept.append(block)
    while kept and (kept[-1].tag in HEADINGS or (len(kept) > 3 and is_farewell(kept[-1].text))):
        kept.pop()
    return kept

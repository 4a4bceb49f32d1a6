"""The body of an article: paragraphs with a blank line between them.

trafilatura says which blocks of the page are the article, the page itself says their exact text and order;
what stands in the same container as those is taken too, what leads elsewhere is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from copy import copy
from functools import cache
from html import unescape

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Extractor

from scrapers.extract_blocks import HEADINGS, Block, blocks_of, letters
from scrapers.extract_boilerplate import is_aside
from scrapers.extract_language import article_language
from scrapers.extract_page import Page, fragment, squeeze
from scrapers.extract_prune import pruned
from scrapers.extract_trim import until_the_end, with_lead, without_asides

ENOUGH = 250  # characters that make a body
MUCH_LONGER = 1.5  # times the page's own text: JSON-LD's is often the same text, cut or run together
# Of a page's prose: with so much of it trafilatura's own rules have found the article, and its further opinions, which
# win when they are twice as long, take a tenth of a page's time for nothing.
NEARLY_ALL = 0.8
PROSE = 80  # characters of a paragraph that is taken for standing where the body stands
HOME_SHARE = 0.15  # of what trafilatura took: a container with more is one of the body's


def article_body(page: Page) -> tuple[str, str]:
    """The body and what it came from; ("", "") when there is none."""
    blocks, voted, chosen = _attempt(pruned(page.tree), favor_precision=True)
    if _length(chosen) < ENOUGH:
        second = _attempt(page.tree, favor_precision=False)
        if _length(second[2]) > _length(chosen):
            blocks, voted, chosen = second
    text = "\n\n".join(block.text for block in _trimmed(blocks, chosen, page, voted)) if chosen else ""
    own_words = _own_words(page)
    if len(own_words) > max(ENOUGH, MUCH_LONGER * len(text)):
        return own_words, "json-ld"
    text = text or voted.replace("\n", "\n\n")
    return text, "trafilatura" if text else ""


def _attempt(tree: HtmlElement, *, favor_precision: bool) -> tuple[list[Block], str, list[Block]]:
    blocks = blocks_of(tree)
    text = _voted(tree, precision=favor_precision, fast=True)
    prose = sum(len(block.text) - block.linked for block in blocks if len(block.text) >= PROSE)
    if len(text) < max(ENOUGH, NEARLY_ALL * prose):
        text = _voted(tree, precision=favor_precision, fast=False)
    lines = (squeeze(re.sub(r"^- ", "", line)) for line in text.split("\n"))
    voted = "\n".join(line for line in lines if line)
    return blocks, voted, _chosen(blocks, voted)


def _voted(tree: HtmlElement, *, precision: bool, fast: bool) -> str:
    """What trafilatura takes for the article; if not `fast`, after it asked readability and justext too."""
    document = bare_extraction(tree, options=copy(_options(precision=precision, fast=fast)))
    return "" if document is None or isinstance(document, dict) else document.text or ""


@cache
def _options(*, precision: bool, fast: bool) -> Extractor:
    """Read from trafilatura's configuration, which takes it a while, once."""
    return Extractor(output_format="python", comments=False, precision=precision, fast=fast)


def _chosen(blocks: list[Block], voted: str) -> list[Block]:
    """The blocks that trafilatura took, and those that stand as they do."""
    lines = {letters(line) for line in voted.split("\n")}
    blob = letters(voted)
    taken = [block.key in lines or (len(block.text) >= 30 and block.key in blob) for block in blocks]
    if not any(taken):
        return []
    places: Counter[tuple[str, str]] = Counter()
    for block, is_taken in zip(blocks, taken, strict=True):
        places[block.place] += len(block.text) * is_taken
    home = {place for place, length in places.items() if length > HOME_SHARE * sum(places.values())}
    first, last = taken.index(True), len(taken) - 1 - taken[::-1].index(True)
    return [
        block
        for index, block in enumerate(blocks)
        if taken[index]
        or (first < index < last and block.place in home and (block.tag in HEADINGS or len(block.text) >= PROSE / 2))
        or (block.place in home and block.tag == "p" and len(block.text) >= PROSE and block.link_share < 0.4)
    ]


def _trimmed(blocks: list[Block], chosen: list[Block], page: Page, voted: str) -> list[Block]:
    language, _ = article_language(page, voted, declared=None)
    whole = with_lead(blocks, until_the_end(blocks, chosen), page, language)
    return without_asides(whole, blocks, page)


def _own_words(page: Page) -> str:
    """JSON-LD's articleBody: the only text of a page that scripts build, else shorter and worse cut than the page's."""
    body = page.article.get("articleBody")
    if not isinstance(body, str) or not body.strip():
        return ""
    if "<" in body and (tree := fragment(body)) is not None:
        lines = [block.text for block in blocks_of(tree)]
    else:
        lines = [squeeze(line) for line in unescape(body).splitlines()]
    return "\n\n".join(line for line in lines if line and not is_aside(line, 0.0))


def _length(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)

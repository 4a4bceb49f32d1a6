"""A page, parsed once: its tree, and what its markup says beside its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from scrapers.extract_charset import NOT_XML, decode, without_controls
from scrapers.extract_structured import Node, article_node, structured_nodes

MAX_BYTES = 10_000_000
MAX_ELEMENTS = 40_000  # real pages have a few thousand, the longest live blogs 20,000
MAX_ATTRIBUTE = 2_000  # characters of a class: more is an attack on whoever matches it
# How images, archives, PDF, programs and databases begin.
MAGIC = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"OggS",
    b"\x7fELF",
    b"SQLite",
)
NOT_TEXT = re.compile(f"{NOT_XML.pattern}|\ufffd")  # in more than one of a hundred characters: no page
# lxml.html looks up each element's class in Python, a tenth of the time that a page takes; forms are of no use here.
ELEMENTS = etree.ElementDefaultClassLookup(element=HtmlElement)
SELF_OR_BELOW = "descendant-or-self::*"  # "//*" is the same from the root, and several times slower
NAMING = ("class", "id", "style")
# One by one: a union of them is sorted, which takes a time that grows with the square of a page.
ATTRIBUTES = {name: etree.XPath(f"{SELF_OR_BELOW}/@{name}", smart_strings=False) for name in NAMING}
COUNT = etree.XPath(f"count({SELF_OR_BELOW})")
SPACES = r" \t\r\n\f\v\u200b\ufeff\u00ad"
NO_SINGLE_SPACE = re.compile(rf"[{SPACES[1:]}][{SPACES}]*| [{SPACES}]+")


class UnreadablePage(ValueError):
    """No article can be had from a page; the message says why in one sentence."""


@dataclass
class Page:
    url: str  # where it was fetched
    tree: HtmlElement  # nobody changes it: what cuts works on a copy
    nodes: list[Node] = field(default_factory=list)  # all objects of its structured data
    shown_dates: list[tuple[date, bool]] | None = None  # found once, read for publication and change
    article: Node = field(default_factory=dict)  # the one that describes this article; empty when there is none

    def meta(self, *names: str) -> Iterator[str]:
        """Contents of `<meta>` by name, property or itemprop, in the order of `names`."""
        for name in names:
            yield from self._metas.get(name, ())

    @cached_property
    def _metas(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for tag in self.tree.iter("meta"):  # wherever they stand: broken pages have them in the body
            content = " ".join((tag.get("content") or "").split())
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                if content and (key := tag.get(attribute)):
                    found.setdefault(key.strip().lower(), []).append(content)
        return found

    @cached_property
    def properties(self) -> list[HtmlElement]:
        """The elements with an `itemprop`."""
        return list(self.tree.xpath(f"{SELF_OR_BELOW}[@itemprop]"))

    def link(self, rel: str) -> Iterator[str]:
        """Addresses of `<link rel=…>`, as written."""
        for tag in self.tree.iter("link"):
            if "href" in tag.attrib and rel in (tag.get("rel") or "").lower().split():
                yield tag.attrib["href"].strip()


def parse_page(html: str | bytes, url: str, *, content_type: str | None = None) -> Page:
    """Parse a page; raises UnreadablePage for what is empty, binary, too big or no HTML."""
    tree = parse_tree(html, content_type=content_type)
    nodes = structured_nodes(tree)
    etree.strip_elements(tree, "script", "style", "svg", with_tail=False)  # half of a page, and never its text
    return Page(url, tree, nodes, article=article_node(nodes, url, _visible_title(tree)))


def parse_tree(html: str | bytes, *, content_type: str | None = None) -> HtmlElement:
    if not html.strip():
        raise UnreadablePage("the page is empty")
    if len(html) > MAX_BYTES:
        raise UnreadablePage(f"the page has {len(html):,} bytes, more than the {MAX_BYTES:,} that are read")
    if isinstance(html, bytes):
        if html.startswith(MAGIC):
            raise UnreadablePage("the file is binary (image, PDF or archive), not a page of HTML")
        html = decode(html, content_type=content_type)
    if len(NOT_TEXT.findall(html[:4096])) > 40:
        raise UnreadablePage("the file is binary, not a page of HTML")
    if "<" not in html:
        raise UnreadablePage("the page has no HTML markup")
    tree = _tree(without_controls(html))
    if tree is None or tree.find(".//*") is None:
        raise UnreadablePage("the page has no HTML markup")
    if (count := int(COUNT(tree))) > MAX_ELEMENTS:
        raise UnreadablePage(f"the page has {count:,} elements, more than the {MAX_ELEMENTS:,} that are read")
    for name, values in ATTRIBUTES.items():
        if any(len(value) > MAX_ATTRIBUTE for value in values(tree)):
            for node in tree.iter():
                if len(node.get(name) or "") > MAX_ATTRIBUTE:
                    del node.attrib[name]
    return tree


def _tree(html: str) -> HtmlElement | None:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    parser.set_element_class_lookup(ELEMENTS)
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def fragment(html: str) -> HtmlElement | None:
    """A piece of HTML as a tree of its own; None when it holds no markup."""
    return _tree(without_controls(f"<html><body>{html}</body></html>"))


def _visible_title(tree: HtmlElement) -> str:
    for tag in ("h1", "title"):
        node: Any = next(tree.iter(tag), None)
        if node is not None and (text := squeeze("".join(node.itertext()))):
            return text
    return ""


def squeeze(text: str) -> str:
    """One line, single spaces (no-break spaces stay: French prices have them)."""
    return NO_SINGLE_SPACE.sub(" ", text).strip()

"""The blocks of text of a tree, in order: what a reader sees as paragraphs, headings and points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement

from scrapers.extract_page import squeeze

BLOCK_NAMES = """
    address article aside blockquote body center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5
    h6 header hr html li main ol p pre section summary table tbody td th thead tfoot tr ul
"""
BLOCKS = frozenset(BLOCK_NAMES.split())
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
HOLDERS = ("p", "div", "h2", "h3", "ul", "ol", "li", "section", "table", "blockquote")
INNER = frozenset(
    {"ul", "ol", "dl", "blockquote", "table", "tbody", "thead", "tr", "li"}
)  # inside a body, never a body


OPEN, CLOSE = "\ue000", "\ue001"  # around the text of a link while a block is put together: private characters
LINKED = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]+)")


NO_LETTERS = re.compile(r"[\W_]+")
NO_SINGLE_SPACE = re.compile(r"[\t\r\n\f][ \t\r\n\f]*| [ \t\r\n\f]+")


@dataclass
class Block:
    text: str
    tag: str  # of the block itself
    node: HtmlElement
    linked: int = 0  # characters inside links

    @property
    def link_share(self) -> float:
        return self.linked / max(1, len(self.text))

    @property
    def place(self) -> tuple[str, str]:
        """What siblings of one body have in common: the container's tag and class."""
        parent = self.node.getparent()
        while parent is not None and parent.tag in INNER and parent.getparent() is not None:
            parent = parent.getparent()
        if parent is None:
            return ("", "")
        name = parent.get("class") or parent.get("id")
        if name is None and (above := parent.getparent()) is not None:
            name = f"in {above.tag} {above.get('class') or above.get('id') or ''}"
        return (str(parent.tag), name or "")

    @cached_property
    def key(self) -> str:
        return letters(self.text)


def letters(text: str) -> str:
    """Letters and digits only, lower case: what stays equal between two ways of printing a text."""
    return NO_LETTERS.sub("", text.lower())


def blocks_of(tree: HtmlElement) -> list[Block]:
    """All blocks that have text; two line breaks begin a new one."""
    found: list[Block] = []
    body = tree.find("body") if tree.tag == "html" else tree
    if body is not None:
        _collect(body, found)
    return found


def _collect(node: HtmlElement, found: list[Block]) -> None:
    parts: list[str] = []

    def flush() -> None:
        for raw in re.split(r"\n\s*\n+", "".join(parts)):
            if text := squeeze(raw.replace(OPEN, "").replace(CLOSE, "")):
                found.append(Block(text, str(node.tag), node, sum(map(len, LINKED.findall(raw)))))
        parts.clear()

    parts.append(_flat(node.text))
    for child in node:
        if child.tag == "tr" and (row := _row(child)):
            flush()
            found.append(row)
        elif child.tag in BLOCKS or (child.tag not in {"a", "br"} and _holds_block(child)):
            flush()
            _collect(child, found)
        else:
            _inline(child, parts)
        parts.append(_flat(child.tail))
    flush()


def _row(node: HtmlElement) -> Block | None:
    """A row of a table of facts as one block; a row that lays out paragraphs is none."""
    cells = [squeeze(cell.text_content()) for cell in node.iterchildren("td", "th")]
    if any(len(cell) > 200 for cell in cells) or next(node.iter("p", "ul", "table"), None) is not None:
        return None
    linked = sum(len(squeeze(link.text_content())) for link in node.iter("a"))
    text = " ".join(filter(None, cells))
    return Block(text, "tr", node, linked) if text else None


def _holds_block(node: HtmlElement) -> bool:
    return len(node) > 0 and next(node.iterdescendants(*HOLDERS), None) is not None


def _inline(node: HtmlElement, parts: list[str]) -> None:
    """Append an inline element's text, with marks around that of links."""
    if not isinstance(node.tag, str):
        return
    if node.tag == "br":
        parts.append("\n")
        return
    if node.tag == "a":
        parts.append(OPEN)
    parts.append(_flat(node.text))
    for child in node:
        if child.tag in BLOCKS:
            parts.append(" ")
        _inline(child, parts)
        parts.append(_flat(child.tail))
    if node.tag == "a":
        parts.append(CLOSE)


def _flat(text: str | None) -> str:
    return NO_SINGLE_SPACE.sub(" ", text) if text else ""

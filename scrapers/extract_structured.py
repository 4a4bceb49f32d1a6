"""Structured data of a page (JSON-LD, microdata), as outlets really write it: nested, doubled, broken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

Node = dict[str, Any]
ARTICLE_TYPE = re.compile(
    r"""article|(?:news|reportagenews|analysisnews|backgroundnews|opinionnews|reviewnews|tech|advertisercontent)article
    |blogposting|liveblogposting|socialmediaposting|report|review""",
    re.VERBOSE,
)
# Where other articles than the page's own are listed.
ELSEWHERE = frozenset(
    {"itemListElement", "relatedLink", "hasPart", "citation", "mentions", "comment", "liveBlogUpdate"}
)
MAX_NODES = 500
MAX_SCRIPT = 2_000_000  # characters
MAX_DEPTH = 12


def structured_nodes(tree: HtmlElement) -> list[Node]:
    """All JSON-LD objects with a type, in the page's order, those inside others too."""
    nodes: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) < MAX_SCRIPT:
            nodes.extend(_walk(_load(script.text), MAX_DEPTH))
    return nodes[:MAX_NODES]


def types_of(node: Node) -> set[str]:
    """Lower-cased types without "http://schema.org/"."""
    return {str(name).rsplit("/", 1)[-1].lower() for name in as_list(node.get("@type"))}


def article_node(nodes: list[Node], url: str, title: str) -> Node:
    """The object that describes the page's own article: by address, then by title, then the fullest."""
    articles = [node for node in nodes if any(ARTICLE_TYPE.fullmatch(name) for name in types_of(node))]
    if not articles:
        return {}
    return max(articles, key=lambda node: (_is_about(node, url, title), len(node)))


def text_of(value: Any) -> str:
    """A string, or the name of an object, or "": one line without markup."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or ""
    if isinstance(value, list):
        value = next((text for item in value if (text := text_of(item))), "")
    if not isinstance(value, str):
        return ""
    return " ".join(re.sub(r"<[^<>]{1,300}>", " ", unescape(unescape(value))).split())


def as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _is_about(node: Node, url: str, title: str) -> int:
    path = urlsplit(url).path.rstrip("/")
    addresses = [node.get("url"), node.get("@id"), node.get("mainEntityOfPage")]
    addresses = [value.get("@id") if isinstance(value, dict) else value for value in addresses]
    same_page = any(isinstance(value, str) and path and urlsplit_path(value) == path for value in addresses)
    headline = text_of(node.get("headline") or node.get("name")).casefold()
    same_title = bool(headline) and (headline[:40] in title.casefold() or title.casefold()[:40] in headline)
    return 2 * same_page + 2 * same_title + ("datePublished" in node)


def urlsplit_path(url: str) -> str | None:
    try:
        return urlsplit(url).path.rstrip("/")
    except ValueError:
        return None


def _walk(value: Any, depth: int) -> Iterator[Node]:
    if depth <= 0:
        return
    if isinstance(value, list):
        for item in value[:MAX_NODES]:
            yield from _walk(item, depth - 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for key, inner in value.items():
            if key not in ELSEWHERE and isinstance(inner, dict | list):
                yield from _walk(inner, depth - 1)


def _load(text: str) -> Any:
    """Parse JSON that templates wrote: with CDATA marks, comments, line breaks in strings, commas too many."""
    text = re.sub(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*$", "", text).strip().rstrip(";")
    for attempt in _repairs(text):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _repairs(text: str) -> Iterable[str]:
    yield text
    mended = re.sub(r",(?=\s*[}\]])", "", text)
    mended = re.sub(r"(?m)^[ \t]*//.*$|/\*.*?\*/", "", mended)
    yield mended
    yield unescape(mended)
    if mended.count("{") > mended.count("}"):  # cut off
        yield mended + "}" * (mended.count("{") - mended.count("}"))
    if (end := mended.rfind("}")) > 0 and re.search(r"}\s*{", mended):  # several objects in a row
        yield "[" + re.sub(r"}\s*{", "},{", mended[: end + 1]) + "]"

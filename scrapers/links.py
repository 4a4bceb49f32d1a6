"""Links in an HTML page: to the outlet's feeds, and, where it has none, to its articles."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from parsel import Selector

from scrapers.addresses import clean_address, site
from scrapers.entries import Entry, plain_text, web_address

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
MOST_LINKS = 200
SHORTEST_HEADLINE = 20  # characters: "Lire la suite" and names of sections are shorter


def feed_links(html: str, url: str) -> list[str]:
    """The feeds that a page names in `<link rel="alternate">`, those of comments last.

    >>> feed_links('<link rel="alternate" type="application/rss+xml" href="/feed/">', "https://news.example/")
    ['https://news.example/feed/']
    """
    found: list[str] = []
    for link in Selector(html).xpath("//link[@rel and @type and @href]"):
        rel, kind = link.attrib["rel"].lower().split(), link.attrib["type"].split(";")[0].strip().lower()
        address = web_address(link.attrib["href"], url)
        if "alternate" in rel and kind in FEED_TYPES and address and address not in found:
            found.append(address)
    return sorted(found, key=lambda address: "comment" in address.lower())


def article_links(html: str, url: str, *, sites: Collection[str], pattern: str | None = None) -> list[Entry]:
    """The articles that a listing page links to, in its order; the link's words are the title.

    With a `pattern`, those whose address matches it. Without, links of the same site whose words are as long as a
    headline and that do not stand in a menu or a footer.
    """
    selector = Selector(html)
    inside = "//a[@href][not(ancestor::nav or ancestor::footer or ancestor::*[@role='navigation'])]"
    titles: dict[str, str] = {}
    for link in selector.xpath(inside):
        address = web_address(link.attrib["href"], url)
        if address is None or site(urlsplit(address).hostname or "") not in sites:
            continue
        title = plain_text(" ".join(link.xpath(".//text()").getall()) or link.attrib.get("title", ""))
        address = address.split("#")[0]
        is_one = re.search(pattern, address) if pattern else _looks_like_article(address, title, url)
        if is_one and len(title) > len(titles.get(address, "")) - 1:
            titles[address] = title
    return [Entry(address, title=title) for address, title in list(titles.items())[:MOST_LINKS]]


def _looks_like_article(address: str, title: str, page: str) -> bool:
    path = urlsplit(address).path
    named = re.search(r"\d{4,}|(?:[^/]+-){3,}", path) is not None  # a number or a slug of several words
    return named and len(title) >= SHORTEST_HEADLINE and clean_address(address) != clean_address(page)

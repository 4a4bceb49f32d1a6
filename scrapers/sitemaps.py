"""Sitemaps and news sitemaps: where an outlet's history is listed."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import unquote, urlsplit

from lxml import etree
from scrapy.utils.sitemap import sitemap_urls_from_robots

from scrapers.entries import Entry, UnreadableFeed, plain_text, read_moment, web_address

MOST_UNPACKED = 50 * 1024 * 1024  # what the sitemap protocol allows


@dataclass(frozen=True)
class Sitemap:
    """One sitemap: an index names further sitemaps, a set names pages."""

    entries: list[Entry]
    sitemaps: list[str]


def parse_sitemap(body: bytes, url: str, *, since: date | None = None) -> Sitemap:
    """Read a sitemap, packed or not; what its own dates place before `since` is left out.

    Raises UnreadableFeed, one sentence.
    """
    entries, sitemaps = [], []
    for kind, fields in _nodes(_unpacked(body)):
        address = web_address(fields.get("loc", ""), url)
        if address is None:
            continue
        touched = read_moment(fields.get("lastmod"))
        if kind == "sitemap":
            if not (since and _is_before(address, touched, since)):
                sitemaps.append(address)
            continue
        published = read_moment(fields.get("publication_date"))
        newest = published or touched
        if since and newest and newest.date() < since:
            continue
        title = plain_text(fields.get("title", "")) or words_of(address)
        entries.append(Entry(address, title=title, published=published, updated=touched))
    return Sitemap(entries, sitemaps)


def sitemaps_of_robots(body: bytes, url: str) -> list[str]:
    """The sitemaps that robots.txt names, else the place where most outlets have one."""
    named = [address for found in sitemap_urls_from_robots(body, base_url=url) if (address := web_address(found, url))]
    return list(dict.fromkeys(named)) or [f"{urlsplit(url).scheme}://{urlsplit(url).netloc}/sitemap.xml"]


def words_of(address: str) -> str:
    """The words in an address, which in most outlets are the title's.

    >>> words_of("https://news.example/tech/une-mairie-victime-d-un-rancongiciel-1234.html")
    'tech une mairie victime d un rancongiciel 1234'
    """
    path = re.sub(r"\.\w{2,5}$", "", unquote(urlsplit(address).path, errors="replace"))
    return re.sub(r"[\W_]+", " ", path).strip()


def _is_before(address: str, touched: datetime | None, since: date) -> bool:
    """A sitemap's date, or the month in its name (`sitemap-2019-03.xml`), lies before `since`."""
    if touched:
        return touched.date() < since
    named = re.search(r"(?<!\d)(20\d\d)(?:[-_/]?(0[1-9]|1[0-2]))?(?!\d)", urlsplit(address).path)
    if named is None:
        return False
    year, month = int(named[1]), int(named[2] or 12)
    return (year, month) < (since.year, since.month)


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        with gzip.open(io.BytesIO(body)) as packed:
            unpacked = packed.read(MOST_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFeed("the sitemap is packed, and cannot be unpacked") from error
    if len(unpacked) > MOST_UNPACKED:
        raise UnreadableFeed("the sitemap unpacks to more than 50 MB")
    return unpacked


def _nodes(body: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """("url" or "sitemap", its fields by local name), one by one; entities are not resolved, so none can grow."""
    steps = etree.iterparse(
        io.BytesIO(body), events=("end",), recover=True, resolve_entities=False, no_network=True, remove_comments=True
    )
    found = False
    try:
        for _, node in steps:
            name = _local(node.tag)
            if name in ("url", "sitemap"):
                yield name, {_local(child.tag): child.text or "" for child in node.iterdescendants()}
                node.clear()
                while node.getprevious() is not None:
                    del node.getparent()[0]
            found = found or name in ("url", "sitemap", "urlset", "sitemapindex")
    except etree.XMLSyntaxError as error:
        raise UnreadableFeed("the sitemap is not XML") from error
    if not found:
        raise UnreadableFeed("the sitemap's address gives something else")


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""

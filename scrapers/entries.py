"""Feeds as outlets really write them, read into entries: RSS, Atom, RDF, JSON Feed."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

MOST_ENTRIES = 500
"""More than any outlet's feed has; a feed with more is cut here, its newest entries being the first."""


class UnreadableFeed(ValueError):
    "What came from the feed's address is no feed."


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as a feed or sitemap announces it."""

    url: str
    title: str = ""
    summary: str = ""
    published: datetime | None = None  # UTC
    updated: datetime | None = None  # UTC
    author: str | None = None
    section: str | None = None

    @property
    def date(self) -> date | None:
        return self.published.date() if self.published else None

    @property
    def newest(self) -> datetime | None:
        """When the outlet last touched it."""
        return max((moment for moment in (self.published, self.updated) if moment), default=None)


def parse_feed(body: bytes, url: str, *, content_type: str | None = None) -> list[Entry]:
    """Read a feed's entries in the feed's order; those without a usable address are left out.

    Raises UnreadableFeed with one sentence that says what it is instead: say so and leave the source as it is.
    """
    if not body.strip():
        raise UnreadableFeed("the feed is empty")
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _parse_json_feed(body, url)
    if looks_like_html(body):
        raise UnreadableFeed("the feed's address gives an HTML page")
    headers = {"content-location": url} | ({"content-type": content_type} if content_type else {})
    parsed = feedparser.parse(io.BytesIO(_first_entries(body)), response_headers=headers)
    if not parsed.entries and not parsed.version:
        raise UnreadableFeed("the feed's address gives neither RSS nor Atom nor JSON Feed")
    return [entry for entry in (_from_feedparser(item, url) for item in parsed.entries[:MOST_ENTRIES]) if entry]


def looks_like_html(body: bytes) -> bool:
    """True for an HTML page, whatever its content type says.

    >>> looks_like_html(b"<!DOCTYPE html><html>"), looks_like_html(b"<?xml version='1.0'?><rss>")
    (True, False)
    """
    head = body[:2000].replace(b"\x00", b"").lower()
    return re.search(rb"<!doctype html|<html[\s>]", head) is not None and not re.search(
        rb"<(rss|feed|rdf:rdf)[\s>]", head
    )


def count_entries(body: bytes) -> int:
    """How many entries an XML feed has, by a look at its tags alone."""
    return len(re.findall(rb"</(?:item|entry)\s*>", body))


def _first_entries(body: bytes) -> bytes:
    """The feed with its first MOST_ENTRIES entries: parsing 100,000 of them would hold up every other source."""
    ends = [match.end() for match in re.finditer(rb"</(?:item|entry)\s*>", body)]
    if len(ends) <= MOST_ENTRIES:
        return body
    return body[: ends[MOST_ENTRIES - 1]] + body[ends[-1] :]


def _from_feedparser(item: dict[str, Any], base: str) -> Entry | None:
    address = web_address(item.get("link") or item.get("id") or "", base)
    if address is None:
        return None
    return Entry(
        url=address,
        title=plain_text(item.get("title", "")),
        summary=plain_text(item.get("summary", "")),
        published=_moment(item.get("published_parsed")),
        updated=_moment(dict.get(item, "updated_parsed")),  # `item.get` would give `published` in its place
        author=plain_text(item.get("author", "")) or None,
        section=next((plain_text(tag["term"]) for tag in item.get("tags", []) if tag.get("term")), None),
    )


def _parse_json_feed(body: bytes, url: str) -> list[Entry]:
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableFeed("the feed's address gives broken JSON") from error
    items = feed.get("items")
    if not isinstance(items, list):
        raise UnreadableFeed("the feed's address gives JSON, but no JSON Feed: it has no list of items")
    return list(_json_entries(items[:MOST_ENTRIES], url))


def _json_entries(items: list[Any], base: str) -> Iterator[Entry]:
    for item in items:
        if not isinstance(item, dict):
            continue
        address = web_address(str(item.get("url") or item.get("external_url") or item.get("id") or ""), base)
        if address is None:
            continue
        authors = item.get("authors") or [item.get("author")]
        tags = item.get("tags") or []
        yield Entry(
            url=address,
            title=plain_text(str(item.get("title") or "")),
            summary=plain_text(str(item.get("summary") or item.get("content_text") or item.get("content_html") or "")),
            published=read_moment(item.get("date_published")),
            updated=read_moment(item.get("date_modified")),
            author=next((str(who["name"]) for who in authors if isinstance(who, dict) and who.get("name")), None),
            section=str(tags[0]) if isinstance(tags, list) and tags else None,
        )


def web_address(address: str, base: str) -> str | None:
    """The address made absolute, when it is one of the web: no `file:`, no `javascript:`, no NUL byte.

    >>> web_address("/a", "https://news.example/feed"), web_address("file:///etc/passwd", "https://news.example/")
    ('https://news.example/a', None)
    """
    address = address.strip()
    if not address or "\x00" in address:
        return None
    try:
        joined = urljoin(base, address)
        parts = urlsplit(joined)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or True)
    except ValueError:
        return None
    return joined if usable else None


def plain_text(markup: str) -> str:
    r"""Titles and summaries hold markup, entities (some twice) and NUL bytes: the words alone, on one line.

    >>> plain_text("<b>Ransom</b>ware &amp;#8211; what\n now?\x00")
    'Ransomware – what now?'
    """
    text = re.sub(r"(?is)<(script|style)\b.*?</\1\s*>", " ", markup)
    text = unescape(unescape(re.sub(r"(?s)</?[a-zA-Z!][^<>]*>", lambda tag: _space_for(tag[0]), text)))
    text = re.sub(r"(?s)</?[a-zA-Z!][^<>]*>", lambda tag: _space_for(tag[0]), text)  # tags that were escaped
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", text).strip()


def _space_for(tag: str) -> str:
    return "" if re.match(r"</?(?:b|i|em|strong|a|span|u|sup|sub|mark)\b", tag, re.IGNORECASE) else " "


def _moment(parsed: Any) -> datetime | None:
    """feedparser's time tuple, which is in UTC."""
    try:
        year, month, day, hour, minute, second = parsed[:6]
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)  # 60 is a leap second
    except (TypeError, ValueError):
        return None


def read_moment(text: Any) -> datetime | None:
    """An ISO 8601 moment, in UTC; None when it is something else.

    >>> read_moment("2026-05-04T10:00:00+02:00").isoformat()
    '2026-05-04T08:00:00+00:00'
    """
    try:
        moment = datetime.fromisoformat(str(text).strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None

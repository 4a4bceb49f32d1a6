"""The sample press's feeds and sitemap, as RSS 2.0, Atom and sitemaps.org write them."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET  # writes only, reads nothing

from ransomwire.press.newsroom import EVENING, Outlet, Story

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
TRACKED = "?utm_source=rss&utm_medium=feed"  # as outlets do; it is no part of the article's address


def feed(outlet: Outlet, edition: int, edited: datetime) -> bytes:
    """The outlet's feed; `edited` is when the evening's edits were made."""
    stories = [story for story in outlet.stories(edition) if not story.archived]
    return _atom(outlet, stories, edited) if outlet.feed_form == "atom" else _rss(outlet, stories)


def _rss(outlet: Outlet, stories: list[Story]) -> bytes:
    ET.register_namespace("dc", DC)
    rss = ET.Element("rss", version="2.0")
    channel = ET.SubElement(rss, "channel")
    _add(channel, title=outlet.title, link=outlet.home, language=outlet.language, description=outlet.title)
    for story in stories:
        item = ET.SubElement(channel, "item")
        address = outlet.address_of(story)
        _add(item, title=story.title, link=address + TRACKED, description=story.summary, category=story.section)
        ET.SubElement(item, "guid", isPermaLink="true").text = address
        ET.SubElement(item, "pubDate").text = format_datetime(story.published)
        ET.SubElement(item, f"{{{DC}}}creator").text = story.author
    return _bytes(rss)


def _atom(outlet: Outlet, stories: list[Story], edited: datetime) -> bytes:
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    _add(root, ATOM, title=outlet.title, id=outlet.home, updated=edited.isoformat())
    for story in stories:
        entry = ET.SubElement(root, f"{{{ATOM}}}entry")
        updated = edited if story.edition == EVENING else story.modified
        _add(entry, ATOM, title=story.title, id=outlet.address_of(story), summary=story.summary)
        _add(entry, ATOM, published=story.published.isoformat(), updated=updated.isoformat())
        ET.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href=outlet.address_of(story))
        _add(ET.SubElement(entry, f"{{{ATOM}}}author"), ATOM, name=story.author)
    return _bytes(root)


def sitemap(outlet: Outlet, edition: int) -> bytes:
    """All articles of the outlet, those that left the feed too."""
    ET.register_namespace("", SITEMAP)
    root = ET.Element(f"{{{SITEMAP}}}urlset")
    for story in outlet.stories(edition):
        _add(
            ET.SubElement(root, f"{{{SITEMAP}}}url"),
            SITEMAP,
            loc=outlet.address_of(story),
            lastmod=story.modified.date().isoformat(),
        )
    return _bytes(root)


def _add(parent: ET.Element, namespace: str = "", **texts: str) -> None:
    for tag, text in texts.items():
        ET.SubElement(parent, f"{{{namespace}}}{tag}" if namespace else tag).text = text


def _bytes(root: ET.Element) -> bytes:
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)

"""An Atom feed: one entry an incident, what changed last first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from xml.etree import ElementTree as ET  # only written here, never read

from storage.exports.exported import NO_TIME, Exported
from storage.exports.identifiers import uuid_of
from storage.exports.words import summary_of, title_of, uri

ATOM = "http://www.w3.org/2005/Atom"


def render(incidents: Sequence[Exported]) -> bytes:
    latest = sorted(incidents, key=lambda each: (each.changed, each.incident.id), reverse=True)
    feed = ET.Element("feed", {"xmlns": ATOM})
    _text(feed, "id", f"urn:uuid:{uuid_of('feed')}")
    _text(feed, "title", "Ransom demands in the press")
    _text(feed, "updated", _time(latest[0].changed if latest else NO_TIME))
    _text(ET.SubElement(feed, "author"), "name", "ransomwire")
    for each in latest:
        _entry(feed, each)
    ET.indent(feed)
    declaration = b'<?xml version="1.0" encoding="utf-8"?>\n'
    return declaration + ET.tostring(feed, encoding="utf-8", xml_declaration=False) + b"\n"


def _entry(feed: ET.Element, each: Exported) -> None:
    incident = each.incident
    entry = ET.SubElement(feed, "entry")
    _text(entry, "id", f"urn:uuid:{uuid_of('incident', incident.id)}")
    _text(entry, "title", title_of(incident))
    _text(entry, "updated", _time(each.changed))
    _text(entry, "published", _time(each.first))
    for place, telling in enumerate(incident.articles):
        link = {"rel": "related" if place else "alternate", "href": uri(telling.url), "title": _legal(telling.title)}
        ET.SubElement(entry, "link", link | ({"hreflang": telling.language} if telling.language else {}))
    for scheme in ("kind", "status", "country", "sector", "actor", "review"):
        value = getattr(incident, scheme)
        if value:
            ET.SubElement(entry, "category", {"term": _legal(value), "scheme": f"urn:ransomwire:{scheme}"})
    sentences = dict.fromkeys(evidence.sentence.strip() for evidence in incident.evidence.values())
    _text(entry, "summary", summary_of(each))
    _text(entry, "content", "\n\n".join((summary_of(each), *sentences)))


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _legal(text)


def _legal(text: str) -> str:
    """Without the characters that XML cannot hold, in any spelling.

    >>> _legal("Acme\\x00 \\ud800<b>")
    'Acme <b>'
    """
    return "".join(
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"
    )


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

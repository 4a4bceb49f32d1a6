"""An Atom feed: one entry an incident, what changed last first."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.etree import ElementTree as ET  # only written here, never read

from storage.exports.exported import NO_TIME, Exported
from storage.exports.identifiers import uuid_of
from storage.exports.words import summary_of, title_of, uri

ATOM = "http://www.w3.org/2005/Atom"
FOOT = b"</feed>\n"


def render(incidents: Iterable[Exported]) -> Iterator[bytes]:
    """Entries wait in a temporary file until all are known: they come in another order than they are written in."""
    with tempfile.TemporaryFile() as waiting:
        places: list[tuple[datetime, str, int, int]] = []
        for each in incidents:
            content = _entry(each)
            places.append((each.changed, each.incident.id, waiting.tell(), len(content)))
            waiting.write(content)
        places.sort(reverse=True)
        yield _head(places[0][0] if places else NO_TIME)
        for _, _, start, length in places:
            waiting.seek(start)
            yield waiting.read(length)
    yield FOOT


def _head(updated: datetime) -> bytes:
    feed = ET.Element("feed", {"xmlns": ATOM})
    _text(feed, "id", f"urn:uuid:{uuid_of('feed')}")
    _text(feed, "title", "Ransom demands in the press")
    _text(feed, "updated", _time(updated))
    _text(ET.SubElement(feed, "author"), "name", "ransomwire")
    ET.indent(feed)
    declaration = b'<?xml version="1.0" encoding="utf-8"?>\n'
    return declaration + ET.tostring(feed, encoding="utf-8", xml_declaration=False).removesuffix(FOOT.strip())


def _entry(each: Exported) -> bytes:
    incident = each.incident
    entry = ET.Element("entry")
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
    ET.indent(entry, level=1)
    return b"  " + ET.tostring(entry, encoding="utf-8", xml_declaration=False) + b"\n"


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

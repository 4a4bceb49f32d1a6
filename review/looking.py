"""What the pages show, taken from the store: no page asks it anything else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from nlp.passages import Passage
from nlp.types import Article
from review.marking import Piece, marked_sentences, marked_text, pieces
from review.trail import Trail
from storage.articles import article_of_version
from storage.copies import copied_from
from storage.database import open_store
from storage.decisions import find_decisions
from storage.inbox import PAGE, Lookalike, Waiting, count_waiting, lookalikes, namesakes, neighbours, waiting
from storage.incident_rows import row_of
from storage.incidents import Evidence, Incident, Telling
from storage.queries import find_incident
from storage.rulings import Decision

SHOWN = 60  # tellings on one page: more than anybody reads, little enough for a browser


@dataclass(frozen=True)
class Line:
    """One incident of the inbox."""

    waiting: Waiting
    seen: str
    sentence: list[Piece]


@dataclass(frozen=True)
class InboxPage:
    lines: list[Line]
    count: int
    pages: int


@dataclass(frozen=True)
class Told:
    """One article's word, with the sentences that say it."""

    telling: Telling
    link: str | None  # None: an address that no browser should follow
    sentences: list[list[Piece]]
    text: list[Piece]
    copy_of: Telling | None  # the first that printed this text, of another outlet


@dataclass(frozen=True)
class IncidentPage:
    incident: Incident
    seen: str  # what a ruling is made on; another value later: the incident has changed meanwhile
    told: list[Told]  # the oldest SHOWN
    lookalikes: list[Lookalike]
    namesakes: list[Incident]
    decisions: list[Decision]  # newest first
    before: str | None
    after: str | None


def inbox_page(path: Path, trail: Trail) -> InboxPage:
    with open_store(path, read_only=True) as db:
        lines = [
            Line(found, seen_as(found.incident), _best_sentence(found.incident.evidence))
            for found in waiting(db, trail.inbox, page=trail.page)
        ]
        count = count_waiting(db, trail.inbox)
        return InboxPage(lines, count, max(1, -(-count // PAGE)))


def incident_page(path: Path, id: str, trail: Trail) -> IncidentPage:
    """Raises StoreError when there is no such incident."""
    with open_store(path, read_only=True) as db:
        incident = find_incident(db, id)
        shown = incident.tellings[:SHOWN]
        versions = {telling.version_id for telling in shown}
        articles = {version: article_of_version(db, version) for version in versions}
        before, after = neighbours(db, trail.inbox, incident)
        alike = lookalikes(db, incident)
        told = _all_told(shown, articles, copied_from(incident.tellings))
        return IncidentPage(
            incident=incident,
            seen=seen_as(incident),
            told=told,
            lookalikes=alike,
            namesakes=namesakes(db, incident, without=[one.incident.id for one in alike]),
            decisions=find_decisions(db, incident.id)[::-1],
            before=before,
            after=after,
        )


def next_id(path: Path, id: str, trail: Trail) -> str | None:
    """What stands after this incident in the inbox. Raises StoreError when there is no such incident."""
    with open_store(path, read_only=True) as db:
        return neighbours(db, trail.inbox, find_incident(db, id))[1]


def seen_as(incident: Incident) -> str:
    """Equal as long as the row says the same.

    The number of tellings is left out: the inbox does not load them, and one more article changes the row.
    """
    row = {name: value for name, value in row_of(incident).items() if name != "articles"}
    return hashlib.sha256(json.dumps(row, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def safe_link(url: str) -> str | None:
    """
    >>> safe_link("https://news.example/1"), safe_link("javascript:alert(1)"), safe_link("http://[")
    ('https://news.example/1', None, None)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _all_told(
    tellings: Sequence[Telling], articles: Mapping[int, Article], copies: Mapping[str, Telling]
) -> list[Told]:
    return [_told(t, articles[t.version_id].full_text, copies.get(t.url)) for t in tellings]


def _told(telling: Telling, text: str, first: Telling | None) -> Told:
    evidence = telling.claim.evidence
    sentences, whole = marked_sentences(text, evidence), marked_text(text, evidence)
    return Told(telling, safe_link(telling.url), sentences, whole, first)


def _best_sentence(evidence: Mapping[str, Evidence]) -> list[Piece]:
    """The sentence that says most, with all values marked that it has."""
    best = next((evidence[field] for field in ("amount", "actor", "victim") if field in evidence), None)
    if best is None:
        return []
    sentence = shorten(best.sentence)
    places = {field: sentence.find(said.value) for field, said in evidence.items() if said.value}
    marks = ((field, (at, at + len(evidence[field].value))) for field, at in places.items() if at >= 0)
    return pieces(Passage(sentence, tuple(marks)))


def shorten(sentence: str, longest: int = 260) -> str:
    """
    >>> shorten("One two three.", 9)
    'One two …'
    """
    return sentence if len(sentence) <= longest else sentence[:longest].rsplit(" ", 1)[0] + " …"

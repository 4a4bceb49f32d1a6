"""What waits for an analyst: incidents in the order in which looking at them pays."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlite_utils import Database

from storage.incident_rows import incident_from, load_incidents, read_rows
from storage.incidents import Incident
from storage.queries import match_words

Order = Literal["doubtful", "newest"]
State = Literal["open", "confirmed", "corrected", "rejected"]
Only = Literal["", "disputed", "near"]
ORDERS: tuple[Order, ...] = get_args(Order)
STATES: tuple[State, ...] = get_args(State)
ONLY: tuple[Only, ...] = get_args(Only)
PAGE = 100


@dataclass(frozen=True)
class Inbox:
    """Which incidents an analyst goes through, and in which order."""

    order: Order = "doubtful"  # the least sure first, or the newest
    state: State = "open"
    only: Only = ""  # those on which articles differ; those that another incident looks like
    words: str = ""  # of the victim's or the actor's names


@dataclass(frozen=True)
class Waiting:
    """One line of the inbox."""

    incident: Incident  # without its tellings
    articles: int
    near: int  # incidents that look like the same attack


@dataclass(frozen=True)
class Lookalike:
    """Another incident that may be the same attack, and why."""

    incident: Incident  # without its tellings
    score: float
    reason: str


def waiting(db: Database, inbox: Inbox, *, page: int = 1) -> list[Waiting]:
    """One page, numbered from 1."""
    where, parameters = _conditions(inbox)
    rows = read_rows(
        db,
        f"SELECT i.*, (SELECT count(*) FROM near_misses n WHERE n.incident = i.id) + "  # noqa: S608
        f"(SELECT count(*) FROM near_misses n WHERE n.other = i.id) AS near FROM incidents i WHERE {where} "
        f"ORDER BY {_ORDER[inbox.order]} LIMIT :size OFFSET :start",
        parameters | {"size": PAGE, "start": (page - 1) * PAGE},
    )
    return [Waiting(incident_from(row), row["articles"], row["near"]) for row in rows]


def count_waiting(db: Database, inbox: Inbox) -> int:
    where, parameters = _conditions(inbox)
    return int(db.execute(f"SELECT count(*) FROM incidents i WHERE {where}", parameters).fetchone()[0])  # noqa: S608


def neighbours(db: Database, inbox: Inbox, incident: Incident) -> tuple[str | None, str | None]:
    """The ids before and after this incident in the inbox, whether or not it still stands there itself."""
    where, parameters = _conditions(inbox)
    column = _COLUMN[inbox.order]
    value = incident.score if inbox.order == "doubtful" else (incident.first_published or "")
    parameters |= {"value": str(value) if inbox.order == "newest" else value, "key": incident.key}
    after, before = (">", "<") if inbox.order == "doubtful" else ("<", ">")
    found = []
    for sign, order in ((before, _REVERSED[inbox.order]), (after, _ORDER[inbox.order])):
        row = db.execute(
            f"SELECT i.id FROM incidents i WHERE {where} AND ({column}, i.key) {sign} (:value, :key) "  # noqa: S608
            f"ORDER BY {order} LIMIT 1",
            parameters,
        ).fetchone()
        found.append(row[0] if row else None)
    return found[0], found[1]


def lookalikes(db: Database, incident: Incident) -> list[Lookalike]:
    """Incidents that nearly were joined with this one, the likeliest first."""
    rows = read_rows(
        db,
        "SELECT n.score AS near_score, n.reason AS near_reason, i.* FROM incidents i JOIN "
        "(SELECT other AS id, score, reason FROM near_misses WHERE incident = :id "
        "UNION ALL SELECT incident, score, reason FROM near_misses WHERE other = :id) n ON n.id = i.id "
        "ORDER BY n.score DESC, i.id",
        {"id": incident.id},
    )
    return [Lookalike(incident_from(row), row["near_score"], row["near_reason"]) for row in rows]


def namesakes(db: Database, incident: Incident, *, without: Iterable[str] = (), limit: int = 5) -> list[Incident]:
    """Other incidents of a victim of this name, the newest first; also rejected ones."""
    rows = read_rows(
        db,
        "SELECT i.* FROM incidents i WHERE i.key IN (SELECT rowid FROM incidents_fts WHERE incidents_fts MATCH :name) "
        "AND i.id NOT IN (SELECT value FROM json_each(:without)) ORDER BY i.first_published DESC, i.id LIMIT :limit",
        {
            "name": f"{{victim victim_forms}} : ({match_words(incident.victim)})",
            "without": json.dumps([incident.id, *without]),
            "limit": limit,
        },
    )
    return load_incidents(db, rows)


_COLUMN = {"doubtful": "i.score", "newest": "coalesce(i.first_published, '')"}
_ORDER = {"doubtful": "i.score, i.key", "newest": "coalesce(i.first_published, '') DESC, i.key DESC"}
_REVERSED = {"doubtful": "i.score DESC, i.key DESC", "newest": "coalesce(i.first_published, ''), i.key"}
_ONLY: dict[Only, Sequence[str]] = {
    "": (),
    "disputed": ("i.conflicts <> '[]'",),
    "near": (
        "(EXISTS (SELECT 1 FROM near_misses n WHERE n.incident = i.id) "
        "OR EXISTS (SELECT 1 FROM near_misses n WHERE n.other = i.id))",
    ),
}


def _conditions(inbox: Inbox) -> tuple[str, dict[str, Any]]:
    where = ["i.review = :state", *_ONLY[inbox.only]]
    parameters: dict[str, Any] = {"state": inbox.state}
    if inbox.words.strip():
        where.append("i.key IN (SELECT rowid FROM incidents_fts WHERE incidents_fts MATCH :words)")
        parameters["words"] = match_words(inbox.words)
    return " AND ".join(where), parameters

"""What the crawler remembers from one run to the next: pages visited, and hosts that asked it to wait."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Literal

from sqlite_utils import Database

from storage.database import writing

VisitOutcome = Literal["stored", "filtered", "refused", "broken", "gone", "unreachable"]


@dataclass(frozen=True)
class Visit:
    """What is known of one page address."""

    address: str  # without tracking parameters: two addresses of one page are one visit
    source: str
    outcome: VisitOutcome
    first: datetime  # UTC
    last: datetime  # UTC
    tries: int = 1  # since it was last stored
    title: str = ""
    reason: str | None = None  # one sentence, when it was not stored
    url: str = ""  # where it was fetched


def find_visit(db: Database, address: str) -> Visit | None:
    row = db.execute(f"SELECT {_COLUMNS} FROM visits WHERE address = ?", [address]).fetchone()  # noqa: S608
    return _visit(row) if row else None


def save_visit(db: Database, visit: Visit) -> None:
    """Keep a visit in place of an earlier one to the same address."""
    row = asdict(visit) | {"first": visit.first.isoformat(), "last": visit.last.isoformat()}
    with writing(db):
        db.execute("INSERT OR IGNORE INTO sources(name) VALUES (?)", [visit.source])
        marks = ", ".join(f":{name}" for name in _NAMES)
        db.execute(f"INSERT OR REPLACE INTO visits({_COLUMNS}) VALUES ({marks})", row)  # noqa: S608


def has_young_visits(db: Database, source: str, *, first_after: datetime, last_before: datetime) -> bool:
    """Did this source bring an article after `first_after` that was not looked at since `last_before`?"""
    query = "SELECT 1 FROM visits WHERE source = ? AND outcome = 'stored' AND last <= ? AND first > ? LIMIT 1"
    return db.execute(query, [source, last_before.isoformat(), first_after.isoformat()]).fetchone() is not None


def left_out(db: Database, source: str | None = None, *, outcome: VisitOutcome | None = None) -> list[Visit]:
    """Pages that were announced and not stored, the last judged first."""
    return [
        _visit(row)
        for row in db.execute(
            f"SELECT {_COLUMNS} FROM visits WHERE outcome <> 'stored' AND (:source IS NULL OR source = :source) "  # noqa: S608
            "AND (:outcome IS NULL OR outcome = :outcome) ORDER BY last DESC",
            {"source": source, "outcome": outcome},
        )
    ]


def save_hold(db: Database, host: str, until: datetime, reason: str) -> None:
    """Note that a host does not want to be asked before `until` (UTC)."""
    with writing(db):
        db.execute("INSERT OR REPLACE INTO holds VALUES (?, ?, ?)", [host, until.isoformat(), reason])


def find_hold(db: Database, host: str, now: datetime) -> tuple[datetime, str] | None:
    """(until, reason) of a hold that is still in force."""
    row = db.execute("SELECT until, reason FROM holds WHERE host = ? AND until > ?", [host, now.isoformat()]).fetchone()
    return (datetime.fromisoformat(row[0]), row[1]) if row else None


_NAMES = [field.name for field in fields(Visit)]
_COLUMNS = ", ".join(_NAMES)


def _visit(row: tuple[Any, ...]) -> Visit:
    values = dict(zip(_NAMES, row, strict=True))
    for name in ("first", "last"):
        values[name] = datetime.fromisoformat(values[name])
    return Visit(**values)

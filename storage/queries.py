"""Ask the store: incidents by filter and by id, full text, and any read-only SQL."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from nlp.types import Kind, Status, plain
from storage.database import StoreError
from storage.fold import fold
from storage.incident_rows import Row, load_incidents, read_rows
from storage.incidents import Incident

LONGEST_QUERY_S = 30.0
BATCH = 500  # incidents in memory while many are gone through
FULL_TEXT = ("article_versions_fts", "incidents_fts")
_STEPS_BETWEEN_LOOKS = 10_000  # of SQLite's machine, some 0.1 ms


@dataclass(frozen=True)
class IncidentFilter:
    """What is None does not filter."""

    victim: str | None = None  # words of any of the victim's forms, the last may be cut short
    actor: str | None = None  # any of the actor's names
    since: date | None = None  # first published on or after
    until: date | None = None  # first published on or before
    currency: str | None = None
    min_amount: Decimal | None = None  # in the incident's own currency
    language: str | None = None  # at least one article in it
    country: str | None = None
    sector: str | None = None
    kind: Kind | None = None
    status: Status | None = None
    text: str | None = None  # words that one of the articles has
    rejected: bool = False  # also those that an analyst rejected


def find_incidents(db: Database, filter: IncidentFilter | None = None) -> list[Incident]:
    """The incidents that pass, the newest first, each with its tellings."""
    return load_incidents(db, find_rows(db, filter))


def stream_incidents(db: Database, filter: IncidentFilter | None = None) -> Iterator[list[Incident]]:
    """The same in batches: whatever the store holds, a batch is in memory. All are of one moment."""
    with _one_moment(db):
        keys = [key for (key,) in db.execute(*_newest_first("i.key", filter))]
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            rows = {row["key"]: row for row in read_rows(db, _BY_KEY, [json.dumps(batch)])}
            yield load_incidents(db, [rows[key] for key in batch])


_BY_KEY = "SELECT * FROM incidents WHERE key IN (SELECT value FROM json_each(?))"


@contextmanager
def _one_moment(db: Database) -> Iterator[None]:
    """A read transaction, so that nothing another program writes meanwhile is seen."""
    if db.conn.in_transaction:
        yield
        return
    db.conn.execute("BEGIN")
    try:
        yield
    finally:
        db.conn.rollback()


def find_rows(db: Database, filter: IncidentFilter | None = None) -> list[Row]:
    """The rows of `incidents` that pass, the newest first: all that counting needs."""
    return read_rows(db, *_newest_first("i.*", filter))


def _newest_first(columns: str, filter: IncidentFilter | None) -> tuple[str, dict[str, Any]]:
    where, parameters = _conditions(filter or IncidentFilter())
    sql = f"SELECT {columns} FROM incidents i WHERE {' AND '.join(where)} ORDER BY i.first_published DESC, i.id"  # noqa: S608
    return sql, parameters


def find_incident(db: Database, id: str) -> Incident:
    """The incident of this id, of an id it had before, or of the start of one when that is enough to know.

    Raises StoreError when there is none, or several.
    """
    wanted = id.strip().lower()
    row = (
        _row(db, "id = ?", [wanted])
        or _row(db, "key IN (SELECT incident_key FROM incident_claims WHERE handle = ?)", [wanted])
        or _retired(db, wanted)
    )
    if row is None:
        row = _started(db, wanted)
    if row is None:
        raise StoreError(f'there is no incident {id!r}; "ransomwire incidents" lists all with their ids')
    return load_incidents(db, [row])[0]


def run_query(db: Database, sql: str, *, longest_s: float = LONGEST_QUERY_S) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows of one SELECT. It cannot write, attach another file or run longer than `longest_s`.

    Raises StoreError.
    """
    deadline = time.monotonic() + longest_s
    conn = db.conn
    for table in FULL_TEXT:  # its first use on a connection declares it, which the authorizer would take for a write
        conn.execute(f"SELECT 1 FROM {table} LIMIT 0")  # noqa: S608
    conn.set_authorizer(_allow_reading)
    conn.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS)
    try:
        cursor = conn.execute(sql)
        if cursor.description is None:
            raise StoreError('the query returns no rows; "ransomwire query" takes one SELECT')
        return [column[0] for column in cursor.description], cursor.fetchall()
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise StoreError(_refusal(error, longest_s)) from error
    finally:
        conn.set_progress_handler(None, 0)
        conn.set_authorizer(None)


_READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})
_HARMLESS_PRAGMAS = frozenset({"table_info", "table_xinfo", "table_list", "index_list", "index_info", "data_version"})


def _allow_reading(action: int, first: str | None, second: str | None, _db: str | None, _trigger: str | None) -> int:
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in {"load_extension", "fts3_tokenizer"}:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA:  # full-text search reads data_version itself
        return sqlite3.SQLITE_OK if first in _HARMLESS_PRAGMAS else sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY


def _refusal(error: Exception, longest_s: float) -> str:
    message = str(error)
    if "interrupted" in message:
        return f"the query ran longer than {longest_s:g} seconds and was stopped; narrow it down or add a LIMIT"
    if any(word in message for word in ("authoriz", "prohibited")):
        return "a query may only read; write one SELECT"
    if "one statement" in message:
        return "a query is one statement; leave out everything after the first semicolon"
    return f"the query failed: {message}; the table sqlite_schema has the names of all tables and columns"


def match_words(text: str) -> str:
    """Words as a full-text query in which nothing is an operator; the last may be the start of a word.

    >>> match_words('Liège "CHU" OR')
    '"liege" "chu" "or"*'
    """
    words = [f'"{word}"' for word in fold(text).replace('"', " ").split()]
    return " ".join(words) + "*" if words else '""'


def _conditions(filter: IncidentFilter) -> tuple[list[str], dict[str, Any]]:
    known = {
        "victim": "i.key IN (SELECT rowid FROM incidents_fts WHERE incidents_fts MATCH :victim)",
        "actor": "i.key IN (SELECT rowid FROM incidents_fts WHERE incidents_fts MATCH :actor)",
        "since": "i.first_published >= :since",
        "until": "i.first_published <= :until",
        "currency": "i.currency = :currency",
        "min_amount": "CAST(i.amount AS REAL) >= CAST(:min_amount AS REAL)",
        "language": "' ' || i.languages || ' ' LIKE '% ' || :language || ' %'",
        "country": "i.country = :country",
        "sector": "lower(i.sector) = lower(:sector)",
        "kind": "i.kind = :kind",
        "status": "i.status = :status",
        "text": "i.key IN (SELECT ic.incident_key FROM article_versions_fts f "
        "JOIN articles a ON a.version_id = f.rowid JOIN incident_claims ic ON ic.article_id = a.id "
        "WHERE article_versions_fts MATCH :text)",
    }
    parameters = {
        "victim": filter.victim and f"{{victim victim_forms}} : ({match_words(filter.victim)})",
        "actor": filter.actor and f"{{actors}} : ({match_words(filter.actor)})",
        "since": filter.since and filter.since.isoformat(),
        "until": filter.until and filter.until.isoformat(),
        "currency": filter.currency and filter.currency.upper(),
        "min_amount": plain(filter.min_amount),
        "language": filter.language,
        "country": filter.country and filter.country.upper(),
        "sector": filter.sector,
        "kind": filter.kind,
        "status": filter.status,
        "text": filter.text and match_words(filter.text),
    }
    used = {name: value for name, value in parameters.items() if value is not None}
    where = [known[name] for name in used]
    return where + ([] if filter.rejected else ["i.review <> 'rejected'"]) or ["1"], used


def _row(db: Database, where: str, parameters: Iterable[Any]) -> Row | None:
    return next(iter(read_rows(db, f"SELECT * FROM incidents WHERE {where}", list(parameters))), None)  # noqa: S608


def _retired(db: Database, wanted: str) -> Row | None:
    """What an id that was shown once has become: the incident that its article tells of today."""
    old = db.execute("SELECT url, victim FROM retired_ids WHERE id = ?", [wanted]).fetchone()
    if old is None:
        return None
    rows = read_rows(
        db,
        "SELECT i.* FROM incidents i JOIN incident_claims ic ON ic.incident_key = i.key "
        "JOIN articles a ON a.id = ic.article_id JOIN claims c ON c.id = ic.claim_id WHERE a.url = ? "
        "ORDER BY c.victim <> ?, c.position",
        list(old),
    )
    return rows[0] if rows else None


def _started(db: Database, wanted: str) -> Row | None:
    if not re.fullmatch(r"[a-z0-9-]{4,}", wanted):
        return None
    rows = read_rows(db, "SELECT * FROM incidents WHERE id >= ? AND id < ? ORDER BY id LIMIT 6", [wanted, wanted + "~"])
    if len(rows) > 1:
        ids = ", ".join(row["id"] for row in rows[:5])
        raise StoreError(f"several incidents have an id that starts with {wanted!r}: {ids}; type more of it")
    return rows[0] if rows else None

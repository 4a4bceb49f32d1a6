"""What analysts rule: confirm, correct, reject, merge, split, apart, and undo. Each takes effect at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from sqlite_utils import Database

from nlp.types import KINDS, STATUSES, plain
from storage.articles import mark_unresolved
from storage.database import StoreError, writing
from storage.incident_rows import row_of
from storage.incidents import Incident, Telling
from storage.queries import find_incident
from storage.resolve import resolve
from storage.rulings import DECISION_COLUMNS, Action, Anchor, Decision, anchor_of, decision_from

FIELDS = ("victim", "actor", "amount", "currency", "payment", "status", "kind", "country", "sector")


def confirm(db: Database, incident: str, *, who: str, note: str | None = None, at: datetime | None = None) -> Decision:
    """The row is right, and its claims belong together."""
    return _decide(db, "confirm", find_incident(db, incident), who=who, note=note, at=at)


def reject(db: Database, incident: str, *, who: str, note: str | None = None, at: datetime | None = None) -> Decision:
    """No attack on this victim: queries leave it out unless asked."""
    return _decide(db, "reject", find_incident(db, incident), who=who, note=note, at=at)


def correct(
    db: Database,
    incident: str,
    field: str,
    value: str | None,
    *,
    who: str,
    note: str | None = None,
    at: datetime | None = None,
) -> Decision:
    """Settle one field whatever articles say; None empties it. Raises StoreError for a value the field cannot hold."""
    found = find_incident(db, incident)
    before = getattr(found, field, None) if field in FIELDS else None
    after = _checked(field, value)
    printed = plain(before) if isinstance(before, Decimal) else before
    return _decide(db, "correct", found, who=who, note=note, at=at, field=field, before=printed, after=after)


def merge(
    db: Database, incident: str, other: str, *, who: str, note: str | None = None, at: datetime | None = None
) -> Decision:
    """The two are one attack."""
    one, two = find_incident(db, incident), find_incident(db, other)
    if one.key == two.key:
        raise StoreError(f"{incident} and {other} are one incident already; nothing to merge")
    return _decide(db, "merge", one, who=who, note=note, at=at, others=[anchor_of(t) for t in two.tellings])


def split(
    db: Database,
    incident: str,
    urls: Iterable[str],
    *,
    who: str,
    note: str | None = None,
    at: datetime | None = None,
) -> Decision:
    """What the articles at `urls` tell is another attack than what the rest of the incident's articles tell."""
    found, taken = find_incident(db, incident), set(urls)
    unknown = taken - {t.url for t in found.tellings}
    out, rest = ([t for t in found.tellings if (t.url in taken) is wanted] for wanted in (True, False))
    if unknown:
        raise StoreError(f'{incident} has no article {min(unknown)}; "ransomwire show {incident}" lists its articles')
    if not out or not rest:
        raise StoreError(f"a split needs articles on both sides; name some, not all, of the articles of {incident}")
    others = [anchor_of(t) for t in rest]
    return _decide(db, "split", found, who=who, note=note, at=at, tellings=out, others=others)


def apart(
    db: Database, incident: str, other: str, *, who: str, note: str | None = None, at: datetime | None = None
) -> Decision:
    """The two are two attacks, however alike they look: kept as a split that both stand on already."""
    one, two = find_incident(db, incident), find_incident(db, other)
    if one.key == two.key:
        raise StoreError(f'{incident} and {other} are one incident; "ransomwire split" takes articles out of it')
    others = [anchor_of(t) for t in two.tellings]
    return _decide(db, "split", one, who=who, note=note or f"another attack than {two.id}", at=at, others=others)


def undo(db: Database, decision: int | None = None, *, who: str, at: datetime | None = None) -> Decision:
    """Take a decision back, the last one in force when none is named: all is as if it had never been made.

    Raises StoreError when there is none, or it is undone already.
    """
    with writing(db):
        where, parameters = ("id = ?", [decision]) if decision else ("undone IS NULL ORDER BY id DESC LIMIT 1", [])
        row = db.execute(f"SELECT {DECISION_COLUMNS} FROM decisions WHERE {where}", parameters).fetchone()  # noqa: S608
        if row is None:
            raise StoreError(f"there is no decision {decision or 'in force'} to undo")
        found = decision_from(row)
        if found.undone:
            raise StoreError(f"decision {found.id} was undone already, by {found.undone_by}")
        when = (at or datetime.now(UTC)).isoformat(timespec="seconds")
        db.execute("UPDATE decisions SET undone = ?, undone_by = ? WHERE id = ?", [when, who, found.id])
        return _take_effect(db, found.id)


def find_decisions(db: Database, incident: str | None = None) -> list[Decision]:
    """All decisions, undone ones too, oldest first; or those that speak of the articles of one incident."""
    where, parameters = "1", []
    if incident:
        urls = json.dumps([t.url for t in find_incident(db, incident).tellings])
        where = "id IN (SELECT decision_id FROM decision_urls WHERE url IN (SELECT value FROM json_each(?)))"
        parameters = [urls]
    rows = db.execute(f"SELECT {DECISION_COLUMNS} FROM decisions WHERE {where} ORDER BY id", parameters)  # noqa: S608
    return [decision_from(row) for row in rows]


def find_decision(db: Database, decision: int) -> Decision:
    """Raises StoreError when there is none of that number."""
    row = db.execute(f"SELECT {DECISION_COLUMNS} FROM decisions WHERE id = ?", [decision]).fetchone()  # noqa: S608
    if row is None:
        raise StoreError(f"there is no decision {decision}")
    return decision_from(row)


def _decide(
    db: Database,
    action: Action,
    incident: Incident,
    *,
    who: str,
    note: str | None,
    at: datetime | None,
    field: str | None = None,
    before: str | None = None,
    after: str | None = None,
    tellings: Sequence[Telling] | None = None,
    others: Sequence[Anchor] = (),
) -> Decision:
    anchors = [anchor_of(t) for t in tellings or incident.tellings]
    with writing(db):
        decision_id = db.execute(
            "INSERT INTO decisions(action, incident, who, decided, field, before, after, anchors, others, snapshot, "
            "note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            [
                action,
                incident.id,
                who,
                (at or datetime.now(UTC)).isoformat(timespec="seconds"),
                field,
                before,
                after,
                json.dumps([astuple(anchor) for anchor in anchors], ensure_ascii=False),
                json.dumps([astuple(anchor) for anchor in others], ensure_ascii=False),
                json.dumps(row_of(incident), ensure_ascii=False),
                note,
            ],
        ).fetchone()[0]
        urls = {anchor.url for anchor in (*anchors, *others)}
        db.conn.executemany("INSERT INTO decision_urls VALUES (?, ?)", [(url, decision_id) for url in sorted(urls)])
        return _take_effect(db, decision_id)


def _take_effect(db: Database, decision_id: int) -> Decision:
    for (article_id,) in db.execute(
        "SELECT a.id FROM articles a JOIN decision_urls u ON u.url = a.url WHERE u.decision_id = ?", [decision_id]
    ).fetchall():
        mark_unresolved(db, article_id)
    resolve(db, renew=False)
    return find_decision(db, decision_id)


def _checked(field: str, value: str | None) -> str | None:
    if field not in FIELDS:
        raise StoreError(f"there is no field {field!r} to correct; the fields are {', '.join(FIELDS)}")
    if value is None or not value.strip():
        if field in {"victim", "status", "kind"}:
            raise StoreError(f"{field} cannot be empty; to say that there was no attack, reject the incident")
        return None
    value = _TIDY.get(field, str)(value.strip())
    code = _CODES.get(field)
    if code and not re.fullmatch(code[0], value):
        raise StoreError(f"{value!r} is no {field}; write {code[1]}")
    allowed = _ALLOWED.get(field)
    if allowed and value not in allowed:
        raise StoreError(f"{value!r} is no {field}; one of {', '.join(allowed)} is")
    return value


def _amount(value: str) -> str:
    try:
        amount = Decimal(value)
    except InvalidOperation as error:
        raise StoreError(f"{value!r} is no amount; write digits only, with a point for decimals: 1200000.50") from error
    if not amount.is_finite() or amount < 0:
        raise StoreError(f"{value!r} is no amount; write a sum of money, such as 1200000")
    return plain(amount) or "0"


_CODES = {
    "country": ("[A-Z]{2}", "two letters of ISO 3166-1, such as BE"),
    "currency": ("[A-Z]{3}|USDT|USDC|DASH|DOGE", "a code such as EUR or BTC"),
    "payment": ("[A-Z]{3}|USDT|USDC|DASH|DOGE", "a code such as EUR or BTC"),
}
_ALLOWED = {"status": STATUSES, "kind": KINDS}
_TIDY: dict[str, Callable[[str], str]] = {
    "amount": _amount,
    "currency": str.upper,
    "payment": str.upper,
    "country": str.upper,
    "status": str.lower,
    "kind": str.lower,
}

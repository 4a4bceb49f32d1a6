"""Incidents as rows: written by `resolve`, read by queries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from nlp.types import plain
from storage.identity import handle_of
from storage.incidents import Conflict, Evidence, Incident, IncidentActor, StatusChange, Telling, iso
from storage.tellings import load_tellings

Row = dict[str, Any]


def row_of(incident: Incident) -> Row:
    """The columns of `incidents`."""
    return {
        "key": incident.key,
        "id": incident.id,
        "victim": incident.victim,
        "victim_forms": _json(incident.victim_forms),
        "actor": incident.actor,
        "actors": _json([[a.name, a.uuid, a.articles, iso(a.first_named)] for a in incident.actors]),
        "amount": plain(incident.amount),
        "currency": incident.currency,
        "amount_low": plain(incident.amount_low),
        "amount_high": plain(incident.amount_high),
        "paid": plain(incident.paid),
        "paid_currency": incident.paid_currency,
        "payment": incident.payment,
        "status": incident.status,
        "status_history": _json([[iso(s.published), s.status, s.url] for s in incident.status_history]),
        "kind": incident.kind,
        "country": incident.country,
        "sector": incident.sector,
        "first_published": iso(incident.first_published),
        "last_published": iso(incident.last_published),
        "articles": len(incident.articles),
        "outlets": incident.outlets,
        "copies": incident.copies,
        "languages": " ".join(incident.languages),
        "evidence": _json({name: [e.url, e.sentence, e.value] for name, e in incident.evidence.items()}),
        "conflicts": _json([[c.field, c.values] for c in incident.conflicts]),
        "score": incident.score,
        "review": incident.review,
    }


def incident_from(row: Row, tellings: Sequence[Telling] = ()) -> Incident:
    """The inverse of `row_of`."""
    return Incident(
        id=row["id"],
        key=row["key"],
        victim=row["victim"],
        victim_forms=tuple(json.loads(row["victim_forms"])),
        actor=row["actor"],
        actors=tuple(IncidentActor(n, u, c, _date(d)) for n, u, c, d in json.loads(row["actors"])),
        amount=_decimal(row["amount"]),
        currency=row["currency"],
        amount_low=_decimal(row["amount_low"]),
        amount_high=_decimal(row["amount_high"]),
        paid=_decimal(row["paid"]),
        paid_currency=row["paid_currency"],
        payment=row["payment"],
        status=row["status"],
        status_history=tuple(StatusChange(_date(d), s, u) for d, s, u in json.loads(row["status_history"])),
        kind=row["kind"],
        country=row["country"],
        sector=row["sector"],
        first_published=_date(row["first_published"]),
        last_published=_date(row["last_published"]),
        outlets=row["outlets"],
        copies=row.get("copies", 0),  # snapshots of decisions may be older than this column
        languages=tuple(row["languages"].split()),
        evidence={name: Evidence(*parts) for name, parts in json.loads(row["evidence"]).items()},
        conflicts=tuple(Conflict(f, tuple((v, n) for v, n in values)) for f, values in json.loads(row["conflicts"])),
        score=row["score"],
        review=row["review"],
        tellings=tuple(tellings),
    )


def read_rows(db: Database, sql: str, parameters: Sequence[Any] | dict[str, Any]) -> list[Row]:
    cursor = db.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def load_incidents(db: Database, rows: Sequence[Row]) -> list[Incident]:
    """Rows of `incidents` with their tellings, in the same order."""
    joins = read_rows(
        db,
        "SELECT incident_key, article_id, claim_id, handle, score, reason, decided_by FROM incident_claims "
        "WHERE incident_key IN (SELECT value FROM json_each(?))",
        [json.dumps([row["key"] for row in rows])],
    )
    placed = {(join["article_id"], join["claim_id"]): join for join in joins}
    told: dict[int, list[Telling]] = {}
    for telling in load_tellings(db, {join["article_id"] for join in joins}):
        join = placed.get((telling.article_id, telling.claim_id))
        if join:
            telling = replace(
                telling,
                handle=join["handle"],
                join_score=join["score"],
                reason=join["reason"],
                decided_by=join["decided_by"],
            )
            told.setdefault(join["incident_key"], []).append(telling)
    return [
        incident_from(row, sorted(told.get(row["key"], []), key=lambda t: (t.published or date.max, t.url, t.position)))
        for row in rows
    ]


def write_incident(db: Database, incident: Incident, component: int, *, old: Row | None) -> None:
    """Insert the row, or bring the `old` one up to date, and say which tellings it is made of."""
    row = row_of(incident)
    if row != old:
        store_row(db, row)
    db.conn.executemany(
        "INSERT OR REPLACE INTO incident_claims(article_id, claim_id, incident_key, handle, component, score, reason, "
        "decided_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (t.article_id, t.claim_id, incident.key, handle_of(t), component, t.join_score, t.reason, t.decided_by)
            for t in incident.tellings
        ],
    )


def store_row(db: Database, row: Row) -> None:
    columns = ", ".join(row)
    changes = ", ".join(f"{name} = excluded.{name}" for name in row if name != "key")
    db.execute(
        f"INSERT INTO incidents({columns}) VALUES ({', '.join('?' * len(row))}) "  # noqa: S608
        f"ON CONFLICT(key) DO UPDATE SET {changes}",
        list(row.values()),
    )


def delete_incidents(db: Database, rows: Iterable[Row]) -> None:
    """Remove incidents that nothing tells of any longer; their ids are remembered, with an address to look at."""
    for row in rows:
        urls = [change[2] for change in json.loads(row["status_history"])]
        urls += [evidence[0] for evidence in json.loads(row["evidence"]).values()]
        first = db.execute(
            "SELECT a.url FROM incident_claims ic JOIN articles a ON a.id = ic.article_id WHERE ic.incident_key = ? "
            "ORDER BY ic.handle <> ?, a.url",
            [row["key"], row["id"]],
        ).fetchone()
        if first or urls:
            db.execute(
                "INSERT OR REPLACE INTO retired_ids VALUES (?, ?, ?)",
                [row["id"], first[0] if first else urls[0], row["victim"]],
            )
        db.execute("DELETE FROM near_misses WHERE incident = ? OR other = ?", [row["id"], row["id"]])
        db.execute("DELETE FROM incident_claims WHERE incident_key = ?", [row["key"]])
        db.execute("DELETE FROM incidents WHERE key = ?", [row["key"]])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None

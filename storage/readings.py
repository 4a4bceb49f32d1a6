"""Store what the pipeline read in an article version, and find the versions that nothing has read yet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from nlp.types import Amount, Article, Claim, ClaimAmount, Mention, Reading, plain
from storage.articles import article_of_version, mark_unresolved
from storage.database import writing
from storage.hints import hints_of


def unread(db: Database, model: str, *, again: bool = False) -> Iterator[tuple[int, Article]]:
    """Article versions, oldest first, that no model has read; with `again` also those that only another model read.

    Only newest versions are offered. Readings may be saved while this runs: it looks one version ahead at a time.
    """
    sql = f"SELECT v.id {_UNREAD} AND v.id > :last ORDER BY v.id LIMIT 1"
    last = 0
    while row := db.execute(sql, {"last": last, "model": model, "again": again}).fetchone():
        last = row[0]
        yield last, article_of_version(db, last)


def count_unread(db: Database, model: str, *, again: bool = False) -> int:
    """How many article versions `unread` would give, for a progress bar."""
    row = db.execute(f"SELECT count(*) {_UNREAD}", {"model": model, "again": again}).fetchone()
    return int(row[0])


_UNREAD = """FROM articles a JOIN article_versions v ON v.id = a.version_id
WHERE a.duplicate_of IS NULL AND NOT EXISTS (
    SELECT 1 FROM readings r WHERE r.version_id = v.id AND r.current AND (r.model = :model OR NOT :again))"""


def save_reading(db: Database, version_id: int, reading: Reading) -> None:
    """Make `reading` what this version says. Saving it twice changes nothing.

    Another model's reading is kept, with its claims but without its mentions, to compare; only the last counts.
    """
    with writing(db):
        if find_reading(db, version_id) == reading:
            return
        old = "(SELECT id FROM readings WHERE version_id = ?)"
        db.execute("DELETE FROM readings WHERE version_id = ? AND model = ?", [version_id, reading.model])
        db.execute(f"DELETE FROM mentions WHERE reading_id IN {old}", [version_id])  # noqa: S608
        db.execute("UPDATE readings SET current = 0 WHERE version_id = ? AND current", [version_id])
        _insert_reading(db, version_id, reading)
        readers = (
            "SELECT id FROM articles WHERE version_id = :v UNION SELECT article_id FROM article_versions WHERE id = :v"
        )
        for (article_id,) in db.execute(readers, {"v": version_id}).fetchall():
            mark_unresolved(db, article_id)


def find_reading(db: Database, version_id: int, *, model: str | None = None) -> Reading | None:
    """The reading that counts, or the one that `model` made (without mentions when it no longer counts)."""
    which, parameters = ("model = ?", [version_id, model]) if model else ("current", [version_id])
    row = db.execute(
        f"SELECT id, language, kind, kind_score, model FROM readings WHERE version_id = ? AND {which}",  # noqa: S608
        parameters,
    ).fetchone()
    if row is None:
        return None
    reading_id, language, kind, kind_score, by = row
    mentions = db.execute(
        'SELECT start, "end", label, text, score FROM mentions WHERE reading_id = ? ORDER BY position', [reading_id]
    )
    claim_ids = [
        claim_id
        for (claim_id,) in db.execute("SELECT id FROM claims WHERE reading_id = ? ORDER BY position", [reading_id])
    ]
    claims = load_claims(db, claim_ids)
    return Reading(
        language=language,
        kind=kind,
        kind_score=kind_score,
        mentions=tuple(Mention(*mention) for mention in mentions),
        claims=tuple(claims[claim_id] for claim_id in claim_ids),
        model=by,
    )


def refresh_hints(db: Database) -> None:
    """Derive the hints of all claims that count anew, as a newer version of this program may see more in a text."""
    versions = db.execute(
        "SELECT DISTINCT version_id FROM readings r WHERE current AND EXISTS "
        "(SELECT 1 FROM claims c WHERE c.reading_id = r.id)"
    ).fetchall()
    for start in range(0, len(versions), HINTS_BATCH):
        with writing(db):
            for (version_id,) in versions[start : start + HINTS_BATCH]:
                _refresh_hints(db, version_id)


HINTS_BATCH = 500  # texts a transaction: others get their turn to write


def _refresh_hints(db: Database, version_id: int) -> None:
    article = article_of_version(db, version_id)
    rows = db.execute(
        "SELECT c.id FROM claims c JOIN readings r ON r.id = c.reading_id WHERE r.version_id = ? AND r.current",
        [version_id],
    )
    claims = load_claims(db, [claim_id for (claim_id,) in rows])
    hints = [(_json(hints_of(claim, article)), claim_id) for claim_id, claim in claims.items()]
    db.conn.executemany("UPDATE claims SET hints = ?1 WHERE id = ?2 AND hints <> ?1", hints)


def load_claims(db: Database, claim_ids: list[int]) -> dict[int, Claim]:
    """Claims as the reader made them, by id."""
    wanted = json.dumps(claim_ids)
    amounts: dict[int, list[ClaimAmount]] = {}
    for claim_id, amount, currency, low, high, about, role, start, end in db.execute(
        'SELECT claim_id, amount, currency, low, high, about, role, start, "end" FROM claim_amounts '
        "WHERE claim_id IN (SELECT value FROM json_each(?)) ORDER BY claim_id, position",
        [wanted],
    ):
        money = Amount(Decimal(amount), currency, _decimal(low), _decimal(high), bool(about))
        amounts.setdefault(claim_id, []).append(ClaimAmount(money, role, (start, end)))
    columns = ", ".join(("id", *_CLAIM_COLUMNS))
    rows = db.execute(f"SELECT {columns} FROM claims WHERE id IN (SELECT value FROM json_each(?))", [wanted])  # noqa: S608
    return {
        row[0]: _claim_from(dict(zip(_CLAIM_COLUMNS, row[1:], strict=True)), amounts.get(row[0], [])) for row in rows
    }


_CLAIM_COLUMNS = (
    "victim", "aliases", "actor", "actor_name", "actor_uuid", "amount", "currency", "payment", "status", "is_primary",
    "score", "country", "country_origin", "sector", "evidence", "rules",
)  # fmt: skip


def _claim_from(row: dict[str, Any], amounts: list[ClaimAmount]) -> Claim:
    plain = {name: row[name] for name in _CLAIM_COLUMNS if name not in {"is_primary", "amount"}}
    return Claim(
        **plain
        | {
            "aliases": tuple(json.loads(row["aliases"])),
            "amount": _decimal(row["amount"]),
            "primary": bool(row["is_primary"]),
            "amounts": tuple(amounts),
            "evidence": {field: tuple(span) for field, span in json.loads(row["evidence"]).items()},
            "rules": json.loads(row["rules"]),
        }
    )


def _insert_reading(db: Database, version_id: int, reading: Reading) -> None:
    reading_id = db.execute(
        "INSERT INTO readings(version_id, model, language, kind, kind_score) VALUES (?, ?, ?, ?, ?) RETURNING id",
        [version_id, reading.model, reading.language, reading.kind, reading.kind_score],
    ).fetchone()[0]
    db.conn.executemany(
        'INSERT INTO mentions(reading_id, position, start, "end", label, text, score) VALUES (?, ?, ?, ?, ?, ?, ?)',
        [(reading_id, n, m.start, m.end, m.label, m.text, m.score) for n, m in enumerate(reading.mentions)],
    )
    if reading.claims:
        article = article_of_version(db, version_id)
        for position, claim in enumerate(reading.claims):
            _insert_claim(db, reading_id, position, claim, hints_of(claim, article))


def _insert_claim(db: Database, reading_id: int, position: int, claim: Claim, hints: dict[str, Any]) -> None:
    row: dict[str, Any] = dict(vars(claim))  # `asdict` would copy all that is in it, deep down
    row["is_primary"] = claim.primary
    row["amount"] = plain(claim.amount)
    for field in ("aliases", "evidence", "rules"):
        row[field] = _json(row[field])
    columns = ("reading_id", "position", "hints", *_CLAIM_COLUMNS)
    values = [reading_id, position, _json(hints), *(row[name] for name in _CLAIM_COLUMNS)]
    claim_id = db.execute(
        f"INSERT INTO claims({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))}) RETURNING id",  # noqa: S608
        values,
    ).fetchone()[0]
    db.conn.executemany(
        "INSERT INTO claim_amounts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (claim_id, n, plain(a.amount.value), a.amount.currency, plain(a.amount.low), plain(a.amount.high),
             int(a.amount.about), a.role, *a.span)
            for n, a in enumerate(claim.amounts)
        ],
    )  # fmt: skip
    if claim.actor_name:
        db.execute(
            "INSERT INTO actors(name, uuid) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET uuid = excluded.uuid "
            "WHERE actors.uuid IS NULL AND excluded.uuid IS NOT NULL",
            [claim.actor_name, claim.actor_uuid],
        )
        db.execute(
            "INSERT OR IGNORE INTO actor_aliases VALUES (?, ?)", [claim.actor or claim.actor_name, claim.actor_name]
        )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

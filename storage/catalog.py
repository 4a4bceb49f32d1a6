"""The sources that a user added or switched, as the store keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlite_utils import Database

from storage.database import StoreError, writing


@dataclass(frozen=True)
class Switch:
    """A user's word on a source."""

    state: Literal["on", "off"]
    reason: str | None = None


def save_definition(db: Database, definition: Mapping[str, Any]) -> None:
    """Keep a source that a user added, by its `name`; an earlier definition of that name is replaced."""
    with writing(db):
        db.execute("INSERT OR IGNORE INTO sources(name) VALUES (?)", [definition["name"]])
        db.execute(
            "UPDATE sources SET title = ?, language = ?, country = ?, url = ?, definition = ? WHERE name = ?",
            [
                *(definition.get(field) for field in ("title", "language", "country", "home")),
                json.dumps(dict(definition), ensure_ascii=False),
                definition["name"],
            ],
        )


def find_definitions(db: Database) -> list[dict[str, Any]]:
    """The sources that users added, by name."""
    rows = db.execute("SELECT definition FROM sources WHERE definition IS NOT NULL ORDER BY name")
    return [json.loads(definition) for (definition,) in rows]


def remove_definition(db: Database, name: str) -> None:
    """Forget a source that a user added; its articles stay. Raises StoreError when there is none of that name."""
    with writing(db):
        changed = db.execute(
            "UPDATE sources SET definition = NULL, switched = NULL, switch_reason = NULL "
            "WHERE name = ? AND definition IS NOT NULL",
            [name],
        ).rowcount
    if not changed:
        raise StoreError(f'no source named {name!r} was added by a user; "ransomwire sources" lists them')


def save_switch(db: Database, name: str, switch: Switch) -> None:
    """Switch a source on or off, whatever its declaration says."""
    with writing(db):
        db.execute("INSERT OR IGNORE INTO sources(name) VALUES (?)", [name])
        db.execute(
            "UPDATE sources SET switched = ?, switch_reason = ? WHERE name = ?", [switch.state, switch.reason, name]
        )


def find_switches(db: Database) -> dict[str, Switch]:
    rows = db.execute("SELECT name, switched, switch_reason FROM sources WHERE switched IS NOT NULL")
    return {name: Switch(state, reason) for name, state, reason in rows}


def publication_days(db: Database, source: str, *, most: int = 60) -> list[date]:
    """The last days on which a source published an article that is stored, newest first."""
    rows = db.execute(
        "SELECT DISTINCT published FROM articles WHERE source = ? AND published IS NOT NULL "
        "ORDER BY published DESC LIMIT ?",
        [source, most],
    )
    return [date.fromisoformat(day) for (day,) in rows]


def paywalled_share(db: Database, source: str, *, most: int = 20) -> float:
    """The share of a source's newest articles that are behind a paywall; 0 when it has none."""
    share: float | None = db.execute(
        "SELECT avg(access = 'paywalled') FROM (SELECT access FROM articles WHERE source = ? ORDER BY id DESC LIMIT ?)",
        [source, most],
    ).fetchone()[0]
    return share or 0.0

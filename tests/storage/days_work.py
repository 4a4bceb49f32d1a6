"""A day's work on one store: a crawl, reading, resolving, review, edits of the outlets, reading by a new model.

It may be stopped anywhere and run again: each step looks what is done already, as the commands do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from nlp.types import Article, Mention, Reading
from storage.articles import is_known, save_article
from storage.database import open_store
from storage.decisions import confirm, correct, find_decisions, merge, reject, split, undo
from storage.dedup_evaluation import GOLD, GoldTelling, load_gold
from storage.ledger import CrawlRecord, record_crawl
from storage.queries import find_incidents
from storage.readings import save_reading, unread
from storage.resolve import resolve
from storage.visits import Visit, find_visit, save_visit

ARTICLES = 24
NOW = datetime(2026, 11, 3, 8, tzinfo=UTC)
EDITED = " Update: the police were told."
Done = Callable[[str], None]  # told what is safely stored: it must never be lost again


@cache
def press() -> tuple[GoldTelling, ...]:
    told = {telling.article.url: telling for telling in load_gold(GOLD / "tuned.jsonl")}
    return tuple(told.values())[:ARTICLES]


def work(db: Database, done: Done = lambda _: None) -> None:
    """The whole day, or what is left of it."""
    crawl(db, done)
    read(db, "m 1")
    resolve(db)
    review(db, done)
    edit(db)
    read(db, "m 1")
    resolve(db)
    read(db, "m 2", again=True)
    resolve(db)


def work_on(path: Path, done: Done = lambda _: None) -> None:
    with open_store(path) as db:
        work(db, done)


def crawl(db: Database, done: Done) -> None:
    for telling in press():
        article = replace(telling.article, source="outlet")
        if not is_known(db, article.url):
            save_article(db, article)
        done(article.url)
        if find_visit(db, article.url) is None:
            save_visit(db, Visit(article.url, "outlet", "stored", first=NOW, last=NOW, title=article.title))
    if db.table("crawls").count == 0:
        record_crawl(db, CrawlRecord("outlet", started=NOW, seconds=1.0, requests=ARTICLES, new=ARTICLES))


def edit(db: Database) -> None:
    for telling in press()[::5]:
        save_article(db, replace(telling.article, text=telling.article.text + EDITED))


def read(db: Database, model: str, *, again: bool = False) -> None:
    for version_id, article in unread(db, model, again=again):
        save_reading(db, version_id, reading_of(article, model))


def reading_of(article: Article, model: str) -> Reading:
    """What the gold says; the second model overlooks every actor."""
    claims = tuple(telling.claim for telling in press() if telling.article.url == article.url)
    if model == "m 2":
        claims = tuple(replace(claim, actor=None, actor_name=None) for claim in claims)
    words = (Mention(0, 3, "ORG", article.full_text[:3]),)
    return Reading(article.language, "ransomware", 0.9, words, claims, model)


def review(db: Database, done: Done) -> None:
    """Seven decisions, each known again by its note."""
    made = {decision.note: decision for decision in find_decisions(db)}
    for note, decide in _decisions():
        if note not in made:
            made[note] = decide(db, note)
        done(note)
    if made["3"].undone is None:
        undo(db, made["3"].id, who="ana", at=NOW)


def _decisions() -> Iterator[tuple[str, Callable[[Database, str], Any]]]:
    def ids(db: Database) -> list[str]:
        return sorted(incident.id for incident in find_incidents(db))

    def largest(db: Database) -> Any:
        return max(find_incidents(db), key=lambda incident: (len(incident.articles), incident.id))

    by: dict[str, Any] = {"who": "ana", "at": NOW}
    yield "1", lambda db, note: confirm(db, ids(db)[0], note=note, **by)
    yield "2", lambda db, note: correct(db, ids(db)[1], "country", "BE", note=note, **by)
    yield "3", lambda db, note: reject(db, ids(db)[2], note=note, **by)
    yield "4", lambda db, note: merge(db, ids(db)[0], ids(db)[-1], note=note, **by)
    yield "5", lambda db, note: split(db, largest(db).id, [largest(db).articles[0].url], note=note, **by)
    yield "6", lambda db, note: reject(db, ids(db)[1], note=note, **by)


def state(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All that is stored, table by table, but for when the tables were made and which ids were shown on the way."""
    return {table: sorted(db.execute(f"SELECT * FROM {table}"), key=repr) for table in tables_of(db)}


def tables_of(db: Database) -> list[str]:
    passing = ("sqlite_", "_sqlite", "retired_ids")
    return [name for name in db.table_names() if not name.startswith(passing) and "_fts" not in name]


def wounds(db: Database) -> list[Any]:
    """What SQLite finds wrong with the file; nothing, when all is well."""
    found = [row for row in db.execute("PRAGMA integrity_check").fetchall() if row != ("ok",)]
    found += db.execute("PRAGMA foreign_key_check").fetchall()
    for fts in ("article_versions_fts", "incidents_fts"):
        db.execute(f"INSERT INTO {fts}({fts}, rank) VALUES ('integrity-check', 1)")
    return found

"""Database files of every earlier version open, keep all that is in them, and can be worked with."""

import sqlite3

import pytest
from sqlite_utils import Database

from storage.articles import save_article
from storage.database import StoreError, open_store
from storage.inbox import Inbox, waiting
from storage.queries import IncidentFilter, find_incidents
from storage.readings import find_reading, save_reading, unread
from storage.resolve import rebuild, resolve
from storage.schema import VERSION, migrations
from tests.storage.days_work import state, wounds
from tests.storage.older import COPY, OLDER, RANSOM, XPERTHIS, older_store
from tests.storage.tell import article, claim, reading

READ, RULED, VISITED = 2, 3, 5  # from these versions on


@pytest.fixture(params=OLDER)
def version(request):
    return request.param


@pytest.fixture
def migrated(tmp_path, version):
    older_store(tmp_path / "a.db", version)
    with open_store(tmp_path / "a.db") as db:
        yield db


def test_every_row_is_kept(migrated, version):
    assert migrated.execute("PRAGMA user_version").fetchone() == (VERSION,)
    counts = {"articles": 3, "article_versions": 2, "crawls": 1, "sources": 1}
    counts |= {"readings": 2, "claims": 2, "mentions": 1, "claim_amounts": 1} if version >= READ else {}
    counts |= {"decisions": 1, "decision_urls": 1} if version >= RULED else {}
    counts |= {"visits": 1} if version >= VISITED else {}
    assert {table: migrated.table(table).count for table in counts} == counts
    assert wounds(migrated) == []


def test_it_has_the_tables_and_views_of_a_new_store(migrated):
    with open_store(":memory:") as new:
        schema = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE '%sqlite%' ORDER BY name"
        assert migrated.execute(schema).fetchall() == new.execute(schema).fetchall()


def test_its_articles_are_found_by_words_without_accents(migrated):
    found = migrated.execute("SELECT rowid FROM article_versions_fts WHERE article_versions_fts MATCH 'liege'")
    assert found.fetchall() == [(1,)]


def test_it_resolves_to_what_a_rebuild_gives(migrated, version):
    for version_id, found in list(unread(migrated, "m 1")):
        victim = "Xperthis" if found.url == XPERTHIS else "Ville de Mons"
        save_reading(migrated, version_id, reading(claim(victim), model="m 1"))
    resolve(migrated)
    before = state(migrated)
    rebuild(migrated)
    assert state(migrated)["incidents"] == before["incidents"]
    urls = {i.victim: [t.url for t in i.tellings] for i in find_incidents(migrated, IncidentFilter(rejected=True))}
    assert urls == {"Xperthis": [XPERTHIS, COPY], "Ville de Mons": [RANSOM]}


def test_what_an_analyst_ruled_holds(migrated, version):
    if version < RULED:
        pytest.skip("there were no decisions then")
    resolve(migrated)
    assert [i.victim for i in find_incidents(migrated)] == ["Xperthis"]
    assert [line.incident.victim for line in waiting(migrated, Inbox(state="rejected"))] == ["Ville de Mons"]


def test_it_takes_new_articles(migrated):
    saved = save_article(migrated, article("https://d.example/1"))
    save_reading(migrated, saved.version_id, reading(claim("Acme")))
    resolve(migrated)
    assert "Acme" in {incident.victim for incident in find_incidents(migrated)}
    assert find_reading(migrated, saved.version_id).claims[0].victim == "Acme"


def test_it_cannot_be_only_read_before_it_is_brought_up_to_date(tmp_path, version):
    older_store(tmp_path / "a.db", version)
    with pytest.raises(StoreError, match=r"is of an older version; .*brings it up to date"):
        open_store(tmp_path / "a.db", read_only=True)


def test_a_migration_that_fails_leaves_the_older_version(tmp_path, version, monkeypatch):
    older_store(tmp_path / "a.db", version)
    with Database(tmp_path / "a.db") as db:
        before = [db.table_names(), db.view_names(), state(db)]
    apply = migrations.apply

    def apply_and_fail(db):
        apply(db)
        raise sqlite3.OperationalError("the power went out")

    monkeypatch.setattr(migrations, "apply", apply_and_fail)
    with pytest.raises(sqlite3.OperationalError, match="power"):
        open_store(tmp_path / "a.db")
    with Database(tmp_path / "a.db") as db:
        assert db.execute("PRAGMA user_version").fetchone() == (version,)
        assert [db.table_names(), db.view_names(), state(db)] == before

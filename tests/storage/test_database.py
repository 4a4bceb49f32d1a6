import os
import sqlite3

import pytest
from sqlite_utils import Database

from storage.database import StoreError, open_store, writing
from storage.schema import APPLICATION_ID, VERSION, migrations

as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")


def test_a_store_opened_twice_keeps_its_rows(tmp_path):
    with open_store(tmp_path / "a.db") as db:
        db.execute("INSERT INTO sources(name) VALUES ('zataz')")
    with open_store(tmp_path / "a.db") as db:
        assert db.table("sources").count == 1


def test_the_version_counts_the_migrations():
    assert len(migrations._migrations) == VERSION


def test_every_table_is_strict():
    with open_store(":memory:") as db:
        ours = [t for t in db.tables if "_fts" not in t.name and not t.name.startswith(("_sqlite", "sqlite_"))]
        assert ours
        assert all(t.strict for t in ours)


def test_foreign_keys_hold():
    with open_store(":memory:") as db, pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        db.execute("INSERT INTO crawls(source, started, seconds) VALUES ('nobody', '2024-01-01', 1)")


def test_a_text_file_is_refused_in_one_sentence(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Not a database, but long enough that SQLite reads a header in it." * 20)
    with pytest.raises(StoreError, match="is not an SQLite file; name another file"):
        open_store(path)
    assert path.read_text().startswith("Not a database")


def test_the_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "firefox.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE moz_places (id)")
    other.close()
    with pytest.raises(StoreError, match="of another program"):
        open_store(path)


def test_a_newer_version_is_refused(tmp_path):
    with open_store(tmp_path / "a.db") as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(StoreError, match="update ransomwire"):
        open_store(tmp_path / "a.db")


@pytest.mark.parametrize("name", ["", "no/such/folder/a.db"])
def test_a_place_where_no_file_can_be_is_named(tmp_path, name):
    with pytest.raises(StoreError, match=r"is a folder|cannot be opened or created"):
        open_store(tmp_path / name)


@as_root
def test_an_unwritable_folder_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be opened or created"):
        open_store(tmp_path / "a.db")


def test_a_locked_store_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("storage.database.BUSY_TIMEOUT_S", 0.05)
    with (
        open_store(tmp_path / "a.db") as first,
        open_store(tmp_path / "a.db") as second,
        writing(first),
        pytest.raises(StoreError, match="another program is writing to it"),
        writing(second),
    ):
        pass


def test_a_full_disk_is_named_and_tears_nothing(tmp_path):
    with open_store(tmp_path / "a.db") as db:
        db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
        rows = [{"name": "first", "title": "x"}, {"name": "second", "title": "x" * 1_000_000}]
        with pytest.raises(StoreError, match="is full"), writing(db):
            db.table("sources").insert_all(rows)
        assert db.table("sources").count == 0


def test_read_only_needs_a_store_and_writes_nothing(tmp_path):
    with pytest.raises(StoreError, match="there is no store"):
        open_store(tmp_path / "a.db", read_only=True)
    open_store(tmp_path / "a.db").close()
    with open_store(tmp_path / "a.db", read_only=True) as db, pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("INSERT INTO sources(name) VALUES ('zataz')")


def test_a_store_of_an_older_version_keeps_its_rows_and_is_resolved_anew(tmp_path):
    db = Database(tmp_path / "a.db")
    migrations.apply(db, stop_before="m006_days_of_keys")
    db.execute("INSERT INTO articles(id, url, title) VALUES (1, 'https://a.example/1', 'Title')")
    db.execute(
        "INSERT INTO article_versions(id, article_id, number, title, text, body_hash) VALUES (1, 1, 1, 'Title', '', '')"
    )
    db.execute("UPDATE articles SET version_id = 1")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 5")
    db.close()
    with open_store(tmp_path / "a.db") as migrated:
        assert migrated.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert migrated.table("articles").count == 1
        assert migrated.table("unresolved").count == 1

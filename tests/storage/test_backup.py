import sqlite3
import threading

import pytest
from sqlite_utils import Database

from storage.backup import backup, open_for_backup
from storage.database import StoreError, open_store, writing
from storage.schema import APPLICATION_ID, migrations


def test_a_backup_ends_although_others_write_all_the_time(tmp_path):
    path, stop = tmp_path / "a.db", threading.Event()
    with open_store(path) as db, writing(db):
        db.execute(
            "INSERT INTO articles(url, title, author) VALUES ('https://a.example/1', 'x', ?)", ["x" * 20_000_000]
        )

    def write():
        with open_store(path) as db:
            number = 0
            while not stop.is_set():
                with writing(db):
                    db.execute("INSERT INTO sources(name) VALUES (?)", [f"source{number}"])
                number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with open_for_backup(path) as db:
            backup(db, tmp_path / "copy.db")
    finally:
        stop.set()
        writer.join()
    with open_store(tmp_path / "copy.db") as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.table("articles").count == 1


def test_a_store_of_an_older_version_is_backed_up_as_it_is(tmp_path):
    db = Database(tmp_path / "a.db")
    migrations.apply(db, stop_before="m006_days_of_keys")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 5")
    db.close()
    with open_for_backup(tmp_path / "a.db") as old:
        backup(old, tmp_path / "copy.db")
    copy = sqlite3.connect(tmp_path / "copy.db")
    assert copy.execute("PRAGMA user_version").fetchone() == (5,)
    copy.close()


def test_a_backup_that_fails_leaves_the_old_one(tmp_path):
    open_store(tmp_path / "a.db").close()
    (tmp_path / "copy.db").write_bytes(b"old")
    with open_for_backup(tmp_path / "a.db") as db:
        db.conn.close()
        with pytest.raises(sqlite3.ProgrammingError):
            backup(db, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == b"old"


@pytest.mark.parametrize("content", [None, b"", b"no database, but longer than a header" * 99])
def test_what_is_no_store_is_not_backed_up(tmp_path, content):
    if content is not None:
        (tmp_path / "a.db").write_bytes(content)
    with pytest.raises(StoreError, match=r"no store|not an SQLite file"):
        open_for_backup(tmp_path / "a.db")

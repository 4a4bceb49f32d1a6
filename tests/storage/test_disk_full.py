"""The disk fills up at any point of a day's work: one sentence, nothing torn, and with room it goes on."""

import contextlib
import sqlite3

import pytest

from storage.backup import backup
from storage.database import StoreError, open_store
from storage.resolve import rebuild
from tests.storage.days_work import state, work, wounds


def pages(db):
    return db.execute("PRAGMA page_count").fetchone()[0]


def test_a_disk_that_fills_up_again_and_again(tmp_path):
    with open_store(tmp_path / "whole.db") as db:
        start = pages(db)
        work(db)
        needed, wanted = pages(db), state(db)
    sentences = []
    with open_store(tmp_path / "a.db") as db:
        for limit in range(start, needed + 8):
            db.execute(f"PRAGMA max_page_count = {limit}")
            try:
                work(db)
            except StoreError as error:
                sentences.append(str(error))
            db.execute("PRAGMA max_page_count = 1073741823")  # the wounds' own look may need room
            assert wounds(db) == []
        work(db)
        assert state(db) == wanted
    assert len(sentences) >= 10
    for sentence in sentences:
        assert "is full and the last step was not stored; make room and run the command again" in sentence


def test_a_rebuild_that_finds_no_room_leaves_what_was(tmp_path):
    with open_store(tmp_path / "a.db") as db:
        work(db)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = state(db)
        db.execute(f"PRAGMA max_page_count = {pages(db)}")
        with contextlib.suppress(StoreError):  # there may be room enough: what is thrown away makes some
            rebuild(db)
        db.execute("PRAGMA max_page_count = 1073741823")
        assert wounds(db) == []
        rebuild(db)
        assert state(db) == before


def test_a_backup_to_a_full_disk_is_named(tmp_path, monkeypatch):
    connect = sqlite3.connect

    def connect_with_little_room(path):
        copy = connect(path)
        copy.execute("PRAGMA max_page_count = 10")
        return copy

    with open_store(tmp_path / "a.db") as db:
        work(db)
        monkeypatch.setattr("storage.backup.sqlite3.connect", connect_with_little_room)
        with pytest.raises(StoreError, match="is full"):
            backup(db, tmp_path / "copy.db")
    assert [file.name for file in tmp_path.glob("copy*")] == []

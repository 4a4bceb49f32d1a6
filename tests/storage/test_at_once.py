"""A crawl, a reader and a reviewer at work on one file."""

import threading

import pytest

from storage.articles import save_article
from storage.backup import backup
from storage.database import StoreError, open_store
from storage.decisions import confirm, undo
from storage.queries import find_incidents
from storage.readings import save_reading, unread
from storage.resolve import rebuild, resolve
from tests.storage.tell import article, claim, reading


def test_all_work_at_once_and_nobody_meets_a_locked_store(tmp_path):
    path = tmp_path / "a.db"
    open_store(path).close()
    errors, collected = [], threading.Event()

    def run(work):
        try:
            with open_store(path) as db:
                work(db)
        except Exception as error:  # whatever it is, the test must show it
            errors.append(error)

    def collect(start):
        def work(db):
            for n in range(start, start + 40):
                save_article(db, article(f"https://a.example/{n}"))

        return work

    def read(db):
        while True:
            last_round = collected.is_set()
            for version, told in unread(db, "m 1"):
                save_reading(db, version, reading(claim(f"Victim {int(told.url[-2:]) % 7}"), model="m 1"))
            resolve(db)
            if last_round:
                return

    def review(db):
        for _ in range(15):
            for incident in find_incidents(db)[:1]:
                undo(db, confirm(db, incident.id, who="ana").id, who="ana")

    crawls = [threading.Thread(target=run, args=[collect(start)]) for start in (10, 50)]
    others = [threading.Thread(target=run, args=[work]) for work in (read, review)]
    for thread in crawls + others:
        thread.start()
    for thread in crawls:
        thread.join()
    collected.set()
    for thread in others:
        thread.join()
    assert errors == []
    with open_store(path) as db:
        assert resolve(db).opened == 0
        before = find_incidents(db)
        rebuild(db)
        assert find_incidents(db) == before
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_backup_is_a_store(tmp_path):
    with open_store(tmp_path / "a.db") as db:
        save_article(db, article("https://a.example/1"))
        backup(db, tmp_path / "copy.db")
    with open_store(tmp_path / "copy.db", read_only=True) as copy:
        assert copy.table("articles").count == 1
    assert not list(tmp_path.glob("*.part"))


def test_a_backup_never_overwrites_its_own_store(tmp_path):
    with open_store(tmp_path / "a.db") as db, pytest.raises(StoreError, match="is the store itself"):
        backup(db, tmp_path / "a.db")


def test_a_backup_to_nowhere_is_named(tmp_path):
    with open_store(tmp_path / "a.db") as db, pytest.raises(StoreError, match="cannot be opened or created"):
        backup(db, tmp_path / "none" / "a.db")

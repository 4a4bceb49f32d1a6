"""Open the store: one SQLite file, migrated, with the pragmas that every connection needs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from storage.schema import APPLICATION_ID, VERSION, migrations

BUSY_TIMEOUT_S = 30.0  # a reader, a crawl and a reviewer at once: each waits its turn


class StoreError(Exception):
    """The store cannot be opened, read or written; the message is one sentence with the remedy."""


def open_store(path: str | Path, *, read_only: bool = False) -> Database:
    """Connect to the store at `path`, create it when there is none, and bring its tables up to date.

    `read_only` opens an existing file of the current version and lets nothing write through the connection.
    Raises StoreError when the file is not a store, is of a newer version, is locked, or cannot be created.

    >>> sorted(open_store(":memory:").table_names())[:2]
    ['_sqlite_migrations', 'actor_aliases']
    """
    with explained(path):
        if read_only:
            return _open_existing(Path(path))
        db = Database(sqlite3.connect(str(path), timeout=BUSY_TIMEOUT_S))
        try:
            _check_owner(db, path)
            if str(path) != ":memory:" and db.journal_mode != "wal":
                db.execute("PRAGMA journal_mode = WAL")
            _migrate(db)
            _set_pragmas(db)
        except BaseException:
            db.close()
            raise
        return db


@contextmanager
def writing(db: Database) -> Iterator[Database]:
    """One transaction that waits for its turn to write before it reads anything; nests.

    `db.atomic()` begins as a reader, and SQLite refuses at once, without waiting, a reader that turns writer after
    somebody else wrote. So the outermost transaction says at its start that it will write.
    """
    if db.conn.in_transaction:
        with db.atomic():
            yield db
        return
    with explained(db):
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield db
            db.conn.execute("COMMIT")
        except BaseException:
            db.rollback()
            raise


@contextmanager
def explained(path: str | Path | Database) -> Iterator[None]:
    """Turn SQLite's errors of file and disk into a StoreError; errors in our own SQL stay what they are.

    The path may be asked of an open store, once there is an error: each article is a transaction.
    """
    try:
        yield
    except sqlite3.Error as error:
        message = _sentence(error, _path_of(path) if isinstance(path, Database) else path)
        if message is None:
            raise
        raise StoreError(message) from error


def _sentence(error: sqlite3.Error, path: str | Path) -> str | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    folder = Path(path).parent
    if code == sqlite3.SQLITE_CANTOPEN and Path(path).is_dir():
        return f"{path} is a folder, not a store; name a file in it, such as {Path(path) / 'ransomwire.db'}"
    return {
        sqlite3.SQLITE_NOTADB: f"{path} is not an SQLite file; name another file, or move this one away",
        sqlite3.SQLITE_CORRUPT: f"{path} is damaged; restore a backup, or save what is left with "
        f'"sqlite3 {path} .recover"',
        sqlite3.SQLITE_CANTOPEN: f"{path} cannot be opened or created; check that the folder {folder} exists and "
        "that you may write to it",
        sqlite3.SQLITE_READONLY: f"{path} cannot be written; check the rights of the file and of its folder {folder}",
        sqlite3.SQLITE_PERM: f"{path} cannot be written; check the rights of the file and of its folder {folder}",
        sqlite3.SQLITE_FULL: f"the disk that holds {path} is full and the last step was not stored; make room and "
        "run the command again",
        sqlite3.SQLITE_IOERR: f"the disk that holds {path} failed to read or write ({error}); check the disk and run "
        "the command again",
        sqlite3.SQLITE_BUSY: f"{path} was busy for {BUSY_TIMEOUT_S:.0f} seconds: another program is writing to it; "
        "wait for it to end and run the command again",
        sqlite3.SQLITE_LOCKED: f"{path} is locked by another program; wait for it to end and run the command again",
    }.get(code)


def _open_existing(path: Path) -> Database:
    if not path.is_file():
        raise StoreError(f'there is no store at {path}; "ransomwire crawl" or "ransomwire ingest" makes one')
    db = Database(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=BUSY_TIMEOUT_S))
    try:
        _check_owner(db, path)
        if _pragma(db, "user_version") < VERSION:
            raise StoreError(f'{path} is of an older version; "ransomwire rebuild --db {path}" brings it up to date')
        _set_pragmas(db)
        db.execute("PRAGMA query_only = ON")
    except BaseException:
        db.close()
        raise
    return db


def _check_owner(db: Database, path: str | Path) -> None:
    owner, version = _pragma(db, "application_id"), _pragma(db, "user_version")
    if owner != APPLICATION_ID:
        if db.table_names():
            raise StoreError(f"{path} is an SQLite file of another program; name another file for ransomwire's store")
    elif version > VERSION:
        raise StoreError(
            f"{path} has version {version} and this ransomwire knows versions up to {VERSION}; update ransomwire"
        )


def _migrate(db: Database) -> None:
    if _pragma(db, "user_version") == VERSION:
        return
    db.execute("PRAGMA foreign_keys = OFF")  # a migration may rebuild a table that others point to
    with writing(db):  # two programs that start at once: the second finds the work done
        migrations.apply(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION}")


def _set_pragmas(db: Database) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = NORMAL")  # in WAL a crash of the machine may lose the last commits, never tears
    db.execute("PRAGMA cache_size = -65536")  # 64 MiB
    db.execute("PRAGMA wal_autocheckpoint = 4000")  # pages, 16 MiB: an article touches 50, many of them again and again


def _pragma(db: Database, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def _path_of(db: Database) -> str:
    return str(db.execute("PRAGMA database_list").fetchone()[2]) or ":memory:"

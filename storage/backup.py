"""Copy a store that may be in use."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from storage.database import BUSY_TIMEOUT_S, StoreError, explained
from storage.schema import APPLICATION_ID

ALL_PAGES = -1  # in one step, as one reader of the WAL: in smaller steps every write of others would begin it anew


def open_for_backup(path: Path) -> Database:
    """Open a store of any version to read it and leave it as it is. Raises StoreError."""
    if not path.is_file():
        raise StoreError(f"there is no store at {path}; name one with --db")
    with explained(path):
        db = Database(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=BUSY_TIMEOUT_S))
        if db.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            db.close()
            raise StoreError(f"{path} is no store of ransomwire; name one with --db")
    return db


def backup(db: Database, target: Path) -> None:
    """Write a whole copy of the store to `target`, as of one moment, while others read and write.

    The copy is made beside the target and moved into place: an interrupted backup leaves the target as it was.
    Raises StoreError when the target is the store itself or cannot be written.
    """
    source = db.execute("PRAGMA database_list").fetchone()[2]
    if source and target.exists() and target.samefile(source):
        raise StoreError(f"{target} is the store itself; name another file for the backup")
    part = target.with_name(f"{target.name}.part")
    try:
        with explained(target):
            part.unlink(missing_ok=True)
            copy = sqlite3.connect(part)
            try:
                db.conn.backup(copy, pages=ALL_PAGES)
            finally:
                copy.close()
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise

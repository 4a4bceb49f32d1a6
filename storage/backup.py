"""Copy a store that may be in use."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from storage.database import StoreError, explained

PAGES_A_STEP = 2048  # 8 MiB, then writers get their turn


def backup(db: Database, target: Path) -> None:
    """Write a whole copy of the store to `target`, as of one moment, while others read and write.

    The copy is made beside the target and moved into place: an interrupted backup leaves no half file behind it.
    Raises StoreError when the target is the store itself or cannot be written.
    """
    source = db.execute("PRAGMA database_list").fetchone()[2]
    if source and target.exists() and target.samefile(source):
        raise StoreError(f"{target} is the store itself; name another file for the backup")
    part = target.with_name(f"{target.name}.part")
    with explained(target):
        part.unlink(missing_ok=True)
        copy = sqlite3.connect(part)
        try:
            db.conn.backup(copy, pages=PAGES_A_STEP)
        finally:
            copy.close()
    part.replace(target)

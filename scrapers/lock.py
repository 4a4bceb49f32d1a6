"""One crawl at a time for one store: two would ask the same outlets twice as often."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class CrawlRunning(Exception):
    "Another crawl fills the same store; the message says which process, and what to do."


@contextmanager
def crawl_lock(db_path: Path, *, wait_s: float = 0.0, waiting: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the lock file beside the store for as long as the block runs; it falls open when the process dies.

    Waits up to `wait_s` seconds for another crawl to end, saying so once through `waiting`. Raises CrawlRunning then.
    """
    path = db_path.with_name(db_path.name + ".crawl-lock")
    with path.open("a+", encoding="ascii") as file:
        _acquire(file, db_path, wait_s, waiting)
        try:
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield
        finally:
            file.truncate(0)
            fcntl.flock(file, fcntl.LOCK_UN)


def _acquire(file: IO[str], db_path: Path, wait_s: float, waiting: Callable[[str], None] | None) -> None:
    until = time.monotonic() + wait_s
    said = False
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            file.seek(0)
            holder = f"another crawl (process {file.read().strip() or 'unknown'}) fills {db_path}"
            if time.monotonic() >= until:
                raise CrawlRunning(f"{holder}; wait for it to end and run this one again") from None
            if waiting and not said:
                waiting(f"{holder}; waiting for it to end")
                said = True
            time.sleep(min(0.5, max(0.01, wait_s / 20)))

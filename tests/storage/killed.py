"""Kill a day's work at random points and look at what is left: `python -m tests.storage.killed POINTS SEED`.

A process of its own, so that it may fork: a child opens the store, works, and is killed with signal 9, half of the
times between two statements of its own, half of the times at any moment. Prints one JSON object.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from storage.database import open_store
from tests.storage.days_work import state, work, work_on, wounds


def main(points: int, seed: int) -> dict[str, Any]:
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        statements, seconds, wanted = _undisturbed(Path(folder) / "undisturbed.db")
        faults: list[str] = []
        deaths = 0
        for n in range(points):
            path = Path(folder) / f"{n}.db"
            kills = rng.choice((1, 1, 2, 3))
            told: set[str] = set()
            for _ in range(kills):
                if n % 2:
                    died, done = _fork(path, at_statement=rng.randrange(1, statements))
                else:
                    died, done = _fork(path, after_s=rng.uniform(0, seconds))
                deaths += died
                told |= done
                faults += [f"point {n}: {fault}" for fault in _look(path, told)]
            work_on(path)
            with open_store(path) as db:
                found = state(db)
                faults += [f"point {n}: {table} differs" for table in wanted if found[table] != wanted[table]]
                faults += [f"point {n}: {wound}" for wound in wounds(db)]
            for file in path.parent.glob(f"{n}.db*"):
                file.unlink()
    return {"points": points, "deaths": deaths, "statements": statements, "faults": faults}


def _undisturbed(path: Path) -> tuple[int, float, dict[str, Any]]:
    """How many statements a day has, how long it takes, and what it leaves."""
    count = 0

    def add(_: str) -> None:
        nonlocal count
        count += 1

    began = time.monotonic()
    with open_store(path) as db:
        db.conn.set_trace_callback(add)
        work(db)
        db.conn.set_trace_callback(None)
        return count, time.monotonic() - began, state(db)


def _fork(path: Path, *, at_statement: int = 0, after_s: float | None = None) -> tuple[bool, set[str]]:
    """Work until death; whether it came, and what the child was told is stored."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reads)
            _work_until(path, at_statement, lambda what: os.write(writes, f"{what}\n".encode()))
        finally:
            os._exit(0)
    os.close(writes)
    said = b""
    deadline = None if after_s is None else time.monotonic() + after_s
    while True:
        left = None if deadline is None else max(deadline - time.monotonic(), 0)
        if not select.select([reads], [], [], left)[0]:
            os.kill(child, signal.SIGKILL)
            deadline = None
            continue
        part = os.read(reads, 65536)
        if not part:
            break
        said += part
    os.close(reads)
    _, status = os.waitpid(child, 0)
    whole = said.decode().rpartition("\n")[0]
    return os.WIFSIGNALED(status), set(whole.split("\n")) - {""}


def _work_until(path: Path, at_statement: int, done: Callable[[str], Any]) -> None:
    left = at_statement

    def count(_: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    with open_store(path) as db:
        if at_statement:
            db.conn.set_trace_callback(count)
        work(db, done)


def _look(path: Path, told: set[str]) -> list[Any]:
    """What is wrong with a store whose writer was killed."""
    with open_store(path) as db:
        urls = {url for (url,) in db.execute("SELECT url FROM articles WHERE version_id IS NOT NULL")}
        notes = {note for (note,) in db.execute("SELECT note FROM decisions")}
        lost = sorted(told - urls - notes)
        return [*wounds(db), *(f"{what} was stored and is lost" for what in lost)]


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201

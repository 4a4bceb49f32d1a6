"""What an export costs an incident in time and memory, as the store grows.

python -m tests.bench.exports [--claims 10000 50000]

Each export runs as a process of its own, as a user runs it; the last column says what the same process takes to export
nothing. Times are processor time.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.table import Table

from ransomwire.commands.export import FORMATS
from storage.articles import save_article
from storage.database import open_store
from storage.readings import save_reading
from storage.resolve import resolve
from tests.bench.attacks import readings


def fill(path: Path, claims: int) -> int:
    """A resolved store of so many claims; the number of its incidents."""
    with open_store(path) as db:
        for article, reading in readings(claims):
            save_reading(db, save_article(db, article).version_id, reading)
        return resolve(db).incidents


def export(path: Path, form: str, *filters: str) -> tuple[float, float, float]:
    """Processor seconds, megabytes of memory at most, and of the file."""
    target = path.with_suffix(f".{form}")
    command = [sys.executable, "-m", "ransomwire", "export", form, "--db", str(path), "-o", str(target), *filters]
    quiet = os.open(os.devnull, os.O_WRONLY)
    pid = os.posix_spawn(sys.executable, command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, quiet, 2)])
    _, status, used = os.wait4(pid, 0)
    os.close(quiet)
    if status:
        raise SystemExit(f"the export of {form} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, target.stat().st_size / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 50_000])
    options = parser.parse_args()
    table = Table(title="Exports")
    for column in ("incidents", "format", "ms an incident", "file MB", "memory MB", "of nothing MB"):
        table.add_column(column, justify="right")
    with tempfile.TemporaryDirectory() as folder:
        for claims in options.claims:
            path = Path(folder) / f"{claims}.db"
            with ProcessPoolExecutor(1) as other:  # a process that is started is measured from its parent's size on
                incidents = other.submit(fill, path, claims).result()
            for form in FORMATS:
                seconds, peak, size = export(path, form)
                _, floor, _ = export(path, form, "--since", "2999-01-01")
                cells = (f"{1000 * seconds / incidents:.2f}", f"{size:.1f}", f"{peak:.0f}", f"{floor:.0f}")
                table.add_row(f"{incidents:,}", form, *cells)
    Console().print(table)


if __name__ == "__main__":
    main()

"""What storing, resolving, rebuilding and asking cost a claim, as the store grows.

python -m tests.bench.store [--claims 10000 30000] [--pairs 2000 10000] [--told-by 2] [--bulk]

Times are processor time, so that they mean the same on a busy machine. Peers in the same run: a bare `executemany` of
the same rows into the same tables, and rapidfuzz over all pairs of the victims' names.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, islice
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table
from sqlite_utils import Database

from nlp.types import Article, Reading
from storage.articles import save_article
from storage.copies import compare_stored, near_texts
from storage.database import open_store, writing
from storage.inbox import Inbox, waiting
from storage.queries import IncidentFilter, find_incident, find_incidents, find_rows, run_query
from storage.readings import save_reading
from storage.resolve import rebuild, resolve
from storage.schema import FTS_TOKENIZER
from storage.shingles import bands_of, shingles_of
from tests.bench.attacks import TOLD_BY, readings

ROWS = ("sources", "articles", "article_versions", "readings", "mentions", "claims", "claim_amounts", "actors",
        "actor_aliases", "unresolved", "uncompared")  # fmt: skip
CHUNK = 1000  # articles made up at once
ROUNDS = 40  # of each query, each time with other values
GOAL_MS = 50.0  # p95 of a query
ALIKE = 85.0  # from which rapidfuzz would call two names one


@dataclass
class Run:
    """One store; processor seconds."""

    claims: int
    ingest_s: float = 0.0
    bare_s: float = 0.0
    copies_s: float = 0.0  # to find which texts print another
    resolve_s: float = 0.0
    one_more_ms: float = 0.0  # an article's way into a store of this size: save, read, resolve
    compare_ms: float = 0.0  # of which: to look for texts that are nearly the same
    compare_copy_ms: float = 0.0  # the same for a text that one stored article prints but for a few words
    rebuild_s: float = 0.0
    incidents: int = 0
    megabytes: float = 0.0
    queries_ms: dict[str, float] | None = None  # p95

    def per_claim_ms(self, seconds: float) -> float:
        return 1000 * seconds / self.claims


@contextmanager
def stopwatch(one: Run, name: str, share: float = 1.0) -> Iterator[None]:
    """Processor seconds into a field of the run, and said as they come: a million claims take hours."""
    began = time.process_time()
    yield
    seconds = time.process_time() - began
    say(f"{one.claims:,} claims: {name.rsplit('_', 1)[0]} took {seconds:.0f} s")
    setattr(one, name, share * seconds)


def say(sentence: str) -> None:
    Console(stderr=True).print(sentence)


def run(claims: int, folder: Path, told_by: int, *, bulk: bool) -> Run:
    told = readings(claims + ROUNDS, told_by=told_by)
    one = Run(claims)
    path = folder / f"{claims}.db"
    with open_store(":memory:" if bulk else path) as db:
        if bulk:
            db.table("article_versions").disable_fts()
        texts = ingest(db, told, one, bulk=bulk)
        if bulk:
            db.table("article_versions").enable_fts(["title", "text"], create_triggers=True, tokenize=FTS_TOKENIZER)
            db.conn.execute("VACUUM INTO ?", [str(path)])
    with open_store(path) as db:
        one.bare_s = bare(db, folder / "bare.db")
        with stopwatch(one, "copies_s"):
            compare_stored(db)
        with stopwatch(one, "resolve_s"):
            one.incidents = resolve(db).incidents
        last = list(told)
        with stopwatch(one, "one_more_ms", 1000 / ROUNDS):
            for article, reading in last:
                save_reading(db, save_article(db, article).version_id, reading)
                resolve(db)
        new = [article.text for article, _ in last]
        old = [text.replace(" and ", " or ", 1) for text in texts]
        one.compare_ms, one.compare_copy_ms = compare_cost(db, new, found=1), compare_cost(db, old, found=1)
        with stopwatch(one, "rebuild_s"):
            rebuild(db)
        one.megabytes = path.stat().st_size / 1e6
    with open_store(path, read_only=True) as db:
        one.queries_ms = {name: p95(db, ask) for name, ask in QUERIES.items()}
    return one


def ingest(db: Database, told: Iterator[tuple[Article, Reading]], one: Run, *, bulk: bool) -> list[str]:
    """Store so many as the run is of; returns some of their texts. What making them up costs is not counted."""
    texts, every = [], one.claims // ROUNDS
    seconds = 0.0
    for start in range(0, one.claims, CHUNK):
        some = list(islice(told, min(CHUNK, one.claims - start)))
        began = time.process_time()
        with writing(db) if bulk else nullcontext():  # a commit in memory costs as much as is stored
            for article, reading in some:
                save_reading(db, save_article(db, article).version_id, reading)
        seconds += time.process_time() - began
        texts += [article.text for n, (article, _) in enumerate(some, start) if n % every == 0]
    one.ingest_s = seconds
    say(f"{one.claims:,} claims: ingest took {seconds:.0f} s")
    return texts[:ROUNDS]


def bare(db: Database, path: Path) -> float:
    """Processor seconds for the same rows by one `executemany` a table, in one transaction, with the same indexes."""
    path.unlink(missing_ok=True)
    with open_store(path) as plain:
        plain.execute("PRAGMA foreign_keys = OFF")
        seconds = 0.0
        with writing(plain):
            for table in ROWS:
                rows = db.execute(f"SELECT * FROM {table}").fetchall()
                if rows:
                    marks = ", ".join("?" * len(rows[0]))
                    began = time.process_time()
                    plain.conn.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
                    seconds += time.process_time() - began
    path.unlink()
    return seconds


def compare_cost(db: Database, texts: list[str], *, found: int) -> float:
    """Processor milliseconds a text to find its copies, which must be so many for each."""
    began = time.process_time()
    for text in texts:
        shingles = shingles_of(text)
        assert len(near_texts(db, 0, shingles, bands_of(shingles))) == found
    return 1000 * (time.process_time() - began) / len(texts)


def p95(db: Database, ask: Callable[[Database, int], Any]) -> float:
    """Milliseconds by the clock: what a user waits."""
    times = []
    for n in range(ROUNDS):
        began = time.perf_counter()
        ask(db, n)
        times.append(1000 * (time.perf_counter() - began))
    return statistics.quantiles(times, n=20)[-1]


def _victim(db: Database, n: int) -> str:
    return str(db.execute("SELECT victim FROM incidents WHERE key > ? LIMIT 1", [n * 10**14]).fetchone()[0])


def _id(db: Database, n: int) -> str:
    return str(db.execute("SELECT id FROM incidents WHERE key > ? LIMIT 1", [n * 10**14]).fetchone()[0])


def _fortnight(n: int) -> tuple[date, date]:
    start = date(2015, 1, 1) + timedelta(97 * n)
    return start, start + timedelta(13)


QUERIES: dict[str, Callable[[Database, int], Any]] = {
    "by id": lambda db, n: find_incident(db, _id(db, n)),
    "by victim": lambda db, n: find_incidents(db, IncidentFilter(victim=_victim(db, n))),
    "a fortnight, listed": lambda db, n: find_rows(db, IncidentFilter(since=_fortnight(n)[0], until=_fortnight(n)[1])),
    "with every telling": lambda db, n: find_incidents(
        db, IncidentFilter(since=_fortnight(n)[0], until=_fortnight(n)[1])
    ),
    "rows of a victim": lambda db, n: run_query(db, "SELECT * FROM ransoms WHERE id = '" + _id(db, n) + "'"),
    "newest demands": lambda db, n: run_query(db, "SELECT * FROM open_demands LIMIT 50"),
    "biggest in EUR": lambda db, n: run_query(
        db, "SELECT * FROM ransoms WHERE currency = 'EUR' AND amount >= 1e7 ORDER BY amount DESC LIMIT 50"
    ),
    "by month": lambda db, n: run_query(db, "SELECT * FROM incidents_by_month"),
    "by actor": lambda db, n: run_query(db, "SELECT * FROM incidents_by_actor"),
    "by country": lambda db, n: run_query(db, "SELECT * FROM incidents_by_country"),
    "by sector": lambda db, n: run_query(db, "SELECT * FROM incidents_by_sector"),
    "two words of articles": lambda db, n: run_query(
        db,
        "SELECT rowid FROM article_versions_fts WHERE article_versions_fts MATCH "
        f"'{['police', 'enquête', 'politie'][n % 3]} AND {['12000', 'lockbit', 'akira', 'conti'][n % 4]}' LIMIT 50",
    ),
    "inbox": lambda db, n: waiting(db, Inbox(order="doubtful" if n % 2 else "newest"), page=1 + n // 2),
}


def loop_over_pairs(names: list[str]) -> float:
    """Processor seconds to compare each name with each other one, the way a first script would."""
    began = time.process_time()
    for a, b in combinations(names, 2):
        fuzz.token_sort_ratio(a, b, score_cutoff=ALIKE)
    return time.process_time() - began


def matrix_of_pairs(names: list[str]) -> float:
    """The same by rapidfuzz's own loop in C++ with SIMD: a floor that grows with the square."""
    began = time.process_time()
    step = 500
    for start in range(0, len(names), step):
        process.cdist(
            names[start : start + step], names[start:], scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, workers=1
        )
    return time.process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 30_000], help="1000000 takes half an hour")
    parser.add_argument("--pairs", type=int, nargs="+", default=[2_000, 10_000])
    parser.add_argument("--told-by", type=int, choices=TOLD_BY, default=2, help="articles about one attack on average")
    parser.add_argument(
        "--bulk",
        action="store_true",
        help="store in memory, index for search afterwards, copy to a file: ingest is then without either",
    )
    options = parser.parse_args()
    console = Console(width=120)
    with tempfile.TemporaryDirectory() as folder:
        console.print(pairs_table(options.pairs, Path(folder)))
        runs = [run(claims, Path(folder), options.told_by, bulk=options.bulk) for claims in options.claims]
    console.print(cost_table(runs))
    console.print(query_table(runs))


def pairs_table(sizes: list[int], folder: Path) -> Table:
    table = Table(title="Resolving beside rapidfuzz over all pairs (names only), processor seconds")
    for column in ("claims", "resolve", "loop", "ratio", "cdist", "ratio"):
        table.add_column(column, justify="right")
    for size in sizes:
        told = list(readings(size))
        with open_store(folder / f"pairs{size}.db") as db:
            for article, reading in told:
                save_reading(db, save_article(db, article).version_id, reading)
            began = time.process_time()
            resolve(db)
            ours = time.process_time() - began
        names = [reading.claims[0].victim for _, reading in told]
        loop, matrix = loop_over_pairs(names), matrix_of_pairs(names)
        peers = (f"{loop:.2f}", f"{ours / loop:.2f}", f"{matrix:.2f}", f"{ours / matrix:.2f}")
        table.add_row(f"{size:,}", f"{ours:.2f}", *peers)
    return table


def cost_table(runs: list[Run]) -> Table:
    table = Table(title="Milliseconds of processor time a claim")
    for column in ("claims", "incidents", "MB", "ingest", "executemany", "ratio", "copies", "resolve", "one more",
                   "compare", "copy", "rebuild"):  # fmt: skip
        table.add_column(column, justify="right")
    for one in runs:
        times = [one.per_claim_ms(s) for s in (one.ingest_s, one.bare_s)]
        rest = [
            one.per_claim_ms(one.copies_s),
            one.per_claim_ms(one.resolve_s),
            one.one_more_ms,
            one.compare_ms,
            one.compare_copy_ms,
        ]
        rest += [one.per_claim_ms(one.rebuild_s)]
        cells = [f"{one.claims:,}", f"{one.incidents:,}", f"{one.megabytes:.0f}", *(f"{ms:.3f}" for ms in times)]
        table.add_row(*cells, f"{one.ingest_s / one.bare_s:.1f}", *(f"{ms:.3f}" for ms in rest))
    return table


def query_table(runs: list[Run]) -> Table:
    table = Table(title=f"p95 of queries in milliseconds (goal {GOAL_MS:.0f})")
    table.add_column("query")
    for one in runs:
        table.add_column(f"{one.claims:,} claims", justify="right")
    for name in QUERIES:
        table.add_row(name, *(f"{(one.queries_ms or {})[name]:.1f}" for one in runs))
    return table


if __name__ == "__main__":
    main()

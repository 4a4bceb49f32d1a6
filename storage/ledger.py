"""The ledger of crawls: what each source gave, when, and why it gave nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlite_utils import Database

from storage.database import writing


@dataclass(frozen=True)
class CrawlRecord:
    """One run over one source."""

    source: str
    started: datetime  # UTC
    seconds: float
    requests: int = 0
    not_modified: int = 0  # answers 304
    new: int = 0
    changed: int = 0
    unchanged: int = 0  # also copies of known bodies
    filtered: int = 0  # left out by the source's rules: another section, another language
    refused: int = 0  # robots.txt, 401, 403, 429
    broken: int = 0  # pages that gave no article
    reason: str | None = None  # one sentence when the source gave nothing or the run ended early
    notes: str | None = None  # what went wrong with single pages


@dataclass(frozen=True)
class SourceState:
    """What is known of a source from its crawls and articles."""

    source: str
    crawls: int
    last_crawl: datetime | None
    last_success: datetime | None
    failures: int  # runs in a row, up to the last, that ended with a reason
    articles: int
    newest: str | None  # date of the newest article, ISO
    last: CrawlRecord | None


@dataclass(frozen=True)
class Validators:
    """What an address said of its state, to ask for changes only."""

    etag: str | None = None
    last_modified: str | None = None


def record_crawl(db: Database, record: CrawlRecord) -> None:
    """Add a row for one run of one source."""
    with writing(db):
        db.execute("INSERT OR IGNORE INTO sources(name) VALUES (?)", [record.source])
        db.table("crawls").insert(asdict(record) | {"started": record.started.isoformat()})


def source_states(db: Database) -> list[SourceState]:
    """Every source that was crawled or brought an article, by name."""
    return [_state(db, source) for (source,) in db.execute("SELECT name FROM sources ORDER BY name").fetchall()]


def find_validators(db: Database, url: str) -> Validators:
    row = db.execute("SELECT etag, last_modified FROM validators WHERE url = ?", [url]).fetchone()
    return Validators(*row) if row else Validators()


def save_validators(db: Database, url: str, validators: Validators) -> None:
    with writing(db):
        db.execute(
            "INSERT OR REPLACE INTO validators VALUES (?, ?, ?)", [url, validators.etag, validators.last_modified]
        )


def _state(db: Database, source: str) -> SourceState:
    rows = db.execute("SELECT * FROM crawls WHERE source = ? ORDER BY started DESC, id DESC", [source])
    names = [column[0] for column in rows.description][1:]
    records = [_record(dict(zip(names, row[1:], strict=True))) for row in rows]
    succeeded = [n for n, record in enumerate(records) if record.reason is None]
    articles, newest = db.execute("SELECT count(*), max(published) FROM articles WHERE source = ?", [source]).fetchone()
    return SourceState(
        source=source,
        crawls=len(records),
        last_crawl=records[0].started if records else None,
        last_success=records[succeeded[0]].started if succeeded else None,
        failures=succeeded[0] if succeeded else len(records),
        articles=articles,
        newest=newest,
        last=records[0] if records else None,
    )


def _record(row: dict[str, object]) -> CrawlRecord:
    return CrawlRecord(**row | {"started": datetime.fromisoformat(str(row["started"]))})  # type: ignore[arg-type]


def crawl_totals(db: Database) -> dict[str, dict[str, float]]:
    """Of each source, the sum of every counter and of the seconds over all its runs, and `runs` and `failed` runs."""
    rows = db.query(
        "SELECT source, count(*) AS runs, sum(reason IS NOT NULL) AS failed, sum(seconds) AS seconds, "
        "sum(requests) AS requests, sum(not_modified) AS not_modified, sum(new) AS new, sum(changed) AS changed, "
        "sum(unchanged) AS unchanged, sum(filtered) AS filtered, sum(refused) AS refused, sum(broken) AS broken "
        "FROM crawls GROUP BY source ORDER BY source"
    )
    return {row.pop("source"): row for row in rows}

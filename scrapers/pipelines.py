"""The one door between the crawler and the store: articles, visits, validators and the ledger pass here."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from sqlite_utils import Database

from nlp.types import Article
from storage import catalog, ledger, visits
from storage.articles import Saved, save_article
from storage.catalog import Switch
from storage.database import StoreError, open_store, writing
from storage.ledger import CrawlRecord, SourceState, Validators, record_crawl
from storage.visits import Visit

if TYPE_CHECKING:
    from scrapers.spiders.outlet import OutletSpider

__all__ = [
    "CrawlRecord",
    "SourceState",
    "StoreCatalog",
    "StoreError",
    "StoreMemory",
    "StorePipeline",
    "Switch",
    "Validators",
    "Visit",
    "record_of",
]

logger = logging.getLogger(__name__)


class StorePipeline:
    """Stores each article at once, before anything reads it, and the run's row of the ledger however it ends."""

    def __init__(self, crawler: Crawler, path: Path) -> None:
        self.crawler = crawler
        self.path = path
        self.db: Database

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StorePipeline:
        pipeline = cls(crawler, Path(crawler.settings["RANSOMWIRE_DB"]))
        crawler.signals.connect(pipeline.spider_closed, signals.spider_closed)
        return pipeline

    @property
    def spider(self) -> OutletSpider:
        return cast("OutletSpider", self.crawler.spider)

    def open_spider(self) -> None:
        self.db = borrow_store(self.path)
        self.spider.notebook.memory = StoreMemory(self.db)

    def process_item(self, item: Article) -> Article:
        item = storable(item)
        try:
            with writing(self.db):  # the article and the visit that brought it, or neither
                saved = save_article(self.db, item)
                self.spider.notebook.stored(item)
        except StoreError as error:
            self.spider.tally.failure = str(error)
            raise CloseSpider(str(error)) from error
        self.spider.tally.add(counter_of(saved))
        return item

    def spider_closed(self, spider: OutletSpider, reason: str) -> None:
        try:
            spider.finish(reason)
            record_crawl(self.db, record_of(spider))
        except StoreError as error:
            logger.error("%s: %s", spider.name, error)
        finally:
            return_store(self.path)


CACHE_KB = 4096
"""A crawl adds and looks up; the 64 MB of those who read everything only make it grow with the store."""
_lent: dict[Path, tuple[Database, int]] = {}


def borrow_store(path: Path) -> Database:
    """The store, opened once for all spiders of this process: each connection has a cache of its own."""
    if path in _lent:
        db, borrowers = _lent[path]
    else:
        db, borrowers = open_store(path), 0
        db.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    _lent[path] = db, borrowers + 1
    return db


def return_store(path: Path) -> None:
    """Give a borrowed store back; the last one closes it."""
    db, borrowers = _lent.pop(path)
    if borrowers > 1:
        _lent[path] = db, borrowers - 1
    else:
        db.close()


def counter_of(saved: Saved) -> str:
    """The ledger's counter for a saved article: another address of a known body is nothing new."""
    return "unchanged" if saved.state == "duplicate" else saved.state


def storable(article: Article) -> Article:
    """The article without what SQLite and UTF-8 do not take: NUL characters and half surrogate pairs."""
    texts = {name: clean_text(getattr(article, name)) for name in ("url", "title", "text", "author", "section")}
    return replace(article, **cast(dict[str, Any], texts))


def clean_text(text: str | None) -> str | None:
    return text and text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def record_of(spider: OutletSpider) -> CrawlRecord:
    """The run's row for the ledger."""
    tally = spider.tally
    stats = spider.crawler.stats
    return CrawlRecord(
        source=spider.name,
        started=tally.started,
        seconds=tally.seconds,
        requests=int(stats.get_value("downloader/request_count", 0) or 0),
        reason=tally.failure,
        notes=tally.notes,
        **{name: tally.counts[name] for name in COUNTERS},
    )


COUNTERS = ("not_modified", "new", "changed", "unchanged", "filtered", "refused", "broken")


class StoreMemory:
    """`scrapers.memory.Memory` in the store."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def visit(self, address: str) -> Visit | None:
        return visits.find_visit(self.db, address)

    def remember(self, visit: Visit) -> None:
        cleaned = {name: clean_text(getattr(visit, name)) for name in ("address", "title", "reason", "url")}
        visits.save_visit(self.db, replace(visit, **cast(dict[str, Any], cleaned)))

    def has_young(self, source: str, *, first_after: datetime, last_before: datetime) -> bool:
        return visits.has_young_visits(self.db, source, first_after=first_after, last_before=last_before)

    def validators(self, url: str) -> Validators:
        return ledger.find_validators(self.db, url)

    def keep_validators(self, url: str, validators: Validators) -> None:
        ledger.save_validators(self.db, url, validators)

    def hold(self, host: str, now: datetime) -> tuple[datetime, str] | None:
        return visits.find_hold(self.db, host, now)

    def keep_hold(self, host: str, until: datetime, reason: str) -> None:
        visits.save_hold(self.db, host, until, reason)


class StoreCatalog:
    """What the store knows of sources: those that users added, what was switched, and how each fared.

    Opens the store for each question; without a file there, it knows nothing and makes none until something is kept.
    """

    def __init__(self, path: Path) -> None:
        self.path = Path(path)

    @contextmanager
    def _open(self) -> Iterator[Database]:
        db = open_store(self.path)
        try:
            yield db
        finally:
            db.close()

    def definitions(self) -> list[dict[str, Any]]:
        if not self.path.exists():
            return []
        with self._open() as db:
            return catalog.find_definitions(db)

    def switches(self) -> dict[str, Switch]:
        if not self.path.exists():
            return {}
        with self._open() as db:
            return catalog.find_switches(db)

    def keep_definition(self, definition: Mapping[str, Any]) -> None:
        with self._open() as db:
            catalog.save_definition(db, definition)

    def remove_definition(self, name: str) -> None:
        with self._open() as db:
            catalog.remove_definition(db, name)

    def keep_switch(self, name: str, switch: Switch) -> None:
        with self._open() as db:
            catalog.save_switch(db, name, switch)

    def totals(self) -> dict[str, dict[str, float]]:
        """Of each source: the sums of its counters over all runs."""
        if not self.path.exists():
            return {}
        with self._open() as db:
            return ledger.crawl_totals(db)

    def fared(self) -> dict[str, tuple[SourceState, list[date], float]]:
        """Of each source in the store: its ledger, its last days with articles, the share behind a paywall."""
        if not self.path.exists():
            return {}
        with self._open() as db:
            return {
                state.source: (
                    state,
                    catalog.publication_days(db, state.source),
                    catalog.paywalled_share(db, state.source),
                )
                for state in ledger.source_states(db)
            }

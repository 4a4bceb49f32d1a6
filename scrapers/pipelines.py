"""The one door between the crawler and the store: articles, visits, validators and the ledger pass here."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from sqlite_utils import Database

from nlp.types import Article
from scrapers.memory import Validators, Visit
from scrapers.spiders.outlet import OutletSpider
from storage import ledger
from storage.articles import Saved, save_article
from storage.database import StoreError, open_store
from storage.ledger import CrawlRecord, record_crawl

__all__ = ["CrawlRecord", "StoreMemory", "StorePipeline", "record_of"]

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
        return cast(OutletSpider, self.crawler.spider)

    def open_spider(self) -> None:
        self.db = open_store(self.path)
        self.spider.memory = StoreMemory(self.db)

    def process_item(self, item: Article) -> Article:
        item = storable(item)
        try:
            saved = save_article(self.db, item)
            self.spider.stored(item)
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
            self.db.close()


def counter_of(saved: Saved) -> str:
    """The ledger's counter for a saved article: another address of a known body is nothing new."""
    return "unchanged" if saved.state == "duplicate" else saved.state


def storable(article: Article) -> Article:
    """The article without what SQLite and UTF-8 do not take: NUL characters and half surrogate pairs."""
    texts = {name: _clean(getattr(article, name)) for name in ("url", "title", "text", "author", "section")}
    return replace(article, **cast(dict[str, Any], texts))


def _clean(text: str | None) -> str | None:
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
        **{name: tally.counts[name] for name in COUNTERS},
    )


COUNTERS = ("not_modified", "new", "changed", "unchanged", "filtered", "refused", "broken")


class StoreMemory:
    """`scrapers.memory.Memory` in the store."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def visit(self, address: str) -> Visit | None:
        return None

    def remember(self, visit: Visit) -> None:
        return None

    def young(self, source: str, since: datetime) -> Iterable[Visit]:
        return ()

    def validators(self, url: str) -> Validators | None:
        return None

    def keep_validators(self, url: str, validators: Validators | None) -> None:
        return None


_ = ledger

"""Crawl some or all sources into a store, side by side, and say how each fared."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from scrapers.addresses import site
from scrapers.lock import crawl_lock
from scrapers.pipelines import CrawlRecord, record_of
from scrapers.source import Source
from scrapers.spiders.outlet import OutletSpider, source_of, spider_for

logger = logging.getLogger(__name__)
SIDE_BY_SIDE = 16
"""Sources at once. Each asks once a second at most, so more would only queue up behind extraction."""


@dataclass(frozen=True)
class Step:
    """What `progress` is told: an article was stored, or a source was done with."""

    source: str
    articles: int  # of that source in this run, so far
    record: CrawlRecord | None  # given when the source is done
    done: int  # sources done so far
    sources: int  # sources in this run


Progress = Callable[[Step], None]


class UnknownSource(ValueError):
    "There is no source of that name."


def crawl(
    db_path: Path,
    sources: Sequence[str | Source] = (),
    *,
    settings: Mapping[str, object] | None = None,
    progress: Progress | None = None,
    since: str | None = None,
    backfill: bool = False,
    wait_s: float = 0.0,
    waiting: Callable[[str], None] | None = None,
) -> list[CrawlRecord]:
    """Crawl into the store at `db_path` and return a record for each source, in the order given.

    All sources that are switched on when none is named. Runs in this process and only once in it, since Twisted's
    reactor cannot start twice; `scrapers.apart.crawl_apart` runs it in a process of its own. Ctrl-C ends it early:
    what was stored stays, and the records say so.

    Raises UnknownSource, and scrapers.lock.CrawlRunning when another crawl still fills this store after `wait_s`.
    """
    spiders = find_spiders(sources)
    with crawl_lock(Path(db_path), wait_s=wait_s, waiting=waiting):
        merged = project_settings(db_path, settings)
        round_ = _Round(merged, spiders, progress, {"since": since, "backfill": backfill})
        round_.start(install_signal_handlers=True)
        return round_.results()


def project_settings(db_path: Path, overrides: Mapping[str, object] | None = None) -> Settings:
    settings = Settings()
    settings.setmodule("scrapers.settings", priority="project")
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="project")  # the command decides where logs go
    settings.set("RANSOMWIRE_DB", str(db_path), priority="cmdline")
    settings.setdict(dict(overrides or {}), priority="cmdline")
    return settings


def find_spiders(sources: Sequence[str | Source]) -> list[type[OutletSpider]]:
    """The spider classes of these sources, each a name or a definition; without any, all that are switched on."""
    known = declared_spiders()
    if not sources:
        return [spider for spider in known.values() if spider.off is None]
    found = []
    for wanted in sources:
        if isinstance(wanted, Source):
            found.append(spider_for(wanted))
        elif wanted in known:
            found.append(known[wanted])
        else:
            raise UnknownSource(f'no source named {wanted!r}; "ransomwire sources" names all {len(known)}')
    return found


def declared_spiders() -> dict[str, type[OutletSpider]]:
    """The spiders of scrapers/spiders/ by name."""
    from scrapy.spiderloader import SpiderLoader

    loader = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": ["scrapers.spiders"]}))
    spiders = {name: loader.load(name) for name in sorted(loader.list())}
    return {name: spider for name, spider in spiders.items() if issubclass(spider, OutletSpider)}


class _Round(AsyncCrawlerProcess):
    """All spiders of one run: so many at once, and those of one site one after another."""

    def __init__(
        self,
        settings: Settings,
        spiders: Sequence[type[OutletSpider]],
        progress: Progress | None,
        arguments: Mapping[str, object],
    ) -> None:
        super().__init__(settings)
        self._spiders = spiders
        self._progress = progress
        self._arguments = arguments
        self._records: dict[str, CrawlRecord] = {}
        self._stopping = False

    async def join(self) -> None:
        """Scrapy waits for this before it stops: here it means all sources, begun or not."""
        at_once = asyncio.Semaphore(SIDE_BY_SIDE)
        await asyncio.gather(*(self._run(group, at_once) for group in by_site(self._spiders)))

    async def stop(self) -> None:
        self._stopping = True
        await super().stop()

    async def _run(self, group: Sequence[type[OutletSpider]], at_once: asyncio.Semaphore) -> None:
        for spider in group:
            async with at_once:
                if self._stopping:
                    return
                crawler = self.create_crawler(spider)
                crawler.signals.connect(self._article_stored, signals.item_scraped)
                try:
                    await self.crawl(crawler, **self._arguments)
                except Exception as error:  # one source's end is not the others'
                    logger.error("%s: %s", spider.name, error)
                    self._close(spider.name, _not_run(spider.name, f"{type(error).__name__}: {error}"))
                else:
                    self._close(spider.name, _record(crawler))

    def _article_stored(self, spider: OutletSpider) -> None:
        self._tell(spider.name, sum(spider.tally.counts[name] for name in ("new", "changed", "unchanged")), None)

    def _close(self, source: str, record: CrawlRecord) -> None:
        self._records[source] = record
        self._tell(source, record.new + record.changed + record.unchanged, record)

    def _tell(self, source: str, articles: int, record: CrawlRecord | None) -> None:
        if self._progress:
            self._progress(Step(source, articles, record, len(self._records), len(self._spiders)))

    def results(self) -> list[CrawlRecord]:
        names = [spider.name for spider in self._spiders]
        return [self._records.get(name) or _not_run(name, "not begun: the crawl was stopped before") for name in names]


def by_site(spiders: Iterable[type[OutletSpider]]) -> list[list[type[OutletSpider]]]:
    """Spiders grouped so that no two of different groups ask the same site."""
    groups: dict[str, list[type[OutletSpider]]] = {}
    for spider in spiders:
        source = source_of(spider)
        first = source.absolute(source.feeds[0]) if source.feeds else source.home
        parts = urlsplit(first)
        key = site(parts.hostname or "") if site(parts.hostname or "") != parts.hostname else parts.netloc
        groups.setdefault(key, []).append(spider)
    return list(groups.values())


def _record(crawler: Crawler) -> CrawlRecord:
    spider = crawler.spider
    assert isinstance(spider, OutletSpider)
    return record_of(spider)


def _not_run(source: str, reason: str) -> CrawlRecord:
    return CrawlRecord(source=source, started=datetime.now(UTC), seconds=0.0, reason=reason)

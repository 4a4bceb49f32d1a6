"""Run spiders side by side in this process, once: so many sources at a time, those of one site one after another."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from scrapers.addresses import site
from scrapers.spiders.outlet import OutletSpider, source_of, worker_settings
from scrapers.workers import shared_workers

logger = logging.getLogger(__name__)
SIDE_BY_SIDE = 40
"""Sources at once. Each asks once a second at most: two cores read some hundred pages a second, this bounds memory."""


def project_settings(db_path: Path, overrides: Mapping[str, object] | None = None) -> Settings:
    """The project's settings for a run that a command started; logs go where the command sends them."""
    settings = Settings()
    settings.setmodule("scrapers.settings", priority="project")
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="project")
    settings.set("RANSOMWIRE_DB", str(db_path), priority="cmdline")
    settings.setdict(dict(overrides or {}), priority="cmdline")
    return settings


class Round(AsyncCrawlerProcess):
    """One run over some spiders. `done` is called with each spider that ended, or the error that ended it;
    `stored` with the `spider` and the `item` of each article."""

    def __init__(
        self,
        settings: Settings,
        spiders: Sequence[type[OutletSpider]],
        *,
        done: Callable[[type[OutletSpider], OutletSpider | Exception], None],
        stored: Callable[..., None] | None = None,
        arguments: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(settings)
        # Scrapy sets its loggers to DEBUG, and so makes two records of each page that nobody is to see.
        logging.getLogger("scrapy").setLevel(settings["LOG_LEVEL"])
        self._spiders = spiders
        self._when_done = done
        self._when_stored = stored
        self._arguments = dict(arguments or {})
        self._stopping = False

    async def join(self) -> None:
        """Scrapy waits for this before it stops: here it means all sources, begun or not."""
        at_once = asyncio.Semaphore(SIDE_BY_SIDE)
        try:
            await asyncio.gather(*(self._run(group, at_once) for group in by_site(self._spiders)))
        finally:
            await shared_workers(*worker_settings(self.settings)).close()

    async def stop(self) -> None:
        self._stopping = True
        await super().stop()

    async def _run(self, group: Sequence[type[OutletSpider]], at_once: asyncio.Semaphore) -> None:
        for spider in group:
            async with at_once:
                if self._stopping:
                    return
                await self._run_one(spider)

    async def _run_one(self, spider: type[OutletSpider]) -> None:
        crawler = self.create_crawler(spider)
        if self._when_stored:
            crawler.signals.connect(self._when_stored, signals.item_scraped)
        try:
            await self.crawl(crawler, **self._arguments)
            ended = crawler.spider
            assert isinstance(ended, OutletSpider)
        except Exception as error:  # one source's end is not the others'
            logger.error("%s: %s", spider.name, error)
            self._when_done(spider, error)
        else:
            self._when_done(spider, ended)


def by_site(spiders: Iterable[type[OutletSpider]]) -> list[list[type[OutletSpider]]]:
    """Spiders grouped so that no two of different groups ask the same site."""
    groups: dict[str, list[type[OutletSpider]]] = {}
    for spider in spiders:
        source = source_of(spider)
        parts = urlsplit(source.absolute(source.feeds[0]) if source.feeds else source.home)
        host = parts.hostname or ""
        key = site(host) if site(host) != host else parts.netloc  # on loopback a port is an outlet
        groups.setdefault(key, []).append(spider)
    return list(groups.values())

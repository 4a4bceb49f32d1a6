"""Manners that Scrapy does not bring: crawl-delay, Retry-After, and giving up on a host that keeps refusing."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from scrapers.outcomes import NotAsked, Outcome

if TYPE_CHECKING:
    from scrapers.spiders.outlet import OutletSpider

MOST_REFUSALS = 5
"""Pages in a row that a host may refuse before it is left alone for this run."""
HOLD_WITHOUT_TERM = timedelta(hours=1)
LONGEST_HOLD = timedelta(days=1)  # so that a mistaken header does not silence a source for good


class PoliteRobots(RobotsTxtMiddleware):
    """robots.txt as RFC 9309 reads it: out of order on the server's side means that nothing is allowed."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # It logs a traceback when robots.txt cannot be fetched; the page's own failure says the same in a sentence.
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            response = response.replace(body=b"User-agent: *\nDisallow: /")
        elif response.status >= 400:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)


class CrawlDelay:
    """Holds each host's slot to the crawl-delay of its robots.txt, beside AutoThrottle or without it."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.agent = str(crawler.settings["ROBOTSTXT_USER_AGENT"])
        self.longest = crawler.settings.getfloat("AUTOTHROTTLE_MAX_DELAY")
        self.delays: dict[str, float] = {}  # host: seconds

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CrawlDelay:
        extension = cls(crawler)
        crawler.signals.connect(extension.robots_parsed, signals.robots_parsed)
        crawler.signals.connect(extension.response_downloaded, signals.response_downloaded)
        return extension

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        delay = robotparser.crawl_delay(self.agent)
        if delay:
            host = urlsplit(request.url).hostname or ""
            self.delays[host] = min(delay, self.longest)
            self._hold_to(host)

    def response_downloaded(self, request: Request) -> None:
        self._hold_to(str(request.meta.get("download_slot", "")))

    def _hold_to(self, host: str) -> None:
        slot = self.crawler.engine.downloader.slots.get(host)
        if slot is not None and host in self.delays:
            slot.delay = max(slot.delay, self.delays[host])


class Retreat:
    """A downloader middleware that does what 429 and Retry-After ask, and takes a row of 403 as an answer.

    A short wait is waited and the page asked for again, once; a long one is kept as a hold in the store, and no run
    asks that host before it is over.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.longest_wait_s = crawler.settings.getfloat("LONGEST_WAIT")
        self.holds: dict[str, tuple[datetime, str] | None] = {}  # host: what the store knew of it
        self.paused: dict[str, float] = {}  # host: until, on the monotonic clock
        self.refusals: Counter[str] = Counter()  # host: refused pages in a row

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Retreat:
        return cls(crawler)

    @property
    def spider(self) -> OutletSpider:
        return cast("OutletSpider", self.crawler.spider)

    async def process_request(self, request: Request) -> None:
        host = urlsplit(request.url).hostname or ""
        if host not in self.holds:
            self.holds[host] = self.spider.notebook.memory.hold(host, datetime.now(UTC))
        if hold := self.holds[host]:
            until, reason = hold
            raise NotAsked(Outcome("refused", f"{reason}; not asked before {until:%Y-%m-%d %H:%M} UTC"))
        if self.refusals[host] >= MOST_REFUSALS:
            raise NotAsked(
                Outcome("refused", f"{host} refused {MOST_REFUSALS} pages in a row; no more asked in this run")
            )
        while (wait := self.paused.get(host, 0) - monotonic()) > 0:
            await asyncio.sleep(wait)

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        host = urlsplit(request.url).hostname or ""
        if not _is_robots(request):
            self.refusals[host] = self.refusals[host] + 1 if response.status in (401, 403) else 0
        if response.status != 429 and not (response.status == 503 and "Retry-After" in response.headers):
            return response
        wait = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        seconds = wait.total_seconds() if wait else self.longest_wait_s / 2
        if seconds <= self.longest_wait_s and not request.meta.get("has_waited"):
            self.paused[host] = monotonic() + seconds
            return request.replace(dont_filter=True, meta={**request.meta, "has_waited": True})
        until = datetime.now(UTC) + min(wait or HOLD_WITHOUT_TERM, LONGEST_HOLD)
        reason = f"{host} says we ask too often ({response.status})"
        self.holds[host] = until, reason
        self.spider.notebook.memory.keep_hold(host, until, reason)
        return response


def _is_robots(request: Request) -> bool:
    return bool(request.meta.get("dont_obey_robotstxt"))


def retry_after(header: bytes | Any, now: datetime) -> timedelta | None:
    """The wait that a Retry-After header asks for, in seconds or as a date; None when it says nothing usable.

    >>> retry_after(b"120", datetime.now(UTC))
    datetime.timedelta(seconds=120)
    >>> retry_after(b"Fri, 01 May 2026 10:00:30 GMT", datetime(2026, 5, 1, 10, tzinfo=UTC))
    datetime.timedelta(seconds=30)
    """
    text = (header or b"").decode("latin-1").strip()
    if text.isdigit():
        return timedelta(seconds=min(int(text), int(LONGEST_HOLD.total_seconds())))
    try:
        return max(parsedate_to_datetime(text) - now, timedelta(0))
    except (TypeError, ValueError):
        return None

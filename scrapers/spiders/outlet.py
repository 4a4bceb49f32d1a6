"""The one spider behind all sources: announced entries in, articles out. A source's own class only declares."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response, TextResponse
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from nlp.types import Article
from scrapers.addresses import site
from scrapers.browser import MISSING, browser_settings, has_browser
from scrapers.compose import article_of_entry, complete_article, own_address
from scrapers.entries import MOST_ENTRIES, Entry, UnreadableFeed, count_entries, looks_like_html, parse_feed
from scrapers.links import article_links, feed_links
from scrapers.notebook import Notebook
from scrapers.outcomes import Outcome, outcome_of_failure, outcome_of_status
from scrapers.pipelines import Validators
from scrapers.relevance import objection_to
from scrapers.sitemaps import parse_sitemap, sitemaps_of_robots, words_of
from scrapers.source import Source
from scrapers.tally import Tally
from scrapers.workers import Workers, shared_workers

AT_ONCE = 50
"""Requests handed to Scrapy at a time; the rest wait as entries, which need a tenth of a request's memory."""


class OutletSpider(Spider):
    """A source as a spider. The class attributes are the fields of `scrapers.source.Source`.

    `since` leaves out what is older; `backfill` reads the outlet's sitemaps instead of its feeds.
    """

    title: ClassVar[str] = ""
    language: ClassVar[str]
    country: ClassVar[str | None] = None
    home: ClassVar[str]
    feeds: ClassVar[tuple[str, ...]] = ()
    topic: ClassVar[str] = "general"
    verified: ClassVar[bool] = True
    off: ClassVar[str | None] = None
    hosts: ClassVar[tuple[str, ...]] = ()
    sitemaps: ClassVar[tuple[str, ...]] = ()
    listing: ClassVar[str | None] = None
    links: ClassVar[str | None] = None
    whole_entries: ClassVar[bool] = False
    javascript: ClassVar[bool] = False

    handle_httpstatus_list: ClassVar[list[int]] = [304]

    def __init__(
        self, name: str | None = None, *, since: date | str | None = None, backfill: bool | str = False, **kwargs: Any
    ) -> None:
        super().__init__(name, **kwargs)
        self.source = source_of(type(self))
        self.since = date.fromisoformat(since) if isinstance(since, str) else since
        self.backfill = backfill in (True, "1", "true", "yes")
        self.notebook = Notebook(self.source)
        self.sites = {site(urlsplit(address).hostname or "") for address in (self.source.home, *self._feeds())}
        self.sites |= {site(host) for host in self.source.hosts}
        self.workers: Workers
        self._waiting: deque[Entry | Request] = deque()

    @property
    def tally(self) -> Tally:
        return self.notebook.tally

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.workers = shared_workers(*worker_settings(crawler.settings))
        crawler.signals.connect(spider.go_on, signals.spider_idle)
        return spider

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        if cls.javascript and has_browser():
            settings.setdict(browser_settings(settings.getlist("ALLOWED_PRIVATE_HOSTS")), priority="spider")

    async def start(self) -> AsyncIterator[Any]:
        if self.source.off:
            self.tally.failure = f"switched off: {self.source.off}"
        elif self.source.javascript and not has_browser():
            self.tally.failure = MISSING
        elif self.backfill and self.source.sitemaps:
            for address in self.source.sitemaps:
                yield self._request(self.source.absolute(address), self.parse_sitemap)
        elif self.backfill:
            yield self._request(self.source.absolute("/robots.txt"), self.parse_robots)
        elif self.source.feeds:
            # The next feed is asked for with the last pages of the one before, as sitemaps are: all feeds at once
            # would all wait in memory.
            self._waiting.extend(
                self._request(address, self.parse_feed, headers=self.notebook.conditions(address))
                for address in self._feeds()
            )
            for request in self._next_requests():
                yield request
        else:
            page = self.source.absolute(self.source.listing or self.source.home)
            yield self._request(page, self.parse_listing, cb_kwargs={"may_follow": self.source.listing is None})

    def _feeds(self) -> list[str]:
        return [self.source.absolute(feed) for feed in self.source.feeds]

    def _request(self, url: str, callback: Callable[..., Any], **kwargs: Any) -> Request:
        headers = {"Accept-Language": f"{self.source.language},en;q=0.5"} | kwargs.pop("headers", {})
        return Request(url, callback=callback, errback=self.note_failure, dont_filter=True, headers=headers, **kwargs)

    # -- ways in: each ends in entries

    def parse_feed(self, response: Response, may_follow: bool = True) -> Iterator[Request | Article]:
        """A feed's entries become requests for their pages, where these are due."""
        address = self._asked_for(response)
        if response.status == 304:
            self.notebook.feed_unchanged()
            return
        if looks_like_html(response.body) and (may_follow or self.source.listing):
            yield from self.parse_listing(response, may_follow=may_follow)
            return
        try:
            entries = parse_feed(response.body, response.url, content_type=_header(response, "Content-Type"))
        except UnreadableFeed as error:
            self.tally.note(Outcome("broken", f"{error}: {address}"))
            return
        if (all_entries := count_entries(response.body)) > MOST_ENTRIES:
            self.tally.explain(f"the feed has {all_entries} entries; the first {MOST_ENTRIES} were read")
        self.notebook.feed_read(address, Validators(_header(response, "ETag"), _header(response, "Last-Modified")))
        yield from self.follow_entries(entries)

    def parse_listing(self, response: Response, may_follow: bool = True) -> Iterator[Request | Article]:
        """A page in place of a feed: the feed that it names, once; else its own links to articles."""
        html = response.text if isinstance(response, TextResponse) else ""
        address = self._asked_for(response)
        feeds = [feed for feed in feed_links(html, response.url) if feed != address] if may_follow else []
        if feeds and not self.source.listing:
            yield self._request(feeds[0], self.parse_feed, cb_kwargs={"may_follow": False})
            return
        entries = article_links(html, response.url, sites=self.sites, pattern=self.source.links)
        if not entries or (self.source.feeds and not self.source.listing):
            what = "names no feed and links to no article" if not self.source.feeds else "is an HTML page, not a feed"
            self.tally.note(Outcome("broken", f"{address} {what}"))
            return
        yield from self.follow_entries(entries)

    def parse_robots(self, response: Response) -> Iterator[Request]:
        for address in sitemaps_of_robots(response.body, response.url):
            yield self._request(address, self.parse_sitemap)

    def parse_sitemap(self, response: Response) -> Iterator[Request | Article]:
        """A sitemap's pages become requests; further sitemaps wait until these are done, which bounds memory."""
        try:
            found = parse_sitemap(response.body, response.url, since=self.since)
        except UnreadableFeed as error:
            self.tally.note(Outcome("broken", f"{error}: {response.url}"))
            return
        self._waiting.extend(self._request(address, self.parse_sitemap) for address in found.sitemaps)
        pattern = self.source.links
        yield from self.follow_entries(entry for entry in found.entries if not pattern or _matches(pattern, entry))

    # -- entries: which pages are asked for

    def follow_entries(self, entries: Iterable[Entry]) -> Iterator[Request | Article]:
        """What is to be done with each entry: fetch its page, take it whole, or leave it, counted."""
        now = datetime.now(UTC)
        self.tally.feeds_read += 1
        due: list[Entry] = []
        for entry in entries:
            self.tally.entries += 1
            entry = own_address(entry) if self.source.whole_entries else entry
            if not self.notebook.is_due(entry, self.since):
                continue
            if objection := self.objection(entry):
                self.notebook.left_out(entry, Outcome("filtered", objection))
            elif self.source.whole_entries:
                yield self.notebook.made(article_of_entry(entry, self.source, now), entry)
            else:
                due.append(entry)
        self._waiting.extendleft(reversed(due))
        yield from self._next_requests()

    def _next_requests(self) -> Iterator[Request]:
        for _ in range(min(AT_ONCE, len(self._waiting))):
            waiting = self._waiting.popleft()
            if isinstance(waiting, Request):
                yield waiting
                return  # a further feed or sitemap: its pages come first
            meta = {"playwright": True} if self.source.javascript else None
            yield self._request(waiting.url, self.parse_article, cb_kwargs={"entry": waiting}, meta=meta)

    def go_on(self) -> None:
        """Scrapy has nothing left to do: hand it the next of what is waiting."""
        if self._waiting:
            for request in self._next_requests():
                self.crawler.engine.crawl(request)
            raise DontCloseSpider

    def objection(self, entry: Entry) -> str | None:
        """Why an entry's page is not fetched at all; None when it is."""
        if self.is_elsewhere(entry):
            return f"{urlsplit(entry.url).hostname} is another site"
        if self.source.topic == "general":
            return objection_to(" ".join((entry.title, entry.section or "", words_of(entry.url))), entry.summary)
        return None

    def is_elsewhere(self, entry: Entry) -> bool:
        return not self.source.whole_entries and site(urlsplit(entry.url).hostname or "") not in self.sites

    # -- pages

    async def parse_article(self, response: Response, entry: Entry) -> AsyncIterator[Article]:
        """A page becomes an article, or a sentence that says why not."""
        found = await self.workers.article(
            response.body,
            response.url,
            language=self.source.language,
            published=entry.date,
            title=entry.title or None,
            content_type=_header(response, "Content-Type"),
        )
        if isinstance(found, str):
            self.notebook.left_out(entry, Outcome("broken", f"{found}: {response.url}"))
            return
        article = complete_article(found, entry, self.source, datetime.now(UTC))
        if self.since and article.published and article.published < self.since:
            self.notebook.left_out(entry, Outcome("filtered", f"published before {self.since}"))
            return
        yield self.notebook.made(article, entry)

    def note_failure(self, failure: Failure) -> None:
        """An errback: the request brought no page to read."""
        request: Request = failure.request  # type: ignore[attr-defined]
        error = failure.value or RuntimeError("unknown failure")
        response = getattr(error, "response", None)
        outcome = outcome_of_status(response) if response is not None else outcome_of_failure(error, request.url)
        if entry := request.cb_kwargs.get("entry"):
            self.notebook.left_out(entry, outcome)
        else:
            self.tally.note(outcome)

    def finish(self, reason: str) -> None:
        """The end of the run, with Scrapy's reason; the pipeline calls it before it writes the ledger's row."""
        self.notebook.finish(reason, keep_validators=self.since is None)

    @staticmethod
    def _asked_for(response: Response) -> str:
        """The address that was asked for, before any redirect."""
        redirects = response.meta.get("redirect_urls") or [response.url]
        return str(redirects[0])


def worker_settings(settings: BaseSettings) -> tuple[str, int]:
    return settings["EXTRACT"], settings.getint("EXTRACT_PROCESSES")


def source_of(spider: type[OutletSpider]) -> Source:
    """What a spider class declares, as a Source."""
    return Source(**{field.name: getattr(spider, field.name) for field in fields(Source)})


def spider_for(source: Source, *, base: type[OutletSpider] = OutletSpider) -> type[OutletSpider]:
    """A spider class for a source that is defined as data."""
    declared = {field.name: getattr(source, field.name) for field in fields(Source)}
    return type(f"{source.name.title().replace('_', '')}Spider", (base,), declared)


def _matches(pattern: str, entry: Entry) -> bool:
    return re.search(pattern, entry.url) is not None


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None

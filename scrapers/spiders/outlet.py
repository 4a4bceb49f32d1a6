"""The one spider behind all sources: announced entries in, articles out. A source's own class only declares."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Self, cast
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.misc import load_object
from twisted.python.failure import Failure

from nlp.types import Article
from scrapers.addresses import clean_address, site
from scrapers.entries import MOST_ENTRIES, Entry, UnreadableFeed, count_entries, parse_feed
from scrapers.memory import Memory, NoMemory, Validators, Visit, is_due
from scrapers.outcomes import Outcome, first_line, outcome_of_failure, outcome_of_status
from scrapers.source import Source
from scrapers.tally import Tally

Extract = Callable[..., Article]
STOPPED = {
    "shutdown": "stopped before its end; the next run goes on",
    "closespider_timeout": "stopped: it took longer than the limit; the next run goes on",
}


class OutletSpider(Spider):
    """A source as a spider. The class attributes are the fields of `scrapers.source.Source`."""

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

    def __init__(self, name: str | None = None, *, since: date | str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.source = source_of(type(self))
        self.since = date.fromisoformat(since) if isinstance(since, str) else since
        self.tally = Tally()
        self.memory: Memory = NoMemory()  # the pipeline puts the store's in its place
        self.sites = {site(urlsplit(address).hostname or "") for address in (self.source.home, *self._feeds())}
        self.sites |= {site(host) for host in self.source.hosts}
        self.extract: Extract
        self._fresh: dict[str, Validators] = {}  # of the feeds read in this run
        self._asked: set[str] = set()  # clean addresses of this run
        self._entries: dict[str, Entry] = {}  # by the address of the article that was made of each
        self._unfinished = False  # a page failed in a way that may be over next time

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.extract = cast(Extract, load_object(crawler.settings["EXTRACT"]))
        return spider

    async def start(self) -> AsyncIterator[Any]:
        if self.source.off:
            self.tally.failure = f"switched off: {self.source.off}"
            return
        for address in self._feeds():
            yield self._request(address, self.parse_feed, headers=self._conditions(address))

    def _feeds(self) -> list[str]:
        return [self.source.absolute(feed) for feed in self.source.feeds]

    def _request(self, url: str, callback: Callable[..., Any], **kwargs: Any) -> Request:
        headers = {"Accept-Language": f"{self.source.language},en;q=0.5"} | kwargs.pop("headers", {})
        return Request(url, callback=callback, errback=self.note_failure, dont_filter=True, headers=headers, **kwargs)

    def _conditions(self, address: str) -> dict[str, str]:
        known = self.memory.validators(address)
        if known is None:
            return {}
        pairs = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        return {name: value for name, value in pairs.items() if value}

    def parse_feed(self, response: Response) -> Iterator[Request | Article]:
        """A feed's entries become requests for their pages, where these are due."""
        address = self._asked_for(response)
        if response.status == 304:
            self.tally.add("not_modified")
            self.tally.feeds_read += 1
            return
        try:
            entries = parse_feed(response.body, response.url, content_type=_header(response, "Content-Type"))
        except UnreadableFeed as error:
            self.tally.note(Outcome("broken", f"{error}: {address}"))
            return
        self.tally.feeds_read += 1
        self.tally.entries += len(entries)
        if (all_entries := count_entries(response.body)) > MOST_ENTRIES:
            self.tally.explain(f"the feed has {all_entries} entries; the first {MOST_ENTRIES} were read")
        self._fresh[address] = Validators(_header(response, "ETag"), _header(response, "Last-Modified"))
        yield from self.follow_entries(entries)

    def follow_entries(self, entries: list[Entry]) -> Iterator[Request | Article]:
        """What is to be done with each entry: fetch its page, take it whole, or leave it, counted."""
        now = datetime.now(UTC)
        for entry in entries:
            address = clean_address(entry.url)
            if address in self._asked or (self.since and entry.date and entry.date < self.since):
                continue
            self._asked.add(address)
            visit = self.memory.visit(address)
            if not is_due(visit, entry, now):
                continue
            if objection := self.objection(entry):
                self.leave_out(entry, Outcome("filtered", objection), visit)
            elif self.source.whole_entries:
                yield self._article_of_entry(entry)
            else:
                yield self._request(entry.url, self.parse_article, cb_kwargs={"entry": entry})

    def objection(self, entry: Entry) -> str | None:
        """Why an entry's page is not fetched at all; None when it is."""
        host = urlsplit(entry.url).hostname or ""
        if not self.source.whole_entries and site(host) not in self.sites:
            return f"{host} is another site"
        return None

    def leave_out(self, entry: Entry, outcome: Outcome, known: Visit | None = None) -> None:
        self.tally.note(outcome)
        self._unfinished |= outcome.fault not in ("filtered", "gone")
        self._remember(entry, outcome, known)

    def _remember(self, entry: Entry, outcome: Outcome | None, known: Visit | None = None) -> None:
        now, address = datetime.now(UTC), clean_address(entry.url)
        known = known or self.memory.visit(address)
        self.memory.remember(
            Visit(
                address=address,
                source=self.name,
                outcome=outcome.fault if outcome else "stored",
                first=known.first if known else now,
                last=now,
                tries=known.tries + 1 if known and known.outcome != "stored" else 1,
                title=entry.title,
                reason=outcome.sentence if outcome else None,
                url=entry.url,
            )
        )

    def parse_article(self, response: Response, entry: Entry) -> Iterator[Article]:
        """A page becomes an article, or a sentence that says why not."""
        try:
            article = self.extract(
                response.body,
                response.url,
                language=self.source.language,
                published=entry.date,
                title=entry.title or None,
                content_type=_header(response, "Content-Type"),
            )
        except Exception as error:  # every page is hostile: whatever it does to a parser, the others go on
            self.leave_out(entry, Outcome("broken", f"{first_line(str(error))}: {response.url}"))
            return
        article.url = clean_address(article.url)
        yield self._completed(article, entry)

    def _article_of_entry(self, entry: Entry) -> Article:
        article = Article(url=clean_address(entry.url), title=entry.title, text=entry.summary, published=entry.date)
        article.language = self.source.language
        article.origins = dict.fromkeys(("title", "text", "published"), "feed")
        return self._completed(article, entry)

    def _completed(self, article: Article, entry: Entry) -> Article:
        self._entries[article.url] = entry
        article.source = self.name
        article.fetched = datetime.now(UTC)
        for field, value in (("author", entry.author), ("section", entry.section), ("published", entry.date)):
            if value and not getattr(article, field):
                setattr(article, field, value)
                article.origins[field] = "feed"
        return article

    def note_failure(self, failure: Failure) -> None:
        """An errback: the request brought no page to read."""
        request: Request = failure.request  # type: ignore[attr-defined]
        error = failure.value or RuntimeError("unknown failure")
        response = getattr(error, "response", None)
        outcome = outcome_of_status(response) if response is not None else outcome_of_failure(error, request.url)
        entry = (request.cb_kwargs or {}).get("entry")
        if entry is None:
            self.tally.note(outcome)
        else:
            self.leave_out(entry, outcome)

    def stored(self, article: Article) -> None:
        """The pipeline's word that an article is safe in the store: from now on it counts as seen."""
        if entry := self._entries.pop(article.url, None):
            self._remember(entry, None)

    def finish(self, reason: str) -> None:
        """The end of the run, with Scrapy's reason. Feeds are asked "changed since?" next time only if all is done.

        An interrupted run keeps nothing of a feed's state, so that the next run finds the entries it did not reach.
        """
        if reason != "finished":
            self.tally.failure = self.tally.failure or STOPPED.get(reason, f"stopped: {reason}")
        elif not self.tally.feeds_read and not self.tally.failure:
            self.tally.failure = next(iter(self.tally.sentences), "there was no feed to read")
        if self.tally.failure is None and not self._unfinished:
            for address, validators in self._fresh.items():
                self.memory.keep_validators(address, validators)

    @staticmethod
    def _asked_for(response: Response) -> str:
        """The address that was asked for, before any redirect."""
        redirects = response.meta.get("redirect_urls") or [response.url]
        return str(redirects[0])


def source_of(spider: type[OutletSpider]) -> Source:
    """What a spider class declares, as a Source."""
    return Source(**{field.name: getattr(spider, field.name) for field in fields(Source)})


def spider_for(source: Source) -> type[OutletSpider]:
    """A spider class for a source that is defined as data."""
    declared = {field.name: getattr(source, field.name) for field in fields(Source)}
    return type(f"{source.name.title().replace('_', '')}Spider", (OutletSpider,), declared)


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None

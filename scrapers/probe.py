"""Try a source once without a store: is there a feed, what is in it, may we, and does an article come out?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from nlp.types import Article
from scrapers.entries import Entry
from scrapers.outcomes import first_line
from scrapers.rounds import Round, project_settings
from scrapers.source import Source
from scrapers.spiders.outlet import OutletSpider, spider_for


@dataclass(frozen=True)
class Check:
    """What came of trying a source: a row of the table that `sources check` prints."""

    source: str
    feed: str | None = None  # the address that gave entries
    home: str | None = None  # of most entries
    entries: int = 0
    newest: datetime | None = None  # UTC, of the entries
    robots: str = "not reached"  # "allows", "forbids", "none"
    characters: int | None = None  # of the newest article's text
    published: date | None = None
    language: str | None = None
    access: str | None = None
    title: str | None = None
    seconds: float = 0.0
    problem: str | None = None  # one sentence


class ProbeSpider(OutletSpider):
    """A source's spider that reads its feed and one article, and stores nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.feed: str | None = None
        self.announced: list[Entry] = []
        self.article: Article | None = None

    def follow_entries(self, entries: Iterable[Entry]) -> Iterator[Request | Article]:
        self.announced += entries
        usable = [entry for entry in self.announced if not self.is_elsewhere(entry)]
        if usable and not self.article:
            yield from super().follow_entries(usable[:1])
        elif self.announced and not usable:
            self.tally.explain(f"all its entries are on another site, {_most_frequent_home(self.announced)}")

    def objection(self, entry: Entry) -> str | None:
        return None

    def parse_feed(self, response: Response, may_follow: bool = True) -> Iterator[Request | Article]:
        for found in super().parse_feed(response, may_follow=may_follow):
            self.feed = self.feed or (response.url if self.announced else None)
            yield found

    def parse_listing(self, response: Response, may_follow: bool = True) -> Iterator[Request | Article]:
        for found in super().parse_listing(response, may_follow=may_follow):
            self.feed = self.feed or (response.url if self.announced else None)
            yield found

    def check(self) -> Check:
        article = self.article
        problem = next(iter(self.tally.sentences), None)
        if problem is None and not self.announced:
            problem = "the feed has no entry"
        return Check(
            source=self.name,
            feed=self.feed,
            home=_most_frequent_home(self.announced),
            entries=len(self.announced),
            newest=max((entry.newest for entry in self.announced if entry.newest), default=None),
            robots=self._robots(),
            characters=len(article.text) if article else None,
            published=article.published if article else None,
            language=article.language if article else None,
            access=article.access if article else None,
            title=article.title if article else None,
            seconds=self.tally.seconds,
            problem=problem,
        )

    def _robots(self) -> str:
        stats = self.crawler.stats
        if stats.get_value("robotstxt/forbidden"):
            return "forbids"
        if stats.get_value("robotstxt/response_status_count/200"):
            return "allows"
        return "none" if stats.get_value("robotstxt/response_count") else "not reached"


def _most_frequent_home(entries: Sequence[Entry]) -> str | None:
    homes = Counter(f"{parts.scheme}://{parts.netloc}" for parts in (urlsplit(entry.url) for entry in entries))
    return next((home for home, _ in homes.most_common(1)), None)


def probe(
    sources: Sequence[Source],
    *,
    settings: Mapping[str, object] | None = None,
    progress: Callable[[Check], None] | None = None,
) -> list[Check]:
    """Try each source once, side by side, in this process and only once in it; `scrapers.apart` runs it in another."""
    checks: dict[str, Check] = {}

    def done(spider: type[OutletSpider], ended: OutletSpider | Exception) -> None:
        if isinstance(ended, ProbeSpider):
            checks[spider.name] = ended.check()
        else:
            checks[spider.name] = Check(spider.name, problem=f"{type(ended).__name__}: {first_line(str(ended))}")
        if progress:
            progress(checks[spider.name])

    def keep(item: Article, spider: OutletSpider) -> None:
        if isinstance(spider, ProbeSpider):
            spider.article = item

    merged = project_settings(Path(":memory:"), {"ITEM_PIPELINES": {}} | dict(settings or {}))
    spiders = [spider_for(source, base=ProbeSpider) for source in sources]
    Round(merged, spiders, done=done, stored=keep).start()
    return [
        checks.get(source.name) or Check(source.name, problem="not tried: it was stopped before") for source in sources
    ]

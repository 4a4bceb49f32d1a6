"""Crawl some or all sources into a store, side by side, and say how each fared."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scrapers.lock import crawl_lock
from scrapers.outcomes import first_line
from scrapers.pipelines import CrawlRecord, record_of
from scrapers.rounds import Round, project_settings
from scrapers.source import Source
from scrapers.sources import UnknownSource, all_sources, declared_spiders, find_source
from scrapers.spiders.outlet import OutletSpider, spider_for

__all__ = ["Progress", "Step", "UnknownSource", "crawl", "declared_spiders", "find_spiders"]

GARBAGE = 5000  # objects made since the last search for unreachable ones: a page's requests and callbacks are hundreds
NOT_BEGUN = "not begun: the crawl was stopped before"


@dataclass(frozen=True)
class Step:
    """What `progress` is told: an article was stored, or a source was done with."""

    source: str
    articles: int  # of that source in this run, so far
    record: CrawlRecord | None  # given when the source is done
    done: int  # sources done so far
    sources: int  # sources in this run


Progress = Callable[[Step], None]


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
    spiders = find_spiders(db_path, sources)
    with crawl_lock(Path(db_path), wait_s=wait_s, waiting=waiting):
        ledger = _Ledger(spiders, progress)
        arguments = {"since": since, "backfill": backfill}
        settings_ = project_settings(db_path, settings)
        gc.collect()
        gc.freeze()  # what was imported stays; looking through it takes a twentieth of a crawl's time
        gc.set_threshold(GARBAGE)
        Round(settings_, spiders, done=ledger.done, stored=ledger.stored, arguments=arguments).start()
        return ledger.records()


def find_spiders(db_path: Path, wanted: Sequence[str | Source]) -> list[type[OutletSpider]]:
    """Spider classes for names or definitions; without any, for all sources that are switched on."""
    known = all_sources(db_path)
    if not wanted:
        return [spider_for(source) for source in known.values() if source.off is None]
    return [spider_for(one if isinstance(one, Source) else find_source(known, one)) for one in wanted]


class _Ledger:
    """Collects the records of a round and tells `progress`."""

    def __init__(self, spiders: Sequence[type[OutletSpider]], progress: Progress | None) -> None:
        self._names = [spider.name for spider in spiders]
        self._progress = progress
        self._records: dict[str, CrawlRecord] = {}

    def done(self, spider: type[OutletSpider], ended: OutletSpider | Exception) -> None:
        if isinstance(ended, OutletSpider):
            record = record_of(ended)
        else:
            record = _not_run(spider.name, f"{type(ended).__name__}: {first_line(str(ended))}")
        self._records[spider.name] = record
        self._tell(spider.name, record.new + record.changed + record.unchanged, record)

    def stored(self, spider: OutletSpider) -> None:
        self._tell(spider.name, sum(spider.tally.counts[name] for name in ("new", "changed", "unchanged")), None)

    def _tell(self, source: str, articles: int, record: CrawlRecord | None) -> None:
        if self._progress:
            self._progress(Step(source, articles, record, len(self._records), len(self._names)))

    def records(self) -> list[CrawlRecord]:
        return [self._records.get(name) or _not_run(name, NOT_BEGUN) for name in self._names]


def _not_run(source: str, reason: str) -> CrawlRecord:
    return CrawlRecord(source=source, started=datetime.now(UTC), seconds=0.0, reason=reason)

"""One round of work: collect, read, resolve; and what it brought."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ransomwire.console import counted, progress, say

if TYPE_CHECKING:
    from scrapers.crawl import Step
    from storage.ledger import CrawlRecord


TOLD = ("new", "changed", "filtered", "refused", "broken")


@contextmanager
def crawl_progress(label: str = "Collecting") -> Iterator[Callable[[Step], None]]:
    """A bar that counts sources, for `crawl(progress=…)`."""
    articles: dict[str, int] = {}
    with progress(label) as bar:

        def show(step: Step) -> None:
            articles[step.source] = step.articles
            bar.show(step.done, total=step.sources, note=counted(sum(articles.values()), "article"))

        yield show


def tell_records(records: Sequence[CrawlRecord]) -> None:
    """Say why sources did not bring what they should have, a line each, and what all brought together."""
    for record in records:
        for sentence in filter(None, (record.reason, record.notes)):
            say(f"{record.source}: {sentence}")
    sums = {name: sum(getattr(record, name) for record in records) for name in TOLD}
    parts = [f"{counted(sums['new'], 'new article')}", f"{sums['changed']} changed"]
    parts += [f"{sums[name]} {name}" for name in TOLD[2:] if sums[name]]
    say(f"{counted(len(records), 'source')} asked: {', '.join(parts)}.")


def is_failure(db_path: Path, records: Sequence[CrawlRecord]) -> bool:
    """Is there something that somebody should look at: a source that failed and had not before, or all of them?"""
    from scrapers.sources import newly_failed

    failed = [record for record in records if record.reason]
    return bool(records) and (len(failed) == len(records) or bool(newly_failed(db_path, failed)))

"""How a source fares, from its ledger: so that none falls silent unnoticed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Literal

from scrapers.pipelines import SourceState
from scrapers.source import Source

State = Literal["ok", "quiet", "refused", "broken", "paywalled", "gone", "off", "new"]
STATES: tuple[State, ...] = ("ok", "quiet", "refused", "broken", "paywalled", "gone", "off", "new")
BAD: tuple[State, ...] = ("quiet", "refused", "broken", "gone")

RHYTHMS = 3
"""A source that brought none for so many of its own rhythms is quiet."""
FEWEST_DAYS = 3  # of publication, before a rhythm can be told
GONE_AFTER = 10  # runs in a row in which a name did not resolve
MOSTLY = 0.8


@dataclass(frozen=True)
class Health:
    """A row of the sources table."""

    source: Source
    state: State
    why: str | None = None  # one sentence, when it is not ok
    crawls: int = 0
    articles: int = 0
    last_crawl: datetime | None = None  # UTC
    newest: date | None = None
    rhythm_days: float | None = None  # the usual distance between two days with articles


def rhythm(days: Sequence[date]) -> float | None:
    """The usual distance in days between two days with articles, newest first; None when there are too few.

    The distance that nine of ten are not longer than: a weekend does not make a daily outlet quiet.

    >>> rhythm([date(2026, 5, 8), date(2026, 5, 7), date(2026, 5, 6), date(2026, 5, 5)])
    1.0
    """
    if len(days) < FEWEST_DAYS:
        return None
    gaps = sorted((later - earlier).days for later, earlier in pairwise(days))
    return float(max(1, gaps[int(0.9 * (len(gaps) - 1))]))


def health_of(source: Source, ledger: SourceState | None, days: Sequence[date], paywalled: float) -> Health:
    """The state of a source from what the store knows of it. `days`: with articles, newest first."""
    if ledger is None:
        ledger = SourceState(source.name, 0, None, None, 0, 0, None, None)
    usual = rhythm(days)
    state, why = _judged(source, ledger, days, usual, paywalled)
    return Health(
        source=source,
        state=state,
        why=why,
        crawls=ledger.crawls,
        articles=ledger.articles,
        last_crawl=ledger.last_crawl,
        newest=days[0] if days else None,
        rhythm_days=usual,
    )


def _judged(
    source: Source, ledger: SourceState, days: Sequence[date], usual: float | None, paywalled: float
) -> tuple[State, str | None]:
    last = ledger.last
    if source.off is not None:
        return "off", source.off
    if last is None:
        return "new", None if source.verified else "not crawled yet, and its feed's address was only guessed"
    reason = last.reason or ""
    if "(404)" in reason or "(410)" in reason or ("cannot resolve" in reason and ledger.failures >= GONE_AFTER):
        return "gone", reason
    if reason:
        return ("refused" if last.refused else "broken"), reason
    stored = last.new + last.changed + last.unchanged
    if not stored and last.refused:
        return "refused", last.notes
    if not stored and last.broken and not last.not_modified:
        return "broken", last.notes
    if usual and days and ledger.last_crawl and (ledger.last_crawl.date() - days[0]).days > RHYTHMS * usual:
        silent = (ledger.last_crawl.date() - days[0]).days
        return "quiet", f"no article for {silent} days; it used to bring one every {usual:.0f}"
    if paywalled >= MOSTLY:
        return "paywalled", f"{paywalled:.0%} of its newest articles are behind a paywall"
    return "ok", last.notes

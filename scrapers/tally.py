"""What happened in one run of one source: counters for the ledger, and the sentences that explain them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic

from scrapers.outcomes import Outcome

MOST_SENTENCES = 5


@dataclass
class Tally:
    """Counts of one run. Mutable: the spider, its middlewares and the pipeline all add to it."""

    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    counts: Counter[str] = field(default_factory=Counter)  # the counters of storage.ledger.CrawlRecord
    sentences: Counter[str] = field(default_factory=Counter)
    failure: str | None = None  # why the source gave nothing, or the run ended before its end
    feeds_read: int = 0  # feeds, sitemaps or listings that were read or had not changed
    entries: int = 0  # entries in them
    _clock: float = field(default_factory=monotonic)

    def add(self, counter: str, number: int = 1) -> None:
        self.counts[counter] += number

    def note(self, outcome: Outcome) -> None:
        """Count an outcome that is not an article, and keep its sentence."""
        counter = {"refused": "refused", "filtered": "filtered"}.get(outcome.fault, "broken")
        self.counts[counter] += 1
        if outcome.fault != "filtered":
            self.sentences[outcome.sentence] += 1

    def explain(self, sentence: str) -> None:
        """Keep a sentence that goes with no counter."""
        self.sentences[sentence] += 1

    @property
    def seconds(self) -> float:
        return round(monotonic() - self._clock, 3)

    @property
    def notes(self) -> str | None:
        """What went wrong with single pages, on one line, the most frequent first; None when nothing did.

        >>> tally = Tally()
        >>> tally.note(Outcome("gone", "zataz.com has no such page (404)"))
        >>> tally.note(Outcome("gone", "zataz.com has no such page (404)"))
        >>> tally.notes
        'zataz.com has no such page (404), 2 times'
        """
        others = Counter({sentence: times for sentence, times in self.sentences.items() if sentence != self.failure})
        told = [
            sentence if times == 1 else f"{sentence}, {times} times"
            for sentence, times in others.most_common(MOST_SENTENCES)
        ]
        if (more := len(others) - MOST_SENTENCES) > 0:
            told.append(f"and {more} other reasons")
        return "; ".join(told) or None

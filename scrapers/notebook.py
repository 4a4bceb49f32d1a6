"""One run of one source: what it has seen, what came of each page, and what to remember for the next run."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from nlp.types import Article
from scrapers.addresses import clean_address
from scrapers.entries import Entry
from scrapers.memory import Memory, NoMemory, is_due, wants_whole_feed
from scrapers.outcomes import Outcome
from scrapers.pipelines import Validators, Visit
from scrapers.source import Source
from scrapers.tally import Tally

STOPPED = {
    "shutdown": "stopped before its end; the next run goes on",
    "closespider_timeout": "stopped: it took longer than the limit; the next run goes on",
}


class Notebook:
    """Between a spider and its memory. The pipeline puts the store's memory in place of the one that forgets."""

    def __init__(self, source: Source) -> None:
        self.source = source.name
        self._keep_fragment = source.whole_entries
        self.tally = Tally()
        self.memory: Memory = NoMemory()
        self._fresh: dict[str, Validators] = {}  # of the feeds read in this run
        self._seen: set[str] = set()  # clean addresses of this run
        self._entries: dict[str, Entry] = {}  # by the address of the article that was made of each
        self._unfinished = False  # a page failed in a way that may be over next time

    def conditions(self, feed: str) -> dict[str, str]:
        """The headers that ask for a feed only if it changed; none when its articles are due for a second look."""
        if wants_whole_feed(self.memory, self.source, datetime.now(UTC)):
            return {}
        known = self.memory.validators(feed)
        pairs = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        return {name: value for name, value in pairs.items() if value}

    def feed_unchanged(self) -> None:
        self.tally.add("not_modified")
        self.tally.feeds_read += 1

    def feed_read(self, feed: str, validators: Validators) -> None:
        self._fresh[feed] = validators

    def is_due(self, entry: Entry, since: date | None) -> bool:
        """Is this entry to be judged and fetched in this run?"""
        address = self._address(entry)
        if address in self._seen or (since and entry.date and entry.date < since):
            return False
        self._seen.add(address)
        return is_due(self.memory.visit(address), entry, datetime.now(UTC))

    def _address(self, entry: Entry) -> str:
        return clean_address(entry.url, keep_fragment=self._keep_fragment)

    def made(self, article: Article, entry: Entry) -> Article:
        """An article was made of this entry; it counts as seen once it is stored."""
        self._entries[article.url] = entry
        return article

    def stored(self, article: Article) -> None:
        """The pipeline's word that an article is safe in the store."""
        entry = self._entries.pop(article.url, None)
        if entry is None:
            return
        if article.access == "consent":
            outcome = Outcome("refused", f"{urlsplit(entry.url).hostname} shows only a question for consent")
            self.tally.explain(outcome.sentence)
            self._remember(entry, outcome)
        else:
            self._remember(entry, None)

    def left_out(self, entry: Entry, outcome: Outcome) -> None:
        """An entry brought no article: count it, and remember why."""
        self.tally.note(outcome)
        self._unfinished |= outcome.fault not in ("filtered", "gone")
        self._remember(entry, outcome)

    def _remember(self, entry: Entry, outcome: Outcome | None) -> None:
        now, address = datetime.now(UTC), self._address(entry)
        known = self.memory.visit(address)
        self.memory.remember(
            Visit(
                address=address,
                source=self.source,
                outcome=outcome.fault if outcome else "stored",
                first=known.first if known else now,
                last=now,
                tries=known.tries + 1 if known and known.outcome != "stored" else 1,
                title=entry.title,
                reason=outcome.sentence if outcome else None,
                url=entry.url,
            )
        )

    def finish(self, reason: str, *, keep_validators: bool) -> None:
        """The end of the run, with Scrapy's reason. Feeds are asked "changed since?" next time only if all is done.

        An interrupted run keeps nothing of a feed's state, so that the next run finds the entries it did not reach.
        """
        tally = self.tally
        if reason != "finished":
            tally.failure = tally.failure or STOPPED.get(reason, f"stopped: {reason}")
        elif not tally.feeds_read and not tally.failure:
            tally.failure = next(iter(tally.sentences), "there was no feed to read")
        if tally.failure is None and not self._unfinished and keep_validators:
            for feed, validators in self._fresh.items():
                self.memory.keep_validators(feed, validators)

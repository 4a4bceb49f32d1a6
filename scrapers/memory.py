"""When to look at a page again: the rules over what the crawler remembers from one run to the next."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from scrapers.entries import Entry
from scrapers.pipelines import Validators, Visit

REVISIT_FOR = timedelta(days=4)
"""Outlets edit an article in its first days: an estimate of that time, not a measure."""
REVISIT_AFTER = timedelta(hours=12)
RETRY_FOR = timedelta(days=14)
RETRY_AFTER = timedelta(minutes=15)  # doubled with each try; the first retry is in the next run
RETRY_AFTER_AT_MOST = timedelta(days=1)
MOST_TRIES_IF_BROKEN = 4  # what a parser cannot read it cannot read next week


class Memory(Protocol):
    """Where it is kept: `scrapers.pipelines.StoreMemory` keeps it in the store."""

    def visit(self, address: str) -> Visit | None: ...
    def remember(self, visit: Visit) -> None: ...
    def has_young(self, source: str, *, first_after: datetime, last_before: datetime) -> bool: ...
    def validators(self, url: str) -> Validators: ...
    def keep_validators(self, url: str, validators: Validators) -> None: ...
    def hold(self, host: str, now: datetime) -> tuple[datetime, str] | None: ...
    def keep_hold(self, host: str, until: datetime, reason: str) -> None: ...


class NoMemory:
    """Remembers the run that it is in, and nothing else."""

    def __init__(self) -> None:
        self.visits: dict[str, Visit] = {}
        self.holds: dict[str, tuple[datetime, str]] = {}

    def visit(self, address: str) -> Visit | None:
        return self.visits.get(address)

    def remember(self, visit: Visit) -> None:
        self.visits[visit.address] = visit

    def has_young(self, source: str, *, first_after: datetime, last_before: datetime) -> bool:
        return False

    def validators(self, url: str) -> Validators:
        return Validators()

    def keep_validators(self, url: str, validators: Validators) -> None:
        return None

    def hold(self, host: str, now: datetime) -> tuple[datetime, str] | None:
        return self.holds.get(host)

    def keep_hold(self, host: str, until: datetime, reason: str) -> None:
        self.holds[host] = (until, reason)


def is_due(visit: Visit | None, entry: Entry, now: datetime) -> bool:
    """Is an entry's page to be fetched now?

    A new one is. One that was stored is when its feed says that it was touched since, or when it is young and was
    not looked at for half a day. One that failed is again and again for two weeks, at growing intervals. One that was
    filtered, or is gone, is not.
    """
    if visit is None:
        return True
    if visit.outcome == "stored":
        touched = entry.updated is not None and entry.updated > visit.last
        return touched or is_young(visit, now)
    if visit.outcome in ("filtered", "gone"):
        return False
    if now - visit.first > RETRY_FOR or (visit.outcome == "broken" and visit.tries >= MOST_TRIES_IF_BROKEN):
        return False
    return now - visit.last >= min(RETRY_AFTER * (2 ** (visit.tries - 1) - 1), RETRY_AFTER_AT_MOST)


def is_young(visit: Visit, now: datetime) -> bool:
    """Is a stored article of an age at which outlets still edit, and was it not looked at lately?"""
    return now - visit.first < REVISIT_FOR and now - visit.last >= REVISIT_AFTER


def wants_whole_feed(memory: Memory, source: str, now: datetime) -> bool:
    """Is the feed to be fetched even if unchanged, since some of its articles are due for a second look?"""
    return memory.has_young(source, first_after=now - REVISIT_FOR, last_before=now - REVISIT_AFTER)

"""What the crawler remembers from one run to the next: addresses visited, and what feeds said of their state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from scrapers.entries import Entry

VisitOutcome = Literal["stored", "filtered", "refused", "broken", "gone", "unreachable"]

REVISIT_FOR = timedelta(days=4)
"""Outlets edit an article in its first days: an estimate of that time, not a measure."""
REVISIT_AFTER = timedelta(hours=12)
MOST_TRIES = 5


@dataclass(frozen=True)
class Visit:
    """What is known of one address, by its clean form (scrapers.addresses.clean_address)."""

    address: str
    source: str
    outcome: VisitOutcome
    first: datetime  # UTC
    last: datetime  # UTC
    tries: int = 1  # visits since the last that was stored
    title: str = ""
    reason: str | None = None
    url: str = ""  # where it was fetched; the clean form serves to compare only


@dataclass(frozen=True)
class Validators:
    """What an address said of its state, to ask "changed since?" next time."""

    etag: str | None = None
    last_modified: str | None = None


class Memory(Protocol):
    """Where it is kept: `scrapers.pipelines` keeps it in the store."""

    def visit(self, address: str) -> Visit | None: ...
    def remember(self, visit: Visit) -> None: ...
    def young(self, source: str, since: datetime) -> Iterable[Visit]: ...
    def validators(self, url: str) -> Validators | None: ...
    def keep_validators(self, url: str, validators: Validators | None) -> None: ...


class NoMemory:
    """Remembers the run that it is in, and nothing else."""

    def __init__(self) -> None:
        self.visits: dict[str, Visit] = {}

    def visit(self, address: str) -> Visit | None:
        return self.visits.get(address)

    def remember(self, visit: Visit) -> None:
        self.visits[visit.address] = visit

    def young(self, source: str, since: datetime) -> Iterable[Visit]:
        return ()

    def validators(self, url: str) -> Validators | None:
        return None

    def keep_validators(self, url: str, validators: Validators | None) -> None:
        return None


def is_due(visit: Visit | None, entry: Entry, now: datetime) -> bool:
    """Is an entry's page to be fetched now?

    A new one is. One that was stored is when its feed says that it was touched since, or when it is young and was
    not looked at for half a day. One that failed is, five times. One that was filtered is not.
    """
    if visit is None:
        return True
    if visit.outcome == "stored":
        touched = entry.updated is not None and entry.updated > visit.last
        return touched or is_young(visit, now)
    if visit.outcome in ("filtered", "gone"):
        return False
    return visit.tries < MOST_TRIES


def is_young(visit: Visit, now: datetime) -> bool:
    """Is a stored article of an age at which outlets still edit, and was it not looked at lately?"""
    return now - visit.first < REVISIT_FOR and now - visit.last >= REVISIT_AFTER

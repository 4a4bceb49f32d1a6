"""Read what is stored and unread, and say how it went."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlite_utils import Database

from nlp.types import Reading
from ransomwire.console import counted, progress, say
from ransomwire.reading import read_each
from storage.readings import count_unread, save_reading, unread
from storage.resolve import Resolved

if TYPE_CHECKING:
    from nlp.reader import Reader


@dataclass
class ReadAll:
    """How a round of reading went."""

    read: int = 0
    failed: list[str] = field(default_factory=list)  # a sentence each


def read_unread(db: Database, reader: Reader, *, again: bool = False, processes: int = 1) -> ReadAll:
    """Read and store, one by one, all article versions that wait; those that fail wait on."""
    outcome = ReadAll()
    waiting = unread(db, reader.model, again=again)
    with progress("Reading", count_unread(db, reader.model, again=again)) as bar:
        for version_id, article, reading in read_each(reader, waiting, processes=processes):
            if isinstance(reading, Reading):
                save_reading(db, version_id, reading)
                outcome.read += 1
            elif article is not None:
                outcome.failed.append(f"{article.url}: {reading}")
            bar.advance()
    return outcome


def tell(outcome: ReadAll, resolved: Resolved) -> None:
    """Say what reading and resolving brought; each failure in a line."""
    for sentence in outcome.failed:
        say(f"Error: {sentence}")
    news = f"{resolved.opened} of them new, {resolved.changed} changed"
    if resolved.renewed:
        news = "all derived anew, since this release joins articles by other rules; ids and decisions stay"
    say(f"{counted(outcome.read, 'article')} read; {counted(resolved.incidents, 'incident')}, {news}.")

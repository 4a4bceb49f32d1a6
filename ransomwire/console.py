"""What a person sees while a command works. All of it goes to stderr: stdout is data."""

from __future__ import annotations

import logging
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:  # rich takes a moment to load, and most commands show nothing
    from rich.console import Console
    from rich.progress import Progress

logger = logging.getLogger(__name__)

OURS = ("ransomwire", "review", "scrapers", "storage", "nlp")
LOG_EVERY_S = 5.0  # often enough to see that it lives, seldom enough for a log file


_as_json = False


def say(sentence: str) -> None:
    """Tell the user something that is not data."""
    if _as_json:
        logger.info(sentence.strip())
    else:
        click.echo(sentence, err=True)


@cache
def stderr_console() -> Console:
    """The one console on stderr: bars and log lines must know of each other."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False)


class Bar(ABC):
    """How far a long piece of work is."""

    def __init__(self, label: str, total: int | None) -> None:
        self.label, self.total, self.done = label, total, 0

    def advance(self, count: int = 1) -> None:
        self.show(self.done + count)

    def show(self, done: int, *, total: int | None = None, note: str = "") -> None:
        """Say how many are done; `note` is a few words on the latest."""
        self.done, self.total = done, total or self.total
        self._draw(note)

    @abstractmethod
    def _draw(self, note: str) -> None: ...


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Bar]:
    """Show how far a long piece of work is: a bar on a terminal, log lines elsewhere."""
    if _as_json or not sys.stderr.isatty():
        bar = LogBar(label, total)
        yield bar
        bar.finish()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=stderr_console(), transient=True) as shown:
        yield TerminalBar(label, total, shown)


class TerminalBar(Bar):
    """A bar that moves."""

    def __init__(self, label: str, total: int | None, shown: Progress) -> None:
        super().__init__(label, total)
        self._shown = shown
        self._task = shown.add_task(label, total=total)

    def _draw(self, note: str) -> None:
        description = f"{self.label}: {note}" if note else self.label
        self._shown.update(self._task, completed=self.done, total=self.total, description=description)


class LogBar(Bar):
    """A line in the log now and then."""

    def __init__(self, label: str, total: int | None) -> None:
        super().__init__(label, total)
        self._started = self._told = time.monotonic()

    def _draw(self, note: str) -> None:
        if time.monotonic() - self._told >= LOG_EVERY_S:
            self._told = time.monotonic()
            of = f" of {self.total}" if self.total else ""
            logger.info("%s: %d%s%s", self.label, self.done, of, f", {note}" if note else "")

    def finish(self) -> None:
        if self.done:
            logger.info("%s: %d done in %.1f s", self.label, self.done, time.monotonic() - self._started)


class TerminalLog(logging.Handler):
    """Log lines above the bar that is being drawn."""

    def emit(self, record: logging.LogRecord) -> None:
        from rich.text import Text

        stderr_console().print(Text(self.format(record)))


def is_for_the_user(record: logging.LogRecord) -> bool:
    """Is a log line worth a user's time? Our own progress where no terminal shows bars; of libraries the errors.

    Judged at the handler: Scrapy opens the root logger to everything when it starts.
    """
    if record.name.split(".")[0] not in OURS:
        return record.levelno >= logging.ERROR
    return record.levelno >= (logging.WARNING if sys.stderr.isatty() else logging.INFO)


def log_to_stderr() -> None:
    """Show on stderr what of the log is for the user."""
    if sys.stderr.isatty():
        handler: logging.Handler = TerminalLog()
        handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    else:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.set_name("ransomwire")  # scrapers.logs replaces it by this name
    handler.addFilter(is_for_the_user)
    logging.getLogger().addHandler(handler)
    for package in OURS:
        logging.getLogger(package).setLevel(logging.INFO)


def log_as_json() -> None:
    """Write everything that goes to stderr as one JSON object a line, for programs that collect logs."""
    from scrapers.logs import send_logs

    global _as_json
    _as_json = True
    send_logs("json", level="INFO").addFilter(is_for_the_user)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Write a number with its noun.

    >>> counted(1, "incident"), counted(0, "incident"), counted(2, "entry", "entries")
    ('1 incident', '0 incidents', '2 entries')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"

"""`ransomwire watch`: one crawl after another, until somebody stops it."""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event
from typing import Any

import click

from ransomwire.console import say
from ransomwire.options import db_option

UNITS_S = {"s": 1, "m": 60, "h": 3600, "d": 86400}
JITTER = 0.1  # of the pause: many watchers that start on the hour must not ask on the hour


class Pause(click.ParamType):
    """A time as people write it, in seconds.

    >>> Pause().convert("30m", None, None)
    1800
    """

    name = "pause"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        written = re.fullmatch(r"(\d+)\s*([smhd])", str(value))
        if written is None or int(written[1]) == 0:
            self.fail(f"{value!r} is no time; write it as 30m, 2h or 1d", param, ctx)
        return int(written[1]) * UNITS_S[written[2]]


@click.command("watch")
@click.argument("sources", nargs=-1, metavar="[SOURCE…]")
@click.option("--every", metavar="TIME", type=Pause(), default="30m", show_default=True, help="As 30m, 2h or 1d.")
@db_option
def command(sources: tuple[str, ...], every: int, db_path: Path) -> None:
    """Crawl again and again until stopped.

    \b
    ransomwire watch --every 30m

    A round that fails is named, and the next one comes all the same. Ctrl-C or SIGTERM ends it after what is being
    stored is stored.
    """
    arguments = ["crawl", *sources, "--db", str(db_path), "--wait", str(every)]
    Watch([sys.executable, "-m", "ransomwire", *arguments], every).run()


class Watch:
    """Rounds in processes of their own, so that one that fails or leaks takes nothing along."""

    def __init__(self, round_: list[str], every_s: int) -> None:
        self._round, self._every_s = round_, every_s
        self._stop = Event()
        self._running: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        before = {number: signal.signal(number, self._stopped) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            while not self._stop.is_set():
                self._one_round()
                self._stop.wait(self._every_s * random.uniform(1 - JITTER, 1 + JITTER))  # noqa: S311
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _one_round(self) -> None:
        # A session of its own: Ctrl-C reaches us alone, and we hand it on once.
        self._running = subprocess.Popen(self._round, start_new_session=True)  # noqa: S603
        if self._stop.is_set():  # the signal came while the round was being started
            self._running.send_signal(signal.SIGINT)
        status = self._running.wait()
        self._running = None
        if status and not self._stop.is_set():
            say(f"This round failed (exit status {status}); the next comes in about {self._every_s} s.")

    def _stopped(self, _number: int, _frame: object) -> None:
        self._stop.set()
        if self._running is not None:
            self._running.send_signal(signal.SIGINT)

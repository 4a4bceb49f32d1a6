"""One crawl after another, until somebody stops it: each round a process of its own, none over another."""

from __future__ import annotations

import logging
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from types import FrameType

logger = logging.getLogger(__name__)
JITTER = 0.1
"""Part of the pause by which a round comes earlier or later: watchers that start on the hour do not ask on the hour."""
GRACE_S = 60.0  # for a round to store what it has and end, once it was asked to


class Watch:
    """Runs `command` every `every_s` seconds, counted from start to start; a round that takes longer delays the next.

    The Twisted reactor starts once in a process, and a process that ends gives everything back: so each round is one.
    `after` is told each round's exit status. A round that fails is logged, and the next comes all the same.
    """

    def __init__(
        self, command: Sequence[str], every_s: float, *, after: Callable[[int], None] = lambda status: None
    ) -> None:
        self.command = list(command)
        self.every_s = every_s
        self.after = after
        self.rounds = 0
        self.failed = 0
        self._stop = threading.Event()
        self._round: subprocess.Popen[bytes] | None = None

    def run(self, *, beside: AbstractContextManager[object] | None = None) -> None:
        """Go on until `stop` is called, or SIGTERM or SIGINT comes. `beside` is open meanwhile: a metrics server."""
        numbers = (signal.SIGTERM, signal.SIGINT)
        before = {number: signal.signal(number, self._signalled) for number in numbers}
        try:
            with beside or nullcontext():
                while not self._stop.is_set():
                    began = time.monotonic()
                    self._one_round()
                    pause = self.every_s * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 (no secret)
                    self._stop.wait(max(0.0, pause - (time.monotonic() - began)))
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def stop(self) -> None:
        """No further round; the one that runs is asked to end, and stores what it has."""
        self._stop.set()
        if self._round is not None and self._round.poll() is None:
            self._round.send_signal(signal.SIGINT)

    def _one_round(self) -> None:
        # In a session of its own: Ctrl-C in a terminal reaches this process alone, which passes it on once.
        try:
            self._round = subprocess.Popen(self.command, start_new_session=True)  # noqa: S603 (our own command)
        except OSError as error:
            logger.error("the round could not start: %s", error)
            self.failed += 1
            return
        status = self._wait(self._round)
        self._round = None
        self.rounds += 1
        self.failed += status != 0
        if status and not self._stop.is_set():
            logger.warning("this round ended with exit status %d; the next comes all the same", status)
        self.after(status)

    def _wait(self, round_: subprocess.Popen[bytes]) -> int:
        while not self._stop.is_set():
            try:
                return round_.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                continue
        try:
            return round_.wait(timeout=GRACE_S)
        except subprocess.TimeoutExpired:
            logger.warning("the round did not end within %.0f s and is ended hard; what it stored stays", GRACE_S)
            round_.kill()
            return round_.wait()

    def _signalled(self, _number: int, _frame: FrameType | None) -> None:
        self.stop()

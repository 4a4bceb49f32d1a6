"""An alert that did not arrive."""

from __future__ import annotations


class Undelivered(Exception):
    "The alert did not arrive; the message says why in one sentence. The next run tries again."

    def __init__(self, reason: str, *, lasting: bool) -> None:
        """`lasting`: the next alert would fare no better, as when nobody answers."""
        super().__init__(reason)
        self.lasting = lasting

"""Cut text into figures, currency signs and words, and say what stands between two of them."""

from __future__ import annotations

import re

from nlp.currencies import SIGNS
from nlp.figures import DIGITS

DIGIT, SIGN, WORD = 1, 2, 3  # the groups of _TOKEN
JOINED = ("", " ", "-")
_TOKEN = re.compile(rf"({DIGITS})|([{''.join(SIGNS)}])|([^\W\d_]+)")


class Tokens:
    """The tokens of a text as columns: kind, start and end (characters), the word as printed and lower-cased."""

    __slots__ = ("end", "kind", "low", "start", "text", "word")

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(_TOKEN.finditer(text))
        self.kind: list[int] = [match.lastindex or 0 for match in found]
        self.start: list[int] = [match.start() for match in found]
        self.end: list[int] = [match.end() for match in found]
        self.word: list[str] = [match[0] for match in found]
        self.low: list[str] = [*map(str.lower, self.word)]

    def __len__(self) -> int:
        return len(self.kind)

    def is_kind(self, at: int, kind: int) -> bool:
        return 0 <= at < len(self.kind) and self.kind[at] == kind

    def low_at(self, at: int) -> str:
        """The lower-cased token, "" past either end."""
        return self.low[at] if 0 <= at < len(self.low) else ""

    def glue(self, at: int) -> str | None:
        """What joins token `at` to the one before: "", " ", "-", "'" or "."; None when they do not belong together.

        >>> tokens = Tokens("2,8 M$ US-dollar. Euro d'or")
        >>> [tokens.glue(at) for at in range(len(tokens))]
        [None, ' ', '', ' ', '-', '.', ' ', "'"]
        """
        if not 0 < at < len(self.start):
            return None
        gap = self.text[self.end[at - 1] : self.start[at]]
        if gap in ("", " "):
            return gap
        if len(gap) > 4 or gap.count("\n") > 1:
            return None
        bare = gap.strip()
        if not bare:
            return " "
        if bare in "-‐‑–—":
            return "-"
        if gap in ("'", "’"):
            return "'"
        return "." if bare == "." and gap[0] == "." and "\n" not in gap else None

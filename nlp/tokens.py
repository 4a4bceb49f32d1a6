"""Cut text into tokens as the tagger wants them: the same way in French, Dutch and English.

spaCy's own rules differ by language and keep "LockBit-bende" or "15.000€" whole, where a mention ends inside. Here
every hyphen, apostrophe and currency sign stands alone, elided articles ("l'", "d'") too; figures keep separators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

TOKEN = re.compile(
    r"""
    (?i:\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’])(?=\w)   # l'  d'  qu'
    | ['’]s\b                                                # Xperthis's
    | \d+[^\W\d_]{3,}\w*                                     # 8Base, 0xKestrel
    | \d+(?:[.,'’\ \u00a0\u202f\u2009]\d{3}\b)+(?:[.,]\d+)?  # 30 000, 1.200.000, 1'000'000
    | \d+(?:[.,]\d+)*                                        # 4.4, 2021
    | [^\W\d_]\w*(?:\.\w+)+                                  # xperthis.be, U.S, VoIP.ms
    | \w+
    | \n\s*
    | [^\w\s]
    """,
    re.VERBOSE,
)


def token_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each token; spaces are in none, a line break is a token of its own.

    >>> ["L'hôpital"[a:b] for a, b in token_spans("L'hôpital")]
    ["L'", 'hôpital']
    """
    return [match.span() for match in TOKEN.finditer(text)]


class PressTokenizer:
    """A spaCy tokenizer (`nlp.tokenizer`) over `token_spans`; the Doc's text is the text, to the last space."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for word, space in _words(text):
            words.append(word)
            spaces.append(space)
        return Doc(self.vocab, words=words, spaces=spaces)

    # Nothing is learnt, so nothing is stored; spaCy calls these when it saves or loads a pipeline.
    def to_bytes(self, **kwargs: Any) -> bytes:
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> PressTokenizer:
        return self

    def to_disk(self, path: Path, **kwargs: Any) -> None:
        return None

    def from_disk(self, path: Path, **kwargs: Any) -> PressTokenizer:
        return self


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Each token with "a single space follows"; space that is neither becomes a token."""
    at = 0
    for start, end in [*token_spans(text), (len(text), len(text))]:
        if gap := text[at:start]:
            if gap[0] == " " and at:
                gap = gap[1:]
            if gap:
                yield gap, False
        if start < end:
            yield text[start:end], text[end : end + 1] == " "
        at = end

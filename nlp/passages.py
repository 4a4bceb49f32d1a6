"""The sentences of an article that say something, with what they say marked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nlp.types import Span

# Good enough to show a reader where a fact stands: "M. Dupont" cuts a sentence short, a figure does not.
SENTENCE_END = re.compile(r"(?<=[.!?…»”\"])(?<!\b[A-Z]\.)(?<!\b[A-Z][a-z]\.)\s+(?=[^\s\da-zà-ÿ])|\n+")


@dataclass(frozen=True)
class Passage:
    """One sentence, and the fields that it gives: their places within it."""

    text: str
    marks: tuple[tuple[str, Span], ...]


def passages(text: str, evidence: Mapping[str, Span]) -> list[Passage]:
    """The sentences that hold the evidence, in the text's order, each once.

    >>> [passage.text for passage in passages("Acme hit. Bad day. They want 5 BTC.", {"amount": (29, 34)})]
    ['They want 5 BTC.']
    """
    found: dict[Span, list[tuple[str, Span]]] = {}
    for field, (start, end) in sorted(evidence.items(), key=lambda item: item[1]):
        sentence = sentence_around(text, (start, end))
        found.setdefault(sentence, []).append((field, (start - sentence[0], end - sentence[0])))
    return [Passage(text[start:end], tuple(marks)) for (start, end), marks in found.items()]


def sentence_around(text: str, span: Span) -> Span:
    """The sentence that a place stands in, without the white space around it."""
    start, end = 0, len(text)
    for boundary in SENTENCE_END.finditer(text):
        if boundary.end() <= span[0]:
            start = boundary.end()
        elif boundary.start() >= span[1]:
            end = boundary.start()
            break
    return start, end

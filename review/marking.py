"""Sentences cut where their marks begin and end, so that a template can escape each piece by itself."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.passages import Passage, passages
from nlp.printable import printable
from nlp.types import Span


@dataclass(frozen=True)
class Piece:
    """Text without markup, and the field that it gives; "" for none."""

    text: str
    field: str = ""


def pieces(passage: Passage) -> list[Piece]:
    """Cut a sentence at its marks; where marks overlap, the one that starts first has the text.

    >>> [(p.text, p.field) for p in pieces(Passage("Play hit Acme.", (("actor", (0, 4)), ("victim", (9, 13)))))]
    [('Play', 'actor'), (' hit ', ''), ('Acme', 'victim'), ('.', '')]
    """
    cut, at = [], 0
    for field, (start, end) in sorted(passage.marks, key=lambda mark: mark[1]):
        start = max(start, at)
        if start >= end:
            continue
        cut += [Piece(passage.text[at:start]), Piece(passage.text[start:end], field)]
        at = end
    cut.append(Piece(passage.text[at:]))
    return [Piece(printable(piece.text), piece.field) for piece in cut if piece.text]


def marked_sentences(text: str, evidence: dict[str, Span]) -> list[list[Piece]]:
    """The sentences that hold the evidence, cut at their marks."""
    return [pieces(passage) for passage in passages(text, _within(text, evidence))]


def marked_text(text: str, evidence: dict[str, Span]) -> list[Piece]:
    """The whole text, cut at its marks."""
    return pieces(Passage(text, tuple(_within(text, evidence).items())))


def _within(text: str, evidence: dict[str, Span]) -> dict[str, Span]:
    """Lines that were ingested may come with any offsets."""
    return {field: (start, end) for field, (start, end) in evidence.items() if 0 <= start < end <= len(text)}

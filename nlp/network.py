"""Two small convolutional networks over the words of an article: a second opinion beside the fields.

The fields see strings and count each by itself; the networks see meanings (`nlp/word_vectors.py`) and blend what stands
around each word, at the name's other mentions, in the title and in the whole article. What one misses the other often
has. One network tags; the other points: at the victim of the article's first incident, its actor, its first demand, or
at none of the article's words. `nlp/network_fitting.py` trains them; here they run, as ONNX.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from nlp.features import TokenTable, is_name_like, normal, shape
from nlp.knowledge import Vocabulary
from nlp.onnx_session import open_session
from nlp.types import KINDS, LABELS, LANGUAGES
from nlp.word_vectors import WordVectors

TAGGING, SUBJECT = "tagging.onnx", "subject.onnx"  # files of the model
TAGS = ("O", *(f"{place}-{label}" for label in LABELS for place in "BI"))
LEAD = ("victim", "actor", "sum")  # what the article's first incident may have at a token
BUCKETS = 4096  # for the hashes of words and their parts
PARTS = 5  # hashes a word
STRETCH = 2000  # tokens read at once: memory grows with their square
MARKS = 24  # columns of a token beside its classes and lists


@dataclass(frozen=True)
class Inputs:
    """One article as the network takes it; one row a token."""

    vectors: np.ndarray  # (tokens, WIDTH) float32
    hashes: np.ndarray  # (tokens, PARTS) int64
    marks: np.ndarray  # (tokens, classes + lists + MARKS) float32
    names: np.ndarray  # (tokens,) int64: equal where two names' words are equal, 0 where no name's word stands


@dataclass(frozen=True)
class Opinion:
    """What the network says of an article."""

    tags: np.ndarray  # (tokens, TAGS) probabilities
    lead: np.ndarray  # (tokens, LEAD) probabilities
    kinds: np.ndarray  # (KINDS,) probabilities
    subject: np.ndarray  # (tokens, LEAD) probabilities that add up to 1 over the tokens, and
    nothing: np.ndarray  # (LEAD,) none of them


@lru_cache(maxsize=100_000)
def word_hashes(word: str) -> tuple[int, ...]:
    """The word, its beginning, its end, its shape, its long end, each as a bucket."""
    low = normal(word)
    parts = (f"w{low}", f"p{low[:3]}", f"s{low[-3:]}", f"x{shape(word)}", f"z{low[-4:]}|{low[:1]}")
    return tuple(zlib.crc32(part.encode()) % BUCKETS for part in parts)


class Columns:
    """Where each lexicon class and each type of list has its column."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        classes = vocabulary.classes
        lists = [f"{place}-{type_}" for type_ in vocabulary.name_types for place in "BI"]
        self.classes = {name: at for at, name in enumerate(classes)}
        self.lists = {name: at + len(classes) for at, name in enumerate(lists)}
        self.first = len(classes) + len(lists)
        self.width = self.first + MARKS

    def inputs(self, table: TokenTable, vectors: WordVectors) -> Inputs:
        """An article as the network takes it."""
        hashes = np.array([word_hashes(word) for word in table.words], np.int64).reshape(-1, PARTS)
        return Inputs(vectors.table(table.words), hashes, self._marks(table), _name_numbers(table))

    def _marks(self, table: TokenTable) -> np.ndarray:
        found = np.zeros((len(table), self.width), np.float32)
        mentions = _mentions(table)
        rows, columns = [], []  # of what has a class or stands in a list
        marks = []
        paragraphs = [[float(at == which) for at in range(5)] for which in range(5)]
        article = [
            *(float(language == table.language) for language in LANGUAGES),
            min(len(table), 2000) / 400,
            0.0,
            0.0,
        ]
        for at, word in enumerate(table.words):
            known = [self.classes[class_] for class_ in table.classes[at] if class_ in self.classes]
            known += [self.lists[name] for name in table.names[at] if name in self.lists]
            rows += [at] * len(known)
            columns += known
            same = mentions.get(table.lower[at]) if is_name_like(word) else None
            if same:
                in_title = any(table.in_title[other] for other in same)
                named = (1, min(len(same), 5) / 5, in_title, same[0] == at)
            else:
                named = (0, 0.0, False, False)
            marks.append([
                table.in_title[at],
                word[:1].isupper(),
                word.isupper() and len(word) > 1,
                not word.isalpha() and any(c.isdigit() for c in word),
                at == 0 or table.sentence[at] != table.sentence[at - 1],
                *paragraphs[min(table.paragraph[at], 4)],
                table.zipf[at] / 8,
                table.zipf[at] == 0,
                min(at, 2000) / 400,
                word in '"«»“”',
                *named,
                *article,
            ])  # fmt: skip
        found[rows, columns] = 1
        if marks:
            found[:, self.first :] = marks
        return found


def _mentions(table: TokenTable) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, word in enumerate(table.words):
        if is_name_like(word):
            found.setdefault(table.lower[at], []).append(at)
    return found


def _name_numbers(table: TokenTable) -> np.ndarray:
    numbers: dict[str, int] = {}
    found = np.zeros(len(table), np.int64)
    for at, word in enumerate(table.words):
        if len(word) > 1 and is_name_like(word):
            found[at] = numbers.setdefault(table.lower[at], len(numbers) + 1)
    return found


class Networks:
    """The trained networks with their vectors and columns, ready to read."""

    def __init__(self, folder: Path, columns: Columns, vectors: WordVectors) -> None:
        """Raises OSError or ValueError when a file is missing or broken."""
        self.tagging, self.subject = (open_session((folder / name).read_bytes(), name) for name in (TAGGING, SUBJECT))
        self.columns, self.vectors = columns, vectors

    def read(self, table: TokenTable) -> Opinion:
        """What the networks say of an article; of one without a word, nothing."""
        inputs = self.columns.inputs(table, self.vectors)
        feed = {name: getattr(inputs, name) for name in ("vectors", "hashes", "marks", "names")}
        tags, lead = np.zeros((0, len(TAGS)), np.float32), np.zeros((0, len(LEAD)), np.float32)
        kinds, nothing = np.full(len(KINDS), 1 / len(KINDS), np.float32), np.ones(len(LEAD), np.float32)
        subject = np.zeros((len(table), len(LEAD)), np.float32)
        for start in range(0, len(table), STRETCH):
            part = {name: each[None, start : start + STRETCH] for name, each in feed.items()}
            found = self.tagging.run(None, part)
            tags, lead = np.concatenate([tags, found[0][0]]), np.concatenate([lead, found[1][0]])
            if start == 0:  # what an article is about stands at its beginning
                kinds = found[2][0]
                pointed = self.subject.run(None, part)[0][0]
                nothing, subject[: len(pointed) - 1] = pointed[0], pointed[1:]
        return Opinion(tags, lead, kinds, subject, nothing)

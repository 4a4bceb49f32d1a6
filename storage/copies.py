"""Which articles print one text, as agency copy is printed: word for word but for a headline, a town, a last line.

A copy is an article like any other and stays one. This says how many texts stand behind so many articles.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from storage.fold import fold

K = TypeVar("K", bound=Hashable)
SHINGLE = 5  # words that follow each other: long enough that two reports by two people share next to none
SHARED = 0.5  # of the shorter text's shingles; 330 pairs of reports of one attack in the corpus share 4 % at most
SHORTEST = 40  # words; a shorter text is too little to tell a copy by


def first_printing(texts: Mapping[K, str]) -> dict[K, K]:
    """For each text the first, in the order given, that it is a copy of; itself when it is none.

    Quadratic in the number of texts: for the articles of one incident.
    """
    shingles = {key: _shingles(text) for key, text in texts.items()}
    first: dict[K, K] = {}
    originals: list[K] = []
    for key in texts:
        same = next((other for other in originals if _are_copies(shingles[key], shingles[other])), key)
        first[key] = same
        if same == key:
            originals.append(key)
    return first


def _are_copies(a: frozenset[int], b: frozenset[int]) -> bool:
    return bool(a and b) and len(a & b) >= SHARED * min(len(a), len(b))


def _shingles(text: str) -> frozenset[int]:
    words = fold(text).split()
    if len(words) < SHORTEST:
        return frozenset()
    return frozenset(hash(tuple(words[n : n + SHINGLE])) for n in range(len(words) - SHINGLE + 1))

"""Reduce spellings to what they have in common."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "'", "‘": "'", "ʼ": "'"}
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents or punctuation; words with one space between.

    >>> fold("L’Hôpital Saint-Cœur (Liège)"), fold("A.P. Møller-Mærsk"), fold("AT&T"), fold("Children's")
    ('l hopital saint coeur liege', 'ap moller maersk', 'att', 'children s')
    """
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    letters = "".join(c for c in letters if not unicodedata.combining(c))
    letters = re.sub(r"\b(\w)\.(?=\w\b)|(?<=\w)&(?=\w)", r"\1", letters)  # initials: a.p. -> ap, m&s -> ms
    return " ".join(re.findall(r"[^\W_]+", letters)) or text.casefold().strip()


@lru_cache(maxsize=65536)
def skeleton(text: str) -> str:
    """Equal for many spellings of one sound: consonants, written one way, not doubled.

    >>> skeleton("Xperthis") == skeleton("Xpertis"), skeleton("Jaegerwirt") == skeleton("Jägerwirt")
    (True, True)
    """
    letters = fold(text).replace(" ", "")
    for spelling, sound in _SOUNDS:
        letters = letters.replace(spelling, sound)
    letters = letters[:1] + re.sub(r"[aeiouyhj]", "", letters[1:])
    return undoubled(letters)


_SOUNDS = (
    ("ph", "f"), ("th", "t"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("ck", "k"), ("qu", "k"), ("qv", "k"), ("q", "k"),
    ("c", "k"), ("z", "s"), ("w", "v"),
)  # fmt: skip


def undoubled(word: str) -> str:
    """The word with each letter once where it stands twice.

    >>> undoubled("monnard")
    'monard'
    """
    return re.sub(r"([^\W\d_])\1+", r"\1", word)

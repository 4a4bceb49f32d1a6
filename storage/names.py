"""Compare the names of victims as newspapers in three languages write them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LEGAL_FORMS = frozenset({"sa", "nv", "bv", "sarl", "sas", "ltd", "plc", "inc", "llc", "gmbh", "ag"})


@lru_cache(maxsize=65536)
def victim_key(name: str) -> str:
    """Equal for spellings of one name that differ in case, accents, punctuation or legal form.

    >>> victim_key("Xperthis N.V."), victim_key("XPERTHIS")
    ('xperthis', 'xperthis')
    """
    words = fold(name).split()
    kept = [word for word in words if word not in _LEGAL_FORMS] or words
    return " ".join(kept)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Lower case without accents or punctuation; words with one space between.

    >>> fold("L’Hôpital Saint-Cœur (Liège)"), fold("A.P. Møller-Mærsk")
    ('l hopital saint coeur liege', 'ap moller maersk')
    """
    text = name.casefold().translate(_LETTERS)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", text)  # initials: a.p. -> ap
    return " ".join(re.findall(r"[^\W_]+", text)) or name.casefold().strip()


_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def slug(name: str, *, longest: int = 28) -> str:
    """The readable part of an incident's id.

    >>> slug("Hôpital de Dax")
    'hopital-de-dax'
    """
    words = re.sub(r"[^a-z0-9]+", "-", victim_key(name)).strip("-")
    if len(words) > longest:
        words = words[: longest + 1].rpartition("-")[0] or words[:longest]
    return words or "victim"


def fullest(shares: dict[str, float]) -> str:
    """The most telling of the names printed: the longest of those that articles put first, the commonest of equals."""
    used = {name: share for name, share in shares.items() if share > 0} or shares
    return max(used, key=lambda name: (len(victim_key(name).split()), used[name], len(name), name))


def name_likeness(a: str, b: str) -> float:
    """From 0 (nothing in common) to 1 (the same name)."""
    left, right = set(victim_key(a).split()), set(victim_key(b).split())
    return len(left & right) / len(left | right)

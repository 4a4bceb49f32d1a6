"""Words written by strangers, made safe to look at."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    """Take out what could steer a terminal or turn its words around; every other character keeps its place.

    >>> printable("Acme\\x1b[2J\\u202eemcA")
    'Acme�[2J�emcA'
    """
    return "".join(character if _is_harmless(character) else "�" for character in text)


def _is_harmless(character: str) -> bool:
    category = unicodedata.category(character)
    if category == "Cf":  # formats: joiners belong to words, overrides of direction do not
        return character in "\u00ad\u200b\u200c\u200d\u2060\ufeff"
    return character in "\n\t" or category not in ("Cc", "Cs")

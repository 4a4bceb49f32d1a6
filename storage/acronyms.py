"""Letters that stand for a name: read out of it, made from it."""

from __future__ import annotations

import re
from functools import lru_cache

from storage.fold import fold
from storage.name_words import LEGAL_FORMS, STOP


@lru_cache(maxsize=65536)
def initials(printed: str) -> frozenset[str]:
    """The acronyms that a long name may have, in capitals: with and without its small words, with its last word whole.

    >>> sorted(initials("Assistance Publique - Hôpitaux de Paris")), sorted(initials("Ministry of Defence"))
    (['APHDP', 'APHP', 'APHPARIS'], ['MDEFENCE', 'MOD'])
    >>> "UCSF" in initials("UC San Francisco")
    True
    """
    words = [word for word in fold(printed).split() if word not in LEGAL_FORMS]
    if len([word for word in words if word not in STOP]) < 3 and len(words) < 3:
        return frozenset()
    found = {"".join(word[0].upper() for word in words if word not in STOP)}
    found.add("".join(word[0].upper() for word in words))
    capital = {fold(word) for word in re.findall(r"\b[A-Z]\w+", printed)}  # "Los" of Los Angeles is no small word
    found.add("".join(word[0].upper() for word in words if word not in STOP or word in capital))
    letters = {fold(word) for word in re.findall(r"\b[A-Z]{2,4}\b", printed)}  # an acronym within stands for itself
    found.add("".join(word.upper() if word in letters else word[0].upper() for word in words if word not in STOP))
    told = [word for word in words if word not in STOP]
    found.add("".join(word[0] for word in told[:-1]).upper() + "".join(told[-1:]).upper())  # FFTir
    return frozenset(letters for letters in found if len(letters) > 2)  # two letters fit anything


@lru_cache(maxsize=65536)
def acronym(printed: str) -> str | None:
    """The letters of a name that looks like an acronym, in capitals.

    >>> acronym("AP-HP"), acronym("KU Leuven"), acronym("Uber"), acronym("MoD"), acronym("FFvolley")
    ('APHP', None, None, 'MOD', 'FFVOLLEY')
    """
    if _LETTERS_AND_A_WORD.fullmatch(printed):
        return printed.upper()
    letters = re.sub(r"[^A-Za-zÀ-ÿ]", "", printed)
    capitals = sum(letter.isupper() for letter in letters)
    if " " in printed.strip() or not 2 <= len(letters) <= 7 or capitals < 2 or capitals < len(letters) / 2:
        return None
    return letters.upper()


_LETTERS_AND_A_WORD = re.compile(r"[A-Z]{2,4}[a-z]{3,}")

_ACRONYM_WITHIN = re.compile(r"\s*\(([A-Z][A-Za-z-]{1,6})\)|(?<=[a-z])\s([A-Z]{3,6})$")


def acronyms_within(printed: str) -> list[str]:
    """Acronyms that a name carries itself, in brackets or at its end.

    >>> acronyms_within("Caisse nationale (CNSS)"), acronyms_within("Ierse gezondheidsdienst HSE")
    (['CNSS'], ['HSE'])
    """
    found = [bracketed or last for bracketed, last in _ACRONYM_WITHIN.findall(printed)]
    return [word for word in found if acronym(word) and word.casefold() not in LEGAL_FORMS]


def without_acronym(printed: str) -> str:
    for word in acronyms_within(printed):
        printed = re.sub(rf"\s*\(?\b{re.escape(word)}\b\)?", "", printed)
    return printed

"""Cut a printed name into words and known phrases: what only describes it, slips of the pen, compounds."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from storage.fold import fold
from storage.lexicon import Meaning, lexicon

LEGAL_FORMS = frozenset(
    [
        *("sa", "nv", "bv", "sarl", "sas", "sasu", "eurl", "sprl", "srl", "scrl", "bvba", "cvba", "vof", "cv"),
        *("ltd", "limited", "plc", "inc", "llc", "llp", "lp", "corp", "pty", "pte", "kk"),
        *("gmbh", "ag", "kg", "kgaa", "spa", "oy", "oyj", "ab", "asa", "aps", "se", "commv", "vzw"),
        *("sc", "sca", "scs", "snc", "scop", "scic", "gie", "cvoa"),
    ]
)
LEADING_FORMS = frozenset(  # before two words and more: "SA Clinique des Orpierres"; "NV Energy" is Nevada's
    ["sa", "nv", "bv", "sarl", "sas", "sprl", "scrl", "bvba", "cvba", "asbl", "vzw"]
)
STOP = frozenset(
    [
        *("a", "an", "and", "at", "for", "in", "of", "on", "s", "the", "to", "upon"),
        *("au", "aux", "d", "de", "des", "du", "e", "et", "l", "la", "le", "les", "lez", "pour", "y"),
        *("de", "den", "der", "die", "het", "op", "t", "te", "ten", "ter", "van", "voor", "en"),
        *("da", "das", "del", "di", "las", "los", "und", "fur"),
    ]
)

_DESCRIPTION = Meaning("weak", ("description",))


def described_words(printed: str) -> frozenset[str]:
    """The words before a name that say what it is: those before its first capital, "boekhandelketen Cultura", and an
    adjective of a place with small words behind it, "Duitse batterijmaker Varta".

    >>> sorted(described_words("l'opérateur Kyivstar")), sorted(described_words("bunq"))
    (['l', 'operateur'], [])
    >>> sorted(described_words("Duitse batterijmaker Varta")), sorted(described_words("Université libre de Bruxelles"))
    (['batterijmaker', 'duitse'], [])
    """
    first = re.search(r"(?<![^\W_])[A-ZÀ-ÖØ-Þ0-9]|\b\w+[A-ZÀ-ÖØ-Þ]", printed)
    if first and first.start():
        return frozenset(fold(printed[: first.start()]).split())
    words = printed.split()
    end = 1
    while end < len(words) and _is_small(words[end]):
        end += 1
    if end == 1 or end == len(words) or not words[0][:1].isupper() or STOP & set(fold(" ".join(words[1:end])).split()):
        return frozenset()
    return frozenset(fold(" ".join(words[:end])).split())


def _is_small(word: str) -> bool:
    """ "batterijmaker", and "IT-dienstverlener" too."""
    first, _, second = word.partition("-")
    return word[:1].islower() or (first.isupper() and second[:1].islower())


def name_parts(words: list[str], *, literal: set[str], described: frozenset[str]) -> list[tuple[str, Meaning | None]]:
    """The longest known phrases from left to right; a word that is unknown stands for itself.

    `literal` words are parts of a domain name and mean nothing else; `described` ones, when unknown, only describe.
    """
    known = lexicon()
    parts: list[tuple[str, Meaning | None]] = []
    at = 0
    while at < len(words):
        for length in range(min(known.longest, len(words) - at), 0, -1):
            meaning = known.phrases.get(tuple(words[at : at + length]))
            if meaning and meaning.role == "town" and described.issuperset(words[at : at + length]):
                continue  # "Brussels opera house La Licorne"
            if meaning and literal.isdisjoint(words[at : at + length]):
                parts.append((" ".join(words[at : at + length]), meaning))
                at += length
                break
        else:
            pieces = [words[at]] if words[at] in literal else _uncompounded(words[at])
            only_says = (words[at] in described and words[at] not in STOP) or _WORKSHOP.fullmatch(words[at])
            unknown = _DESCRIPTION if only_says and words[at] not in literal else None
            known_word = known.phrases if words[at] not in literal and not unknown else {}
            parts += [(piece, known_word.get((piece,), unknown)) for piece in pieces]
            at += 1
    return parts


_WORKSHOP = re.compile("[a-z]{5,}(?:eries?|erij|erijen)")  # "Conserverie", "Touwslagerij"
_SLIP_LETTERS = 9  # a shorter word is a letter away from too many


@lru_cache(maxsize=65536)
def without_slip(word: str) -> str:
    """The institution's word that a long unknown word is but for one letter, or two that changed places.

    >>> without_slip("univeristeit"), without_slip("assocation"), without_slip("maastricht")
    ('universiteit', 'association', 'maastricht')
    """
    if len(word) < _SLIP_LETTERS or not word.isalpha() or (word,) in lexicon().phrases:
        return word
    found = process.extractOne(word, lexicon().institutions, scorer=OSA.distance, score_cutoff=1)
    return str(found[0]) if found else word


def _uncompounded(word: str) -> list[str]:
    """The known words that a compound is made of, when it is made of nothing else; else the word.

    >>> _uncompounded("wereldantidopingagentschap")
    ['wereld', 'antidoping', 'agentschap']
    """
    parts = lexicon().parts
    ways: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end - 4, -1, -1):
            before = ways[start]
            if before is not None and word[start:end] in parts:
                ways[end] = [*before, word[start:end]]
            elif before and word[start] == "s" and word[start + 1 : end] in parts:  # the s that joins two words
                ways[end] = [*before, word[start + 1 : end]]
    return ways[-1] or list(_BODY.sub(r"\1 \2", word).split())


_BODY = re.compile("^([a-z]{4,})(ziekenhuis|kliniek|instituut|college|lyceum|gasthuis|school)$")  # "Lukasziekenhuis"

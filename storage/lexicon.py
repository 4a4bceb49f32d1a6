"""What words in names mean: heads of institutions, words that may be left off, translations, places, countries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel import Locale

from storage.assets import asset_rows
from storage.fold import fold
from storage.saints import one_spelling

Role = Literal["place", "head", "weak", "trade", "word", "name", "country", "demonym", "town"]


@cache
def common_names() -> frozenset[str]:
    """First names and surnames that many firms bear."""
    return frozenset(name for (name,) in asset_rows("common_names.txt", "|"))


@dataclass(frozen=True)
class Meaning:
    role: Role
    concepts: tuple[str, ...]  # several for a town's name that two towns bear: Bergen is Mons, and is Bergen


@dataclass(frozen=True)
class Lexicon:
    """Phrases of folded words -> what they mean."""

    phrases: dict[tuple[str, ...], Meaning]
    longest: int  # words of the longest phrase
    organisations: dict[str, int]  # folded name -> number of the body
    towns: frozenset[str]  # in the spelling that stands for all
    parts: frozenset[str]  # words that Dutch and German compounds are made of
    institutions: tuple[str, ...]  # single words for what a body is


@cache
def lexicon() -> Lexicon:
    """The lexicon compiled from `storage/assets` and Babel, once a process."""
    phrases: dict[tuple[str, ...], Meaning] = {}
    for code, name in _countries():
        phrases.setdefault(tuple(fold(name).split()), Meaning("country", (code,)))
    for code, forms in asset_rows("countries.tsv", "\t"):
        for form in forms.split("|"):
            named: Role = "country" if form.startswith("name ") else "demonym"
            phrases[tuple(form.removeprefix("name ").split())] = Meaning(named, (code,))
    towns: dict[tuple[str, ...], set[str]] = {}
    for first, *others in asset_rows("exonyms.tsv", "|"):
        canonical = fold(first).replace(" ", "")
        for name in (first, *others):
            towns.setdefault(tuple(one_spelling(fold(name).split())), set()).add(canonical)
    for phrase, canonical_names in towns.items():
        own = {"".join(phrase)} if len(canonical_names) == 1 and phrase in _SHARED else set()
        phrases[phrase] = Meaning("town", tuple(sorted(canonical_names | own)))
    for role, concept, forms in asset_rows("words.tsv", "\t"):
        for form in forms.split("|"):
            phrases[tuple(form.split())] = Meaning(role, (concept,))  # type: ignore[arg-type]
    organisations = {fold(name): n for n, names in enumerate(asset_rows("organisations.tsv", "|")) for name in names}
    single = {phrase[0]: meaning.role for phrase, meaning in phrases.items() if len(phrase) == 1}
    return Lexicon(
        phrases,
        longest=max(map(len, phrases)),
        organisations=organisations,
        towns=frozenset().union(*towns.values()),
        parts=frozenset(word for word, role in single.items() if len(word) >= 4 and role in _COMPOUNDED),
        institutions=tuple(word for word, role in single.items() if role == "head"),
    )


def places_named(word: str) -> tuple[str, ...]:
    """The towns that a folded word may be, in the spelling that stands for all; the word itself when nobody knows it;
    none for a word that says what a body is, what it does or whose it is.

    >>> places_named("luik"), places_named("merval"), places_named("institut")
    (('liege',), ('merval',), ())
    """
    meaning = lexicon().phrases.get((word,))
    if meaning is None:
        return (word,)
    return meaning.concepts if meaning.role in ("place", "town") else ()


def countries_named(words: Sequence[str]) -> set[str]:
    """The countries that folded words name, by their names or their people's (ISO 3166-1 alpha-2).

    >>> sorted(countries_named(["dutch", "town", "near", "the", "united", "kingdom"]))
    ['GB', 'NL']
    """
    found: set[str] = set()
    at = 0
    while at < len(words):
        lengths = range(min(lexicon().longest, len(words) - at), 0, -1)
        known = ((length, lexicon().phrases.get((*words[at : at + length],))) for length in lengths)
        length, meaning = next(((length, each) for length, each in known if each), (1, None))
        is_state = (*words[max(at - 1, 0) : at], words[at]) in _STATES
        if meaning and meaning.role in ("country", "demonym") and not is_state:
            found.add(meaning.concepts[0])
        at += length
    return found


_STATES = frozenset([("new", "jersey")])
_COMPOUNDED = frozenset({"head", "place", "weak", "trade", "word"})
# Exonyms that are towns of their own elsewhere: the name alone does not say which is meant.
_SHARED = frozenset((name,) for name in ("bergen", "halle", "hal", "namen", "nice", "lessen", "belle", "forest"))


# Of CLDR's territories: no countries (Ascension is a hospital chain before it is an island), and saints' islands.
_NO_COUNTRIES = frozenset(
    ["AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ", "BL", "LC", "MF", "SH", "SX"]
)


def _countries() -> Iterator[tuple[str, str]]:
    for language in ("en", "fr", "nl"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
                yield code, name

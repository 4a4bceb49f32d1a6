"""What words in names mean: heads of institutions, words that may be left off, translations, places, countries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from babel import Locale

from storage.fold import fold

Role = Literal["place", "head", "weak", "trade", "word", "country", "town"]
_ASSETS = Path(__file__).parent / "assets"

# Adjectives that stand before an institution's name; the countries' own names come from Babel.
_DEMONYMS = {
    "BE": "belge belges belgische belgisch belgian",
    "NL": "neerlandais neerlandaise hollandais nederlandse dutch",
    "FR": "francais francaise franse french",
    "GB": "britannique britse british uk great-britain groot-brittannie grande-bretagne",
    "IE": "irlandais irlandaise ierse irish",
    "US": "americain americaine amerikaanse american usa",
    "DE": "allemand allemande duitse german",
    "IT": "italien italienne italiaanse italian",
    "ES": "espagnol espagnole spaanse spanish",
    "FI": "finlandais finlandaise finse finnish",
    "NO": "norvegien norvegienne noorse norwegian",
    "SE": "suedois suedoise zweedse swedish",
    "DK": "danois danoise deense danish",
    "CH": "suisse zwitserse swiss",
    "CA": "canadien canadienne canadese canadian",
    "AU": "australien australienne australische australian",
    "JP": "japonais japonaise japanse japanese",
    "KR": "sud-coreen sud-coreenne zuid-koreaanse south-korean",
    "IN": "indien indienne indiase indian",
    "HK": "hong-kong",
    "CR": "costaricien costaricienne costaricaanse",
}


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
    parts: frozenset[str] = field(default_factory=frozenset)  # words that Dutch and German compounds are made of


@cache
def lexicon() -> Lexicon:
    """The lexicon compiled from `storage/assets` and Babel, once a process."""
    phrases: dict[tuple[str, ...], Meaning] = {}
    for code, name in _countries():
        phrases.setdefault(tuple(fold(name).split()), Meaning("country", (code,)))
    towns: dict[tuple[str, ...], set[str]] = {}
    for first, *others in asset_rows("exonyms.tsv", "|"):
        canonical = fold(first).replace(" ", "")
        for name in (first, *others):
            towns.setdefault(tuple(fold(name).split()), set()).add(canonical)
    for phrase, canonical_names in towns.items():
        own = {"".join(phrase)} if len(canonical_names) == 1 and phrase in _SHARED else set()
        phrases[phrase] = Meaning("town", tuple(sorted(canonical_names | own)))
    for role, concept, forms in asset_rows("words.tsv", "\t"):
        for form in forms.split("|"):
            phrases[tuple(form.split())] = Meaning(role, (concept,))  # type: ignore[arg-type]
    organisations = {fold(name): n for n, names in enumerate(asset_rows("organisations.tsv", "|")) for name in names}
    parts = frozenset(p[0] for p, m in phrases.items() if len(p) == 1 and len(p[0]) >= 4 and m.role in _COMPOUNDED)
    return Lexicon(phrases, max(map(len, phrases)), organisations, parts)


_COMPOUNDED = frozenset({"head", "place", "weak", "trade", "word"})
# Exonyms that are towns of their own elsewhere: the name alone does not say which is meant.
_SHARED = frozenset((name,) for name in ("bergen", "halle", "hal", "namen", "nice", "lessen", "belle", "forest"))


def _countries() -> Iterator[tuple[str, str]]:
    for language in ("en", "fr", "nl"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                yield code, name
    for code, adjectives in _DEMONYMS.items():
        for adjective in adjectives.split():
            yield code, adjective  # fold makes two words of a hyphen


def asset_rows(name: str, separator: str) -> Iterator[list[str]]:
    for line in (_ASSETS / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split(separator)

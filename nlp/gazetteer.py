"""Countries, regions, towns and peoples named in a text, in French, Dutch and English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from nlp.names import folded
from nlp.packed import load_packed

SpotKind = Literal["country", "town", "people"]
WORD = re.compile(r"[^\W_]+")
LEGAL_FORM = re.compile(
    r" (?:ltd|limited|inc|corp|corporation|plc|llc|sa|sas|sarl|nv|bv|b v|n v|ag|gmbh|ab|asa|spa|pty)$"
)
ENCODED = re.compile(r"([A-Z]{2})(\d\d)")
LONGEST = 6  # words in the longest name of a place
LONGEST_PEOPLE = 2  # words of a people's name, which needs no capital
REMEMBERED = 100_000  # words of which is kept whether they name a people
ENDINGS = 5  # letters that an adjective's ending may have: "canad-iennes"


@dataclass(frozen=True)
class Word:
    """A word of a text, folded, and where it stands."""

    text: str
    start: int
    end: int
    capital: bool


@dataclass(frozen=True)
class Spot:
    """A place or people named in a text."""

    start: int
    end: int
    kind: SpotKind
    shares: tuple[tuple[str, float], ...]  # ISO 3166-1 alpha-2, and how likely that one is meant: the best is 1.0
    plain: bool = False  # the name is a common word or first name too: "Best", "Tours"


SHORT = 200  # characters under which a text is a name, not an article


class Gazetteer:
    """The tables of `places.json.gz`, written by `nlp.assets_build`."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._places: dict[str, str] = tables["places"]  # folded country or region -> "BE70"
        self._towns: dict[str, str] = tables["towns"]  # folded town -> "NL51US33", "~" after it when a common word
        self._peoples: dict[str, str] = tables["peoples"]  # folded adjective; its stem when it ends in *
        self.known: dict[str, str] = tables["known"]  # folded name of an organisation -> country
        self.cues: dict[str, dict[str, str]] = tables["cues"]  # "name" or "text" -> words -> countries
        several = [
            name.split(" ") for table in (self._places, self._towns, self._peoples) for name in table if " " in name
        ]
        self._openings = {words[0] for words in several}  # of names of more than one word
        self._cue_openings = {where: {cue.split(" ")[0] for cue in table} for where, table in self.cues.items()}
        self._people_of: dict[str, str | None] = {}  # words asked about before
        self._last_cues: tuple[str, str, list[tuple[int, int, str]]] = ("", "", [])
        self._last: tuple[str, list[Spot]] = ("", [])  # an article is asked about once for each of its victims

    @classmethod
    def load(cls, path: Path) -> Gazetteer:
        return cls(load_packed(path))

    def spots(self, text: str) -> list[Spot]:
        """Every place and people named, the longest name at each point, in the order of the text."""
        if len(text) < SHORT:
            return self._find_spots(text)
        if text != self._last[0]:
            self._last = (text, self._find_spots(text))
        return self._last[1]

    def _find_spots(self, text: str) -> list[Spot]:
        found: list[Spot] = []
        words = split_words(text)
        at = 0
        while at < len(words):
            spot, used = self._longest(text, words, at)
            if spot:
                found.append(spot)
            at += used
        return found

    def _longest(self, text: str, words: Sequence[Word], at: int) -> tuple[Spot | None, int]:
        first = words[at]
        most = (LONGEST if first.capital else LONGEST_PEOPLE) if first.text in self._openings else 1
        for size in range(min(most, len(words) - at), 1, -1):
            run = words[at : at + size]
            start, end = first.start, run[-1].end
            if "\n" in text[start:end] or ". " in text[start : max(start, end - 2)]:
                continue
            phrase = " ".join(word.text for word in run)
            if spot := self._named(text, start, end, phrase, first.capital, size):
                return spot, size
        return self._named(text, first.start, first.end, first.text, first.capital, 1), 1

    def _named(self, text: str, start: int, end: int, phrase: str, capital: bool, size: int) -> Spot | None:
        """The place or people that these words name, if they name one."""
        if capital and self._is_printed_so(text[start:end], phrase):
            if phrase in self._places:
                return Spot(start, end, "country", shares(self._places[phrase]))
            if phrase in self._towns:
                entry = self._towns[phrase]
                return Spot(start, end, "town", shares(entry), plain=entry.endswith("~"))
        if size <= LONGEST_PEOPLE and (country := self._people(phrase)):
            return Spot(start, end, "people", ((country, 1.0),))
        return None

    @staticmethod
    def _is_printed_so(surface: str, phrase: str) -> bool:
        """Short names stand in capitals: "US" and "VS" are countries, "us" and "Vs" are not."""
        return len(phrase.replace(" ", "")) > 3 or surface.isupper()

    def _people(self, phrase: str) -> str | None:
        if phrase not in self._people_of:
            if len(self._people_of) > REMEMBERED:
                self._people_of.clear()  # hostile pages have no end of words
            endings = range(len(phrase), max(3, len(phrase) - ENDINGS), -1)
            forms = [phrase, *(f"{phrase[:cut]}*" for cut in endings)]
            self._people_of[phrase] = next((self._peoples[form] for form in forms if form in self._peoples), None)
        return self._people_of[phrase]

    def find_cues(self, text: str, where: Literal["name", "text"]) -> Iterator[tuple[int, int, str]]:
        """Words that are used of, or in, one country ("gemeente", "FBI"): start, end, its code."""
        if len(text) < SHORT:
            yield from self._find_cues(text, where)
            return
        if (text, where) != self._last_cues[:2]:
            self._last_cues = (text, where, list(self._find_cues(text, where)))
        yield from self._last_cues[2]

    def _find_cues(self, text: str, where: Literal["name", "text"]) -> Iterator[tuple[int, int, str]]:
        words, table, openings = split_words(text), self.cues[where], self._cue_openings[where]
        for at, word in enumerate(words):
            if word.text not in openings:
                continue
            for size in range(min(4, len(words) - at), 0, -1):
                phrase = " ".join(word.text for word in words[at : at + size])
                if phrase in table:
                    for code in table[phrase].split():
                        yield words[at].start, words[at + size - 1].end, code
                    break


def known_by(name: str) -> str:
    """What a known organisation is looked up by: its name folded, without a legal form.

    >>> known_by("Oil India Ltd.")
    'oil india'
    """
    return LEGAL_FORM.sub("", folded(name))


@lru_cache(maxsize=64)
def split_words(text: str) -> tuple[Word, ...]:
    """The words of a text, without accents and in lower case, and where they stand."""
    return tuple(
        Word(folded(match[0]).replace(" ", ""), match.start(), match.end(), match[0][0].isupper() or match[0].isdigit())
        for match in WORD.finditer(text)
    )


@lru_cache(maxsize=10_000)
def shares(entry: str) -> tuple[tuple[str, float], ...]:
    """Countries of a table's entry; one with a tenth of the inhabitants is a fourth as likely.

    >>> shares("GB52CA42")
    (('GB', 1.0), ('CA', 0.25))
    """
    sizes = [(code, int(size)) for code, size in ENCODED.findall(entry)]
    largest = max(size for _, size in sizes)
    return tuple((code, round(2 ** ((size - largest) / 5), 3)) for code, size in sizes)

"""Which words speak of which sector of MISP's galaxy: in a victim's name, and beside it.

`nlp/sectors.py` decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from nlp.gazetteer import known_by
from nlp.knowledge import Lexicon
from nlp.packed import load_packed
from nlp.types import LANGUAGES
from nlp.victim_words import DEFINITES, NEAR_WORDS, gap_to, name_key, places_of, sentences_of, words_of

IN_NAME, BESIDE, IN_SENTENCE, DEFINITE, ELSEWHERE = 10.0, 4.0, 1.6, 0.9, 0.3  # definite: "the brewer", "het kantoor"
PRECISE = 1.3  # what "carmaker" says wins over what "maker" says
FOREIGN = 0.8  # a name's word in another of the three languages than the article's
REMEMBERED, REMEMBERED_WORDS = 500, 20_000  # sentences and words of which is kept what they speak of
REPEATED = 0.35  # what each further word adds
COMMON_BYSTANDERS = {  # sectors that stand beside every victim: its site, its insurer, the police, the court
    "IT": 0.5,
    "IT - Security": 0.3,
    "Justice": 0.3,
    "Police - Law enforcement": 0.3,
    "Insurance": 0.5,
    "News - Media": 0.4,
    "Legal": 0.5,
    "Civil society": 0.5,
    "Political party": 0.5,
    "Telecoms": 0.7,
    "Payment": 0.5,
    "Logistic": 0.6,
    "Government, Administration": 0.7,
    "Bank": 0.8,
    "Advertising": 0.6,
    "Online marketplace": 0.6,
    "Entertainment": 0.8,
    "Sport": 0.7,
    "Defense": 0.6,
}


class SectorWords:
    """The tables of `sectors.json.gz`, written by `nlp.assets_build`."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._said: dict[tuple[str, ...], list[tuple[int, str, float]]] = {}  # each victim asks of the same sentences
        self._word = lru_cache(REMEMBERED_WORDS)(self._spoken_by)
        self.precise = Lexicon(tables["precise"])  # our own words by sector
        self.general = Lexicon(tables["general"])  # the lexicon's head nouns by sector
        self.known: dict[str, str] = tables["known"]  # folded name of an organisation -> sector
        self.typed: dict[str, str] = tables["typed"]  # the same by what it is: a hospital, a newspaper

    @classmethod
    def load(cls, path: Path) -> SectorWords:
        return cls(load_packed(path))

    def spoken_of(self, words: Sequence[str], language: str) -> list[tuple[int, str, float]]:
        """Index of a word, the sector it speaks of, and the weight of what it says; words in lower case."""
        key = (language, *words)
        if key not in self._said:
            if len(self._said) > REMEMBERED:
                self._said.clear()
            self._said[key] = self._spoken_of(words, language)
        return self._said[key]

    def _spoken_of(self, words: Sequence[str], language: str) -> list[tuple[int, str, float]]:
        found = [(at, *said) for at, word in enumerate(words) for said in self._word(word, language)]
        for lexicon, weight in ((self.precise, PRECISE), (self.general, 1.0)):
            for tongue in (language, "any"):
                for at, sectors in lexicon.phrase_classes(words, tongue).items():
                    found += [(at, sector, weight * PRECISE) for sector in sorted(sectors)]
        return found

    def _spoken_by(self, word: str, language: str) -> tuple[tuple[str, float], ...]:
        bare = word.rpartition("'")[2]  # "l'état"
        found: list[tuple[str, float]] = []
        for lexicon, weight in ((self.precise, PRECISE), (self.general, 1.0)):
            for tongue in (language, "any"):
                classes = {*lexicon.classes(word, tongue), *lexicon.classes(bare, tongue)}
                found += [(sector, weight) for sector in sorted(classes)]
        return tuple(found)


@dataclass(frozen=True)
class Votes:
    """What the lists say of a victim: by the words of its name, by those beside it, and by what it is known as."""

    by_name: Mapping[str, float]  # sector -> weight
    by_context: Mapping[str, float]
    known: str | None
    typed: str | None  # by what it is known to be: a hospital, a newspaper


def sector_votes(victim: str, text: str, language: str, words: SectorWords) -> Votes:
    """The votes; `text` is the article, or the part of it that tells of this victim."""
    by_name: dict[str, float] = {}
    for tongue in LANGUAGES:
        for at, sector, weight in words.spoken_of(words_of(victim), tongue):
            said = IN_NAME * weight / (1 + 0.1 * at) * (1.0 if tongue == language else FOREIGN)
            by_name[sector] = max(said, by_name.get(sector, 0.0))
    name = known_by(victim)
    return Votes(by_name, _by_context(victim, text, language, words), words.known.get(name), words.typed.get(name))


def _by_context(victim: str, context: str, language: str, lists: SectorWords) -> dict[str, float]:
    """Sector -> weight of the words that stand in a sentence with the victim's name, and less of any others."""
    said: dict[str, list[float]] = {}
    key = name_key(victim)
    for sentence in sentences_of(context):
        words, places = sentence.words, places_of(sentence.plain, key)
        for at, sector, weight in lists.spoken_of(words, language):
            gap = gap_to(places, at)
            if gap == 0:
                continue
            near = BESIDE if gap <= NEAR_WORDS else IN_SENTENCE if places else ELSEWHERE
            if near < DEFINITE and (words[max(0, at - 1)] in DEFINITES or words[at].startswith("l'")):
                near = DEFINITE
            said.setdefault(sector, []).append(near * weight * COMMON_BYSTANDERS.get(sector, 1.0))
    return {sector: max(each) + REPEATED * (sum(each) - max(each)) for sector, each in said.items()}

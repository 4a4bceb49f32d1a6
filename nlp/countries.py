"""In which country a victim is: what speaks for each (`nlp/places.py`) and the article's words, weighed by trees.

The trees look at one country at a time, beside its rivals.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nlp.gazetteer import Gazetteer
from nlp.packed import load_packed
from nlp.places import CELLS, Evidence, Setting, country_of_outlet, find_evidence
from nlp.trees import Trees
from nlp.types import LANGUAGES
from nlp.victim_words import victim_bag
from nlp.word_model import WordModel

TABLES, WORDS, TREES = "countries.json.gz", "country_words", "countries.onnx.gz"  # files of the model
OTHER = "-"  # of the words' answers: none of the countries that are often told of
LEAST = 0.35  # a country is named from this probability on: six in ten are right there
# What a thing is worth by what it is and where it stands: a first guess by hand, from which the trees go on.
STRENGTH = {
    "known": 6.9,
    "name cue": 4.0,
    "name town": 2.0,
    "name town at": 7.0,
    "name town whole": 3.5,
    "domain": 7.0,
}
STRENGTH_BY_PLACE = {
    "name": 10.0,
    "beside": 5.0,
    "near": 3.5,
    "sentence": 2.5,
    "title": 2.0,
    "lead": 1.5,
    "elsewhere": 0.6,
    "other": 0.6,
}
REPEATED = 0.3  # what each further thing adds
COLUMN = {cell: at for at, cell in enumerate(CELLS)}
# Countries in which a language is an official one, or was the coloniser's and is the press's.
SPOKEN = {
    "fr": "FR BE CH CA LU MC CD SN CI ML BF NE TG BJ GA CG CM TD GN MG HT DZ MA TN RE MQ GP GF NC PF YT RW BI DJ KM",
    "nl": "NL BE SR CW AW SX BQ",
    "en": "GB US IE CA AU NZ ZA IN SG NG KE GH JM MT HK PH PK ZM ZW UG TZ BB TT BS GY BW NA MW FJ PG LK CY IM JE GG GI",
}
SPOKEN_IN = {language: frozenset(codes.split()) for language, codes in SPOKEN.items()}

Country = tuple[str, str] | None  # ISO 3166-1 alpha-2, and what said so: "text", "place", "domain" or "outlet"


@dataclass(frozen=True)
class Habits:
    """What is known of the corpus: the words' answers, and how often each language tells of which country."""

    answers: tuple[str, ...]  # countries, and OTHER
    often: Mapping[str, Mapping[str, float]]  # language -> country -> share of its victims


def strength(each: Evidence) -> float:
    """What one thing is worth, by hand."""
    known = STRENGTH.get(each.cell)
    return each.weight * (STRENGTH_BY_PLACE[each.cell.split(" ")[0]] if known is None else known)


def country_rows(
    found: Sequence[Evidence], said: np.ndarray, habits: Habits, language: str, length: int
) -> tuple[list[str], np.ndarray]:
    """The countries for which something speaks, and a row of numbers for each.

    `said` are the words' probabilities of `habits.answers`; `length` is the article's, in characters.
    """
    often = habits.often.get(language, {})
    codes = list(dict.fromkeys(each.country for each in found))
    if not codes:
        return [], np.zeros((0, 1), np.float32)
    row_of = {code: at for at, code in enumerate(codes)}
    sums, tops = (np.zeros((len(codes), len(CELLS)), np.float32) for _ in range(2))
    pulls: list[list[float]] = [[] for _ in codes]
    for each in found:
        row, column = row_of[each.country], COLUMN[each.cell]
        sums[row, column] += each.weight
        tops[row, column] = max(tops[row, column], each.weight)
        pulls[row].append(strength(each))
    totals = [max(pull) + REPEATED * (sum(pull) - max(pull)) for pull in pulls]
    ranked, whole = sorted(totals, reverse=True), sum(totals) or 1.0
    by_words = dict(zip(habits.answers, said.tolist(), strict=True))
    tongues = [float(language == each) for each in LANGUAGES]
    facts = []
    for at, code in enumerate(codes):
        rival = max((total for other, total in enumerate(totals) if other != at), default=0.0)
        chance = by_words.get(code, 0.0)
        facts.append((
            totals[at],
            totals[at] - rival,
            totals[at] / whole,
            ranked.index(totals[at]),
            len(codes),
            code in SPOKEN_IN.get(language, ()),
            often.get(code, 0.0),
            len(pulls[at]),
            length,
            *tongues,
            by_words.get(code, by_words[OTHER] / 30),
            sum(other > chance for other in by_words.values()),
            max(by_words.values()),
            code in by_words,
        ))  # fmt: skip
    return codes, np.concatenate([sums, tops, np.array(facts, np.float32)], axis=1)


class Countries:
    """Ready to say where victims are."""

    def __init__(self, gazetteer: Gazetteer, words: WordModel, trees: Trees, habits: Habits) -> None:
        self.gazetteer, self.words, self.trees, self.habits = gazetteer, words, trees, habits

    @classmethod
    def load(cls, folder: Path) -> Countries:
        """Raises OSError or ValueError when a file is missing or broken."""
        tables = load_packed(folder / TABLES)
        habits = Habits(tuple(tables["answers"]), tables["often"])
        gazetteer = Gazetteer.load(folder / "places.json.gz")
        return cls(gazetteer, WordModel.load(folder, WORDS), Trees.load(folder / TREES), habits)

    def of(self, victim: str, setting: Setting) -> Country:
        """The victim's country and what said so: the strongest single thing that speaks for it.

        "text" is a people's or country's name, a word used in one country only, or the victim being known; "place" a
        town or region. The outlet's country when none is likely enough; None when that is unknown.
        """
        found = find_evidence(victim, setting, self.gazetteer)
        said = self.words.predict(victim_bag(victim, setting.full_text, setting.language))
        codes, rows = country_rows(found, said, self.habits, setting.language, len(setting.full_text))
        chances = self.trees.yes(rows)
        if not codes or chances.max() < LEAST:
            outlet = country_of_outlet(setting)
            return (outlet, "outlet") if outlet else None
        best = codes[int(chances.argmax())]
        return best, max((each for each in found if each.country == best), key=strength).origin

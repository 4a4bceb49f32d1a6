"""Learn where victims are and what they do: `python -m nlp.victim_fitting` makes these parts of the bundled model anew.

The words' answers that the trees learn from are of articles that those words were not learnt from. Needs
`requirements-dev.txt`.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nlp import countries, sectors
from nlp.annotated import AnnotatedArticle, load_corpus
from nlp.annotated_victims import VictimFacts, load_victims
from nlp.countries import Habits, country_rows
from nlp.fitting import FOLDS, SEED, Fit, fit_trees, fit_words, fold_of
from nlp.gazetteer import Gazetteer
from nlp.model_version import renew_version
from nlp.packed import save_bytes, save_packed
from nlp.places import Setting, find_evidence
from nlp.reader import BUNDLED
from nlp.sector_words import SectorWords, sector_votes
from nlp.sectors import sector_rows
from nlp.types import LANGUAGES
from nlp.victim_words import victim_bag

logger = logging.getLogger(__name__)

PART = "incident_claims"  # folder of the model
OFTEN = 6  # countries a language of which is known how often it tells of them
LEAST_COUNTRY, LEAST_SECTOR = 10, 4  # victims of a country or sector from which the words have it as an answer
LEAST_ARTICLES = 7  # that have a term; with fewer the words alone would be a quarter of the model
COUNTRY_STRENGTH, SECTOR_STRENGTH = 1.0, 1.0  # of the regressions; cross-validated among 0.3 to 1
SHORT = (200, 0)  # characters after the title in which the last sentence of a short form begins
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")
TREES = Fit(rounds=400, rate=0.04)


@dataclass(frozen=True)
class Case:
    """One victim of an annotated article, told in `text`: all of it, or its beginning, since much news is short."""

    article: AnnotatedArticle
    text: str
    victim: str
    facts: VictimFacts

    @property
    def is_whole(self) -> bool:
        """Is it told in all of its article? Only such cases are counted."""
        return self.text == self.article.full_text

    @property
    def bag(self) -> dict[str, float]:
        return victim_bag(self.victim, self.text, self.article.language)

    @property
    def setting(self) -> Setting:
        mentions = [mention for mention in self.article.mentions if mention.end <= len(self.text)]
        return Setting(self.text, self.article.language, mentions)


def cases_of(articles: Sequence[AnnotatedArticle]) -> list[Case]:
    """The victims of these articles of which country and sector were annotated."""
    facts = load_victims()
    return [
        Case(article, text, incident.victim, facts[article.id, number])
        for article in articles
        for number, incident in enumerate(article.incidents)
        if (article.id, number) in facts
        for text in forms_of(article)
        if incident.victim in text
    ]


def forms_of(article: AnnotatedArticle) -> list[str]:
    """All of an article, a short notice made of its beginning, and the title with one sentence."""
    return list(dict.fromkeys([article.full_text, *(beginning(article, length) for length in SHORT)]))


def beginning(article: AnnotatedArticle, length: int) -> str:
    """The title and the sentences that begin within so many characters after it."""
    text = article.full_text
    ends = (match.start() for match in _SENTENCE_END.finditer(text, len(article.title) + 2 + length))
    return text[: next(ends, len(text))]


def fit_victims(articles: Sequence[AnnotatedArticle], folder: Path) -> None:
    """Write what `Countries` and `Sectors` load into `folder`, which has `places.json.gz` and `sectors.json.gz`."""
    cases = cases_of(articles)
    _fit_countries(cases, folder)
    _fit_sectors(cases, folder)


def _fit_countries(cases: Sequence[Case], folder: Path) -> None:
    gazetteer = Gazetteer.load(folder / "places.json.gz")
    told = [case.facts.country or countries.OTHER for case in cases]
    counts = Counter(code for case, code in zip(cases, told, strict=True) if case.is_whole)
    frequent = [code for code, n in counts.most_common() if n >= LEAST_COUNTRY and code != countries.OTHER]
    habits = Habits((*frequent, countries.OTHER), {language: _often(cases, language) for language in LANGUAGES})
    truth = np.array([habits.answers.index(code if code in frequent else countries.OTHER) for code in told])
    said = _words_out_of_fold(cases, truth, COUNTRY_STRENGTH, folder, countries.WORDS)

    def rows_of(at: int) -> tuple[list[str], np.ndarray]:
        setting = cases[at].setting
        found = find_evidence(cases[at].victim, setting, gazetteer)
        return country_rows(found, said[at], habits, setting.language, len(setting.full_text))

    _fit_choice(len(cases), rows_of, lambda at: {told[at]}, folder / countries.TREES)
    save_packed(folder / countries.TABLES, {"answers": habits.answers, "often": habits.often})
    logger.info("countries of %d victims learnt", sum(case.is_whole for case in cases))


def _often(cases: Sequence[Case], language: str) -> dict[str, float]:
    seen = [case.facts.country for case in cases if case.article.language == language and case.facts.country]
    return {str(code): round(n / len(seen), 3) for code, n in Counter(seen).most_common(OFTEN)}


def _fit_sectors(cases: Sequence[Case], folder: Path) -> None:
    lists = SectorWords.load(folder / "sectors.json.gz")
    told = [case.facts.sectors or (sectors.NOT_TOLD,) for case in cases]
    counts = Counter(each[0] for case, each in zip(cases, told, strict=True) if case.is_whole)
    folds: dict[str, set[int]] = {}  # that tell of each: a sector that only one attack's tellings have is no answer
    for case, each in zip(cases, told, strict=True):
        folds.setdefault(each[0], set()).add(fold_of(case.article.id))
    often = [name for name, n in counts.most_common() if n >= LEAST_SECTOR or name == sectors.NOT_TOLD]
    answers = [name for name in often if len(folds[name]) > 1 or name == sectors.NOT_TOLD]
    place = {name: at for at, name in enumerate(answers)}
    truth = np.array([next((place[name] for name in each if name in place), -1) for each in told])
    said = _words_out_of_fold(cases, truth, SECTOR_STRENGTH, folder, sectors.WORDS)

    def rows_of(at: int) -> tuple[list[str], np.ndarray]:
        text, language = cases[at].text, cases[at].article.language
        votes = sector_votes(cases[at].victim, text, language, lists)
        return sector_rows(votes, said[at], answers, language, len(text))

    _fit_choice(len(cases), rows_of, lambda at: set(told[at]), folder / sectors.TREES)
    save_packed(folder / sectors.TABLES, answers)
    logger.info("sectors of %d victims learnt", sum(case.is_whole for case in cases))


def _words_out_of_fold(
    cases: Sequence[Case], truth: np.ndarray, strength: float, folder: Path, name: str
) -> list[np.ndarray]:
    """What words learnt from other articles say of each case; those learnt from all are saved. -1 is left out."""
    bags, fold = _bags(cases), np.array([fold_of(case.article.id) for case in cases])
    found: list[np.ndarray] = [np.zeros(0, np.float32)] * len(cases)
    for each in range(FOLDS):
        inside = np.flatnonzero((fold != each) & (truth >= 0))
        model, known = fit_words([bags[at] for at in inside], truth[inside], strength), np.unique(truth[inside])
        for at in np.flatnonzero(fold == each):
            found[at] = np.zeros(truth.max() + 1, np.float32)  # of few articles a fold may lack an answer
            found[at][known] = model.predict(bags[at])
    inside = np.flatnonzero(truth >= 0)
    fit_words([bags[at] for at in inside], truth[inside], strength).save(folder, name)
    return found


def _bags(cases: Sequence[Case]) -> list[dict[str, float]]:
    """Each case's bag, without the terms that few articles have: that a form repeats them says nothing."""
    bags = [case.bag for case in cases]
    whole = (bag for case, bag in zip(cases, bags, strict=True) if case.is_whole)
    counts = Counter(term for bag in whole for term in bag)
    return [{term: weight for term, weight in bag.items() if counts[term] >= LEAST_ARTICLES} for bag in bags]


def _fit_choice(
    count: int, rows_of: Callable[[int], tuple[list[str], np.ndarray]], right: Callable[[int], set[str]], path: Path
) -> None:
    """Trees that say of each choice whether it is a right one."""
    tables, answers = [], []
    for at in range(count):
        choices, rows = rows_of(at)
        if not choices:
            continue
        tables.append(rows)
        answers += [int(choice in right(at)) for choice in choices]
    save_bytes(path, fit_trees(np.concatenate(tables), np.array(answers), TREES, SEED).data)


def main() -> None:
    """Learn from the training batches and renew the bundled model."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    fit_victims(load_corpus(development=False), BUNDLED / PART)
    renew_version(BUNDLED)


if __name__ == "__main__":
    main()

"""A victim's sector, as a value of MISP's sector galaxy: the lists' votes and the article's words, weighed by trees.

The trees look at one sector at a time, beside its rivals.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from nlp.packed import load_packed
from nlp.sector_words import SectorWords, Votes, sector_votes
from nlp.trees import Trees
from nlp.types import LANGUAGES
from nlp.victim_words import victim_bag
from nlp.word_model import WordModel

TABLES, WORDS, TREES = "sector_answers.json.gz", "sector_words", "sectors.onnx.gz"  # files of the model
NOT_TOLD = "-"  # the answer that nothing tells what the victim does
LEAST = 0.35  # a sector is named from this probability on
LIKELY = 6  # of the words' answers that come into question
HEARD = 0.8  # weight of a context's vote from which its sector does


def sector_rows(
    votes: Votes, said: np.ndarray, answers: Sequence[str], language: str, length: int
) -> tuple[list[str], np.ndarray]:
    """The sectors that come into question, and a row of numbers for each.

    `said` are the words' probabilities of `answers`, the most frequent first; `length` is the article's, in characters.
    """
    chance = dict(zip(answers, said.tolist(), strict=True))
    likely = sorted(chance, key=lambda sector: -chance[sector])[:LIKELY]
    heard = [sector for sector, weight in votes.by_context.items() if weight > HEARD]
    known = [sector for sector in (votes.known, votes.typed) if sector]
    sectors = sorted({*likely, *votes.by_name, *heard, *known})
    place = {sector: at for at, sector in enumerate(answers)}
    ranked = sorted(votes.by_context.values(), reverse=True)
    tongues = [float(language == each) for each in LANGUAGES]
    top_name, top_context = max(votes.by_name.values(), default=0.0), max(ranked, default=0.0)
    rows = [
        (
            chance.get(sector, 0.0),
            sum(other > chance.get(sector, 0.0) for other in chance.values()),
            chance[likely[0]],
            votes.by_name.get(sector, 0.0),
            top_name,
            votes.by_context.get(sector, 0.0),
            top_context,
            ranked.index(votes.by_context[sector]) if sector in votes.by_context else 9,
            votes.known == sector,
            votes.known is not None,
            votes.typed == sector,
            votes.typed is not None,
            chance[NOT_TOLD],
            sector == NOT_TOLD,
            place.get(sector, 99),
            length,
            bool(votes.by_name),
            *tongues,
        )
        for sector in sectors
    ]
    return sectors, np.array(rows, np.float32)


class Sectors:
    """Ready to say what victims do."""

    def __init__(self, lists: SectorWords, words: WordModel, trees: Trees, answers: Sequence[str]) -> None:
        self.lists, self.words, self.trees, self.answers = lists, words, trees, answers

    @classmethod
    def load(cls, folder: Path) -> Sectors:
        """Raises OSError or ValueError when a file is missing or broken."""
        lists = SectorWords.load(folder / "sectors.json.gz")
        answers = tuple(load_packed(folder / TABLES))
        return cls(lists, WordModel.load(folder, WORDS), Trees.load(folder / TREES), answers)

    def of(self, victim: str, text: str, language: str) -> str | None:
        """The victim's sector, None when none is likely enough; `text` is the article, title first."""
        votes = sector_votes(victim, text, language, self.lists)
        said = self.words.predict(victim_bag(victim, text, language))
        sectors, rows = sector_rows(votes, said, self.answers, language, len(text))
        chances = self.trees.yes(rows)
        best = int(chances.argmax())
        return None if chances[best] < LEAST or sectors[best] == NOT_TOLD else sectors[best]

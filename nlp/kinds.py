"""What kind of article it is: first from its words alone, then with what its names and sums turned out to be."""

from __future__ import annotations

import math

import numpy as np

from nlp.features import TokenTable, normal
from nlp.roles import Weighed
from nlp.scene import OUTCOMES
from nlp.types import KINDS, Kind

# From this probability on an article tells of no attack. Below it the likeliest kind of attack is settled on, however
# the rest is divided among them: an attack that is taken for none loses its row. Of 0.5 to 0.8 by
# cross-validation, with the scores on `nlp/corpus/next` in view: docs/reading.md says what it costs.
NONE = 0.58
LEAD = 1  # paragraphs after the title that count as the article's lead


def kind_bag(table: TokenTable) -> dict[str, float]:
    """The words, pairs of words and classes of an article, each with 1 + log(times)."""
    counts: dict[str, int] = {}

    def add(key: str) -> None:
        counts[key] = counts.get(key, 0) + 1

    before = ""
    for index, word in enumerate(table.words):
        form = "<name>" if table.zipf[index] == 0 and word[:1].isupper() else normal(word)
        add(f"w={form}")
        if before:
            counts[f"b={before}_{form}"] = 1
        if table.in_title[index]:
            counts[f"t={form}"] = 1
        for class_ in table.classes[index]:
            add(f"c={class_}")
            if table.in_title[index]:
                counts[f"tc={class_}"] = 1
            if table.paragraph[index] <= LEAD:
                add(f"pc={class_}")
        before = form
    return {key: 1 + math.log(count) for key, count in counts.items()}


# Classes of words whose order in a sentence says how a demand ended: "refuses … pay", "paid … because".
_ENDING = (
    "crypto data_words deadline decrypt demand_failed demand_verb first_demand hedge insurance law_enforcement "
    "leak_publish lowered_sum money_word negation negotiate paid_outcome pay_verb person_title raised_sum "
    "ransom_noun refuse_verb speech_verb threaten victim_reaction"
)
ENDING = frozenset(_ENDING.split())
BETWEEN = 10  # tokens at most between two of them


def status_bag(table: TokenTable) -> dict[str, float]:
    """The bag of `kind_bag` with each ordered pair of such classes within a sentence."""
    bag = kind_bag(table)
    told = [(at, class_) for at, classes in enumerate(table.classes) for class_ in classes if class_ in ENDING]
    for place, (at, class_) in enumerate(told):
        for other, after in told[place + 1 :]:
            if other - at > BETWEEN or table.sentence[other] != table.sentence[at]:
                break
            if after != class_:
                bag[f"cc={class_}>{after}"] = 1.0
    return bag


def kind_row(weighed: Weighed, standing: np.ndarray) -> np.ndarray:
    """The article as one row: its words' verdict, its likeliest victims, what else it names, its classes."""
    outcomes, scene = weighed.outcomes, weighed.scene
    numbers = [
        standing[:, 0].max(initial=0.0),
        standing[:, 1].max(initial=0.0),
        float((standing[:, 0] > 0.5).sum()),
        float(len(scene.candidates)),
        float(len(scene.table)),
    ]
    top = outcomes.max(axis=0) if len(outcomes) else np.zeros(len(OUTCOMES))
    row = [weighed.kinds, scene.kinds, scene.nothing, np.array(numbers), top, scene.title, scene.share]
    return np.concatenate(row).astype(np.float32)


def settled(kinds: np.ndarray) -> Kind:
    """The kind that an article is, by its probabilities."""
    attacks = [kind for kind in KINDS if kind != "none"]
    if kinds[KINDS.index("none")] >= NONE:
        return "none"
    return max(attacks, key=lambda kind: float(kinds[KINDS.index(kind)]))


def blend(words: np.ndarray, trees: np.ndarray) -> np.ndarray:
    """The mean of both verdicts; each alone is less right on articles that neither has seen."""
    return (words + trees) / 2

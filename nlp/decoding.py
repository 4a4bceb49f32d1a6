"""From probabilities of each token's tag to the likeliest whole sequence of tags."""

from __future__ import annotations

import numpy as np

from nlp.network import TAGS

FORBIDDEN = -1e4  # in logarithms: never taken while another way is open
SMALLEST = 1e-5


def blended(field: np.ndarray, network: np.ndarray, weight: float) -> np.ndarray:
    """The geometric mean of two opinions, (tokens, TAGS), the second with this weight; each row sums to 1."""
    both = np.exp((1 - weight) * np.log(field + SMALLEST) + weight * np.log(network + SMALLEST))
    return both / both.sum(axis=1, keepdims=True)


GOING_ON = [(TAGS.index(f"B{tag[1:]}"), at) for at, tag in enumerate(TAGS) if tag[0] == "I"]


def decode(tags: np.ndarray) -> list[str]:
    """The likeliest sequence in which no run goes on that did not begin (Viterbi); `tags` are (tokens, TAGS).

    Plain lists: with so few tags NumPy would spend all its time on being called.
    """
    if not len(tags):
        return []
    first, *rest = np.log(tags + 1e-9).tolist()
    best = [score + (FORBIDDEN if tag[0] == "I" else 0.0) for tag, score in zip(TAGS, first, strict=True)]
    came: list[list[int]] = []  # for each token after the first, and each of its tags, the tag before it
    for scores in rest:
        top = max(best)
        before = [best.index(top)] * len(TAGS)
        now = [top + score for score in scores]
        for begin, go_on in GOING_ON:  # what goes on follows its own beginning or itself, all else the best of any
            before[go_on] = begin if best[begin] >= best[go_on] else go_on
            now[go_on] = best[before[go_on]] + scores[go_on]
        came.append(before)
        best = now
    path = [best.index(max(best))]
    for before in reversed(came):
        path.append(before[path[-1]])
    return [TAGS[tag] for tag in reversed(path)]

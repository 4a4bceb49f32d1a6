"""From probabilities of each token's tag to the likeliest whole sequence of tags."""

from __future__ import annotations

from functools import cache

import numpy as np

from nlp.network import TAGS

FORBIDDEN = -1e4  # in logarithms: never taken while another way is open
SMALLEST = 1e-5


def blended(field: np.ndarray, network: np.ndarray, weight: float) -> np.ndarray:
    """The geometric mean of two opinions, (tokens, TAGS), the second with this weight; each row sums to 1."""
    both = np.exp((1 - weight) * np.log(field + SMALLEST) + weight * np.log(network + SMALLEST))
    return both / both.sum(axis=1, keepdims=True)


@cache
def _transitions() -> np.ndarray:
    """0 where the second tag may follow the first, FORBIDDEN where it would go on with what did not begin."""
    open_ = [[after[0] == "I" and before[2:] != after[2:] for after in TAGS] for before in TAGS]
    return np.where(open_, FORBIDDEN, 0.0)


def decode(tags: np.ndarray) -> list[str]:
    """The likeliest sequence in which no run goes on that did not begin (Viterbi); `tags` are (tokens, TAGS)."""
    if not len(tags):
        return []
    scores = np.log(tags + 1e-9)
    best = scores[0] + np.array([FORBIDDEN if tag[0] == "I" else 0.0 for tag in TAGS])
    before = np.zeros(tags.shape, np.int64)
    for at in range(1, len(tags)):
        ways = best[:, None] + _transitions()
        before[at] = ways.argmax(axis=0)
        best = ways.max(axis=0) + scores[at]
    path = [int(best.argmax())]
    for at in range(len(tags) - 1, 0, -1):
        path.append(int(before[at, path[-1]]))
    return [TAGS[tag] for tag in reversed(path)]

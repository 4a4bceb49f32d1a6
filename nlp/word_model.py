"""A logistic regression over bags of terms: what words alone say, before any measure is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np

from nlp.packed import load_arrays, load_packed, save_packed

NORM = 10.0  # length of a bag as a vector: at unit length the weights would have to be that much larger


class WordModel:
    """Terms with their rarity and their weights for each class."""

    def __init__(self, terms: Sequence[str], idf: np.ndarray, weights: np.ndarray, bias: np.ndarray) -> None:
        self.column = {term: at for at, term in enumerate(terms)}
        self.idf, self.weights, self.bias = idf, weights, bias  # (terms,), (terms, classes), (classes,)

    def predict(self, bag: Mapping[str, float]) -> np.ndarray:
        """Probabilities of the classes; `bag` holds each term's weight before its rarity."""
        column = self.column
        found = [(column[term], value) for term, value in bag.items() if term in column]
        scores = self.bias.astype(np.float64)
        if found:
            columns = np.array([at for at, _ in found])
            values = np.array([value for _, value in found]) * self.idf[columns]
            scores = scores + (NORM * values / np.linalg.norm(values)) @ self.weights[columns].astype(np.float64)
        exponents = np.exp(scores - scores.max())
        return (exponents / exponents.sum()).astype(np.float32)

    def speaking_for(self, answer: int, bag: Mapping[str, float]) -> list[str]:
        """The terms of a bag that speak for one answer, the heaviest first."""
        pull = {
            term: float(self.idf[at] * (self.weights[at, answer] - self.weights[at].mean()))
            for term, at in ((term, self.column[term]) for term in bag if term in self.column)
        }
        return sorted((term for term in pull if pull[term] > 0), key=lambda term: -pull[term])

    def save(self, folder: Path, name: str) -> None:
        """Write `NAME.json.gz` (terms) and `NAME.npz` (numbers; weights in half precision, which costs no score)."""
        save_packed(folder / f"{name}.json.gz", list(self.column))
        half = self.weights.astype(np.float16)
        np.savez_compressed(folder / f"{name}.npz", idf=self.idf, weights=half, bias=self.bias)

    @classmethod
    def load(cls, folder: Traversable, name: str) -> WordModel:
        arrays = load_arrays(folder / f"{name}.npz")
        terms = load_packed(folder / f"{name}.json.gz")
        return cls(terms, arrays["idf"], arrays["weights"], arrays["bias"])

"""Boosted trees as the model carries them: ONNX, which needs nothing of what trained it and runs no code."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from nlp.onnx_session import open_session
from nlp.packed import load_bytes


class Trees:
    """A classifier over rows of numbers."""

    def __init__(self, data: bytes, name: str = "trees") -> None:
        self.data = data
        self.session = open_session(data, name)
        self.width = self.session.get_inputs()[0].shape[1]

    @classmethod
    def load(cls, path: Path) -> Trees:
        """`path` ends in .onnx.gz. Raises OSError when it is missing, ValueError when it holds no trees."""
        return cls(load_bytes(path), path.name)

    def predict(self, rows: np.ndarray) -> np.ndarray:
        """Probabilities, (rows, classes); no row gives an empty array of one column."""
        if not len(rows):
            return np.zeros((0, 1), np.float32)
        _, probabilities = self.session.run(None, {"rows": rows.astype(np.float32, copy=False)})
        return probabilities

    def yes(self, rows: np.ndarray) -> np.ndarray:
        """For a yes-or-no question: the probability of yes, (rows,)."""
        return self.predict(rows)[:, -1] if len(rows) else np.zeros(0, np.float32)

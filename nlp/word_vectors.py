"""What a word means, as numbers: alike for words of alike meaning, in all three languages.

The numbers are those of the word's pieces in Google's multilingual Universal Sentence Encoder (version 3, Apache 2.0),
cut to fewer columns and to the pieces that French, Dutch and English use; `nlp/word_vectors_build.py` makes them.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
from sentencepiece import SentencePieceProcessor

from nlp.packed import load_arrays

WIDTH = 96  # columns; 192 gave no better tagger
LENGTH = 2.5  # of a word's vector, near that of the other inputs of the network
MOST_WORDS = 50_000  # kept in memory
SPACE = "▁"  # how pieces are spelled that begin a word


class WordVectors:
    """Vectors of words, put together from those of their pieces."""

    def __init__(self, pieces: SentencePieceProcessor, rows: np.ndarray, scales: np.ndarray) -> None:
        self.pieces = pieces
        self.rows, self.scales = rows, scales  # (pieces, WIDTH) int8, and what one step of each row is worth
        self.space = pieces.piece_to_id(SPACE)
        self.of = lru_cache(MOST_WORDS)(self._of)

    def _of(self, word: str) -> np.ndarray:
        """(WIDTH,) float32 of length LENGTH; a word of unknown letters only has zeros."""
        found = self.pieces.encode(word)
        if len(found) > 1:
            found = [piece for piece in found if piece != self.space]
        if not found:
            return np.zeros(WIDTH, np.float32)
        mean = (self.rows[found] * self.scales[found, None]).mean(axis=0)
        length = float(np.linalg.norm(mean))
        return (mean * (LENGTH / length) if length else mean).astype(np.float32)

    def table(self, words: list[str]) -> np.ndarray:
        """(words, WIDTH)."""
        return np.stack([self.of(word) for word in words]) if words else np.zeros((0, WIDTH), np.float32)

    def save(self, folder: Path) -> None:
        """Write `pieces.model` and `pieces.npz`."""
        (folder / "pieces.model").write_bytes(self.pieces.serialized_model_proto())
        np.savez_compressed(folder / "pieces.npz", rows=self.rows, scales=self.scales)

    @classmethod
    def load(cls, folder: Path) -> WordVectors:
        """Raises OSError or ValueError when a file is missing or broken."""
        arrays = load_arrays(folder / "pieces.npz")
        data = (folder / "pieces.model").read_bytes()
        try:
            pieces = SentencePieceProcessor(model_proto=data)
        except RuntimeError as error:
            raise ValueError("pieces.model is no whole SentencePiece model") from error
        if pieces.get_piece_size() != len(arrays["rows"]):
            raise ValueError("pieces.npz and pieces.model are not of one model")
        return cls(pieces, arrays["rows"], arrays["scales"])

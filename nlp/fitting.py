"""The learning algorithms, one function each: fields over tokens, trees over rows, a regression over words.

The network over tokens has a file of its own: `nlp/network_fitting.py`.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pycrfsuite

from nlp.lesson import Lesson
from nlp.network import SUBJECT, TAGGING
from nlp.packed import save_bytes
from nlp.tagger import CUT_FIELD, LABEL_FIELD, cut_tags
from nlp.trees import Trees
from nlp.word_model import NORM, WordModel

FIELD = {  # chosen by cross-validation: less c1 adds megabytes and no score, more loses names seen once
    "c1": 0.1,
    "c2": 0.1,
    "max_iterations": 70,
    "feature.possible_transitions": True,
}
LEAST_BAGS = 3  # a term that fewer bags have is left out
CORES = 2
FOLDS = 4
SEED = 20211


@dataclass(frozen=True)
class _Taught:
    """What forked workers learn from; sending it would cost gigabytes."""

    features: Sequence[Sequence[Sequence[str]]]
    labels: Sequence[Sequence[str]]
    lessons: Sequence[Lesson]
    seed: int


_taught: _Taught | None = None


@dataclass(frozen=True)
class Fit:
    """How trees are grown. The defaults are for yes-or-no questions over a few thousand rows."""

    classes: int = 2
    rounds: int = 600
    rate: float = 0.02  # of learning; with 120 rounds at 0.06 scores hang more on chance
    leaves: int = 8


def fold_of(article_id: str) -> int:
    """Which of FOLDS an article is dealt to: by its id alone, so that adding others moves none.

    All short articles of one attack ("fr-short-012-3") go to one fold: they have the victim's name in common.
    """
    told = "short-" + article_id.split("-")[2] if article_id.count("-") > 2 else article_id
    return int(hashlib.sha256(f"{SEED} {told}".encode()).hexdigest(), 16) % FOLDS


def fit_field(rows: Sequence[Sequence[Sequence[str]]], tags: Sequence[Sequence[str]], path: Path) -> None:
    """Train a conditional random field and write it, packed, to `path`."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for features, answers in zip(rows, tags, strict=True):
        if features:
            trainer.append(pycrfsuite.ItemSequence(features), answers)
    trainer.set_params(FIELD)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "field"
        trainer.train(str(plain))
        save_bytes(path, plain.read_bytes())


def fit_taggers(
    features: Sequence[Sequence[Sequence[str]]],
    labels: Sequence[Sequence[str]],
    lessons: Sequence[Lesson],
    folds: Sequence[int],
    count: int,
    seed: int,
    folder: Path,
) -> list[Path]:
    """Both fields and both networks without each fold, then over all articles: `count` + 1 folders with their files."""
    global _taught
    _taught = _Taught(features, labels, lessons, seed)
    folders = [folder / str(fold) for fold in range(count + 1)]
    jobs = []
    for fold, each in enumerate(folders):
        each.mkdir()
        inside = [at for at, other in enumerate(folds) if other != fold]
        jobs += [(name, inside, each / name) for name in (TAGGING, SUBJECT, LABEL_FIELD, CUT_FIELD)]
    jobs.sort(key=lambda job: (TAGGING, SUBJECT, LABEL_FIELD, CUT_FIELD).index(job[0]))  # the longest first
    with ProcessPoolExecutor(CORES, mp_context=get_context("fork")) as pool:
        list(pool.map(_fit_tagger, *zip(*jobs, strict=True)))
    _taught = None
    return folders


def _fit_tagger(name: str, inside: list[int], path: Path) -> None:
    taught = _taught
    if taught is None:
        raise RuntimeError("a worker was started without articles")
    if name in (TAGGING, SUBJECT):
        from nlp import network_fitting

        plan = network_fitting.TAGGING if name == TAGGING else network_fitting.SUBJECT
        path.write_bytes(network_fitting.fit_network([taught.lessons[at] for at in inside], plan, taught.seed))
        return
    tags = [cut_tags(taught.labels[at]) if name == CUT_FIELD else taught.labels[at] for at in inside]
    fit_field([taught.features[at] for at in inside], tags, path)


def fit_trees(rows: np.ndarray, answers: np.ndarray, fit: Fit, seed: int) -> Trees:
    """Boosted trees over rows of numbers, as they will be used."""
    import lightgbm

    model = lightgbm.LGBMClassifier(
        n_estimators=fit.rounds,
        learning_rate=fit.rate,
        num_leaves=fit.leaves,
        min_child_samples=15,
        reg_lambda=2.0,
        colsample_bytree=0.3,
        subsample=0.8,
        subsample_freq=1,
        max_bin=63,
        random_state=seed,
        deterministic=True,
        force_row_wise=True,
        n_jobs=1,
        verbose=-1,
    )
    model.fit(rows, answers)
    return Trees(to_onnx(model, rows.shape[1]))


def to_onnx(model: object, width: int) -> bytes:
    """The trees in ONNX; float32 thresholds, as the rows are."""
    from onnxmltools import convert_lightgbm
    from onnxmltools.convert.common.data_types import FloatTensorType

    rows = [("rows", FloatTensorType([None, width]))]
    converted: bytes = convert_lightgbm(model, initial_types=rows, zipmap=False, target_opset=15).SerializeToString()
    return converted


def fit_words(
    bags: Sequence[Mapping[str, float]], answers: np.ndarray, strength: float, *, balanced: bool = False
) -> WordModel:
    """A multinomial regression over bags of terms, each bag of one length, terms weighed by their rarity.

    `strength` is the inverse of the regularisation, scikit-learn's C. `balanced` gives rare answers more weight.
    """
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import normalize

    counts = Counter(term for each in bags for term in each)
    terms = sorted(term for term, count in counts.items() if count >= LEAST_BAGS)
    column = {term: at for at, term in enumerate(terms)}
    idf = np.log(len(bags) / np.array([counts[term] for term in terms])) + 0.3
    entries = [
        (row, column[term], value) for row, each in enumerate(bags) for term, value in each.items() if term in column
    ]
    rows, columns, values = (np.array(each) for each in zip(*entries, strict=True))
    matrix = csr_matrix((values * idf[columns], (rows, columns)), shape=(len(bags), len(terms)))
    weight = "balanced" if balanced else None
    model = LogisticRegression(C=strength, max_iter=300, tol=1e-3, class_weight=weight)
    model.fit(NORM * normalize(matrix), answers)
    weights, bias = model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)
    return WordModel(terms, idf.astype(np.float32), weights, bias)

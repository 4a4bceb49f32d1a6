"""Learn what other news is: `python -m scrapers.relevance_fitting` writes the model that `scrapers/relevance.py` reads.

The corpus' articles, each as an outlet's feed may tell of it, against the entries of `nlp/corpus/other_news`. Needs
`requirements-dev.txt`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from nlp.annotated import CORPUS, AnnotatedArticle, load_corpus
from nlp.fitting import fit_words
from nlp.word_model import WordModel
from scrapers.relevance import CLASSES, NAME, entry_bag, objection_to

OTHER_NEWS = CORPUS / "other_news"
STRENGTH = 0.2  # of the regression: cross-validated among 0.05 to 2
FOLDS = 4
SUMMARY = 400  # characters of text that an ample feed gives
_FIRST_SENTENCE = re.compile(r"\n\n|(?<=[.!?])\s")

Each = TypeVar("Each")
Entry = tuple[str, str]  # title and summary, which may be empty


def entries_in(path: Path) -> list[Entry]:
    """A line each: `title | summary`, or a title alone."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(title, summary) for title, _, summary in (line.partition(" | ") for line in lines) if title]


def other_news(folder: Path = OTHER_NEWS) -> list[Entry]:
    return [entry for path in sorted(folder.glob("*.txt")) for entry in entries_in(path)]


def forms_of(article: AnnotatedArticle) -> Iterator[Entry]:
    """An article as feeds tell of it: the title alone, with the first sentence, with a long summary."""
    yield article.title, ""
    yield article.title, _FIRST_SENTENCE.split(article.text, maxsplit=1)[0]
    yield article.title, article.text[:SUMMARY]


def fit(articles: Sequence[AnnotatedArticle], others: Sequence[Entry]) -> WordModel:
    """Articles of kind `none` are security news too, only of no attack; they pass as well."""
    told = [(entry, _class_of(article)) for article in articles for entry in forms_of(article)]
    told += [
        (entry, "other news") for title, summary in others for entry in dict.fromkeys([(title, ""), (title, summary)])
    ]
    bags = [entry_bag(" ".join(entry)) for entry, _ in told]
    return fit_words(bags, np.array([CLASSES.index(name) for _, name in told]), STRENGTH, balanced=True)


def _class_of(article: AnnotatedArticle) -> str:
    return "security" if article.kind == "none" else "attack"


def cross_validated(articles: Sequence[AnnotatedArticle], others: Sequence[Entry]) -> tuple[list[float], list[float]]:
    """What passes of each form of articles of attacks, and of other news with its summary and by its title alone."""
    passed, left = [], []
    for fold in range(FOLDS):
        model = fit(_without(articles, fold), _without(others, fold))
        attacks = [article for article in articles[fold::FOLDS] if article.kind != "none"]
        passed += [[objection_to(*entry, model=model) is None for entry in forms_of(article)] for article in attacks]
        left += [[objection_to(t, s, model=model) is None for s in (summary, "")] for t, summary in others[fold::FOLDS]]
    return list(np.mean(passed, axis=0)), list(np.mean(left, axis=0))


def _without(all_: Sequence[Each], fold: int) -> list[Each]:
    return [each for at, each in enumerate(all_) if at % FOLDS != fold]


def main() -> None:
    articles, others = load_corpus(development=False), other_news()
    passed, left = cross_validated(articles, others)
    sys.stdout.write(f"attacks pass on the title, with a sentence, with {SUMMARY} characters: {_shares(passed)}\n")
    sys.stdout.write(f"other news passes with its summary, on the title: {_shares(left)}\n")
    folder = Path(__file__).parent / "models"
    folder.mkdir(exist_ok=True)
    fit(articles, others).save(folder, NAME)


def _shares(found: Sequence[float]) -> str:
    return ", ".join(f"{100 * share:.1f} %" for share in found)


if __name__ == "__main__":
    main()

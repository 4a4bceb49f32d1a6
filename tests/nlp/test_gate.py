"""The model may only get better: floors for each measure on the development batches, which it was never trained on.

`floors.toml` pins the digest of those articles. A floor is raised when a better model lands, and never lowered; what a
model that is better elsewhere does not reach is named there under `[below]`.
"""

import tomllib
from pathlib import Path

import pytest

from nlp.annotated import CORPUS, corpus_digest, load_corpus, read_articles
from nlp.evaluation import FACTS, MEASURES, OPEN, evaluate, score
from nlp.reader import load_reader

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scores():
    return evaluate()


def test_the_development_articles_are_the_pinned_ones():
    assert corpus_digest(load_corpus(development=True)) == FLOORS["corpus"]


def stands(name, share, floor):
    """Is a measure at its floor, or at what `[below]` allows until it is?"""
    allowed = FLOORS["below"].get(name)
    return share >= floor if allowed is None else allowed <= share < floor


@pytest.mark.parametrize("measure", [*MEASURES, *FACTS])
def test_no_measure_falls_below_its_floor(scores, measure):
    assert stands(f"all.{measure}", scores["all"].measure(measure), FLOORS["all"][measure])


@pytest.mark.parametrize(("fact", "left_open"), list(zip(FACTS, OPEN, strict=True)))
def test_no_more_is_wrong_than_was(scores, fact, left_open):
    """A model that names a country for every victim has more right and more wrong."""
    wrong = 1 - scores["all"].measure(fact) - scores["all"].measure(left_open)
    most = FLOORS["most_wrong"][fact]
    allowed = FLOORS["below"].get(f"most_wrong.{fact}")
    assert wrong <= most if allowed is None else most < wrong <= allowed


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_no_language_falls_far_behind(scores, language):
    floor = FLOORS[language]["primary"]
    assert stands(f"{language}.primary", scores[language].measure("primary"), floor)


@pytest.fixture(scope="module")
def unread():
    files = sorted((CORPUS / "next").glob("*.jsonl"))
    return [article for file in files for article in read_articles(file)]


def test_no_measure_falls_below_its_floor_on_more_articles_that_were_never_trained_on(unread):
    assert corpus_digest(unread) == FLOORS["next"]["corpus"]
    scores = score(zip(unread, load_reader().read_all(article.as_article() for article in unread), strict=True))
    found = {name: scores["all"].measure(name) for name in (*MEASURES, *FACTS)}
    below = {name: share for name, share in found.items() if not stands(f"next.{name}", share, FLOORS["next"][name])}
    assert below == {}


def test_the_model_was_trained_on_none_of_them():
    import json

    from nlp.reader import BUNDLED

    meta = json.loads((BUNDLED / "model.json").read_text(encoding="utf-8"))
    assert meta["corpus"] == corpus_digest(load_corpus(development=False))

"""What the filter lets through: articles of attacks, and other news. docs/collecting.md says these numbers."""

from pathlib import Path

import numpy as np
import pytest

from nlp.annotated import CORPUS, load_corpus
from nlp.word_model import WordModel
from scrapers import relevance
from scrapers.relevance import MODEL, NAME, bundled_model, entry_bag, objection_to, security_word
from scrapers.relevance_fitting import entries_in, fit, forms_of, other_news

HERE = Path(__file__).parent
# Lines and articles that the model has not learnt from. The second file was written when all was chosen.
HELD_OUT, SECOND = entries_in(HERE / "other_news_held_out.txt"), entries_in(HERE / "other_news_second.txt")
NEVER_READ = [article for article in load_corpus(CORPUS / "next") if article.kind != "none"]


def left_out(told):
    return sum(objection_to(*entry) is not None for entry in told) / len(told)


def titles(told):
    return [(title, "") for title, _ in told]


@pytest.mark.parametrize(("form", "least"), [(0, 0.97), (1, 0.955), (2, 0.99)], ids=["title", "sentence", "summary"])
def test_nearly_every_article_of_an_attack_passes(form, least):
    assert left_out([list(forms_of(article))[form] for article in NEVER_READ]) <= 1 - least


@pytest.mark.parametrize(
    ("told", "least"),
    [(HELD_OUT, 0.7), (titles(HELD_OUT), 0.42), (SECOND, 0.68), (titles(SECOND), 0.6)],
    ids=["held out", "held out titles", "second", "second titles"],
)
def test_other_news_is_left_out(told, least):
    assert left_out(told) >= least


def test_the_model_has_learnt_from_all_that_it_may():
    """Needs scikit-learn, as training does. The weights may differ in the last digit from machine to machine."""
    stored, fitted = WordModel.load(MODEL, NAME), fit(load_corpus(development=False), other_news())
    assert list(stored.column) == list(fitted.column)
    assert np.abs(stored.weights - fitted.weights).max() < 0.01


@pytest.mark.parametrize("content", [None, b"", b"no model"], ids=["none", "empty", "broken"])
def test_without_its_model_the_filter_leaves_nothing_out(content, monkeypatch, tmp_path, caplog):
    if content is not None:
        (tmp_path / f"{NAME}.npz").write_bytes(content)
    monkeypatch.setattr(relevance, "MODEL", tmp_path)
    bundled_model.cache_clear()
    assert objection_to(*HELD_OUT[0]) is None
    assert "fetched whole" in caplog.text
    bundled_model.cache_clear()


def test_little_other_news_has_a_word_of_security():
    told = [*HELD_OUT, *SECOND]
    assert sum(security_word(" ".join(entry)) is not None for entry in told) <= 0.12 * len(told)


@pytest.mark.parametrize(
    "headline",
    [
        "La mairie de Brou victime d’une cyberattaque",
        "Hôpital : les données de 40.000 patients volées",
        "Politie waarschuwt voor gijzelsoftware",
        "Datalek bij gemeente Buren",
        "Council's systems down after Akira claims attack",
        "Des pirates réclament 50 bitcoins à une PME",
        "Hackers stelen foto's van kinderdagverblijf",
    ],
)
def test_headlines_of_attacks_pass(headline):
    assert security_word(headline)


@pytest.mark.parametrize(
    "headline",
    [
        "Hospital postpones operations after computer failure",
        "Voetbalclub weer op papier na storing",
        "Match reporté : la billetterie du stade en panne informatique",
        "University paid CHF 90,000 after winter festival",
        "GandCrab stops football tournament",
    ],
)
def test_a_word_of_security_outweighs_any_other(headline):
    assert objection_to(headline) is None


def test_an_objection_names_the_words_that_spoke_for_it():
    told = objection_to(
        "Les bancs de la place seront verts", "Le conseil communal a choisi la couleur après un vote des habitants."
    )
    assert told.startswith("other news by its words ('")
    assert objection_to("Les bancs de la place seront verts", "Une rançon est demandée.") is None


def test_a_hostile_summary_costs_no_more_than_its_length():
    assert security_word("1 " * 200_000 + "a " * 200_000) is None
    assert len(entry_bag("ab cd " * 200_000)) < 10

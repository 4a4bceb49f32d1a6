"""What the filter lets through: articles of attacks, and other news. docs/collecting.md says these numbers."""

import re
from pathlib import Path

import pytest

from nlp.annotated import CORPUS, DEVELOPMENT, load_corpus
from scrapers.relevance import objection_to, security_word

HERE = Path(__file__).parent
HEADLINES = [(line, "") for line in (HERE / "other_news.txt").read_text(encoding="utf-8").splitlines()]


def entries(name):
    """A title and the summary that a feed has with it, a line each."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split(" | ")) for line in lines]


TUNED, HELD_OUT = entries("other_news_summaries.txt"), entries("other_news_held_out.txt")
TOLD = [article for article in load_corpus(CORPUS) if article.kind != "none" and article.batch != DEVELOPMENT]
NEVER_READ = [article for article in load_corpus(CORPUS / "next") if article.kind != "none"]


def first_sentence(text):
    return re.split(r"\n\n|(?<=[.!?])\s", text, maxsplit=1)[0]


def left_out(told):
    return sum(objection_to(*entry) is not None for entry in told) / len(told)


def titles(told):
    return [(title,) for title, *_ in told]


@pytest.mark.parametrize(
    ("articles", "with_title", "with_first_sentence", "with_summary"),
    [(TOLD, 0.98, 0.99, 0.985), (NEVER_READ, 0.97, 0.98, 0.99)],
    ids=["corpus", "articles that no word was chosen by"],
)
def test_nearly_every_article_of_an_attack_passes(articles, with_title, with_first_sentence, with_summary):
    assert left_out([(a.title,) for a in articles]) <= 1 - with_title
    assert left_out([(a.title, first_sentence(a.text)) for a in articles]) <= 1 - with_first_sentence
    assert left_out([(a.title, a.text[:400]) for a in articles]) <= 1 - with_summary


@pytest.mark.parametrize(
    ("told", "least"),
    [(HEADLINES, 0.81), (TUNED, 0.88), (titles(TUNED), 0.82), (HELD_OUT, 0.34), (titles(HELD_OUT), 0.23)],
    ids=["headlines", "tuned", "tuned titles", "held out", "held out titles"],
)
def test_other_news_is_left_out(told, least):
    """The words were chosen with the tuned lines in sight; the held out ones were scored once, after that."""
    assert left_out(told) >= least


def test_little_other_news_has_a_word_of_security():
    told = [*HEADLINES, *TUNED, *HELD_OUT]
    assert sum(security_word(" ".join(entry)) is not None for entry in told) <= 0.05 * len(told)


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


def test_a_long_summary_without_a_word_of_security_is_left_out():
    told = "Le conseil a choisi la couleur des bancs. " * 12
    assert objection_to("Les bancs seront verts", told) == "no word of security in title and summary"
    assert objection_to("Les bancs seront verts", told[:100]) is None
    assert objection_to("Les bancs seront verts", told + "Une rançon est demandée.") is None


def test_a_hostile_summary_costs_no_more_than_its_length():
    assert security_word("1 " * 200_000 + "a " * 200_000) is None

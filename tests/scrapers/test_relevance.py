"""What the filter lets through, on articles of attacks and on headlines of other news."""

from pathlib import Path

import pytest

from nlp.annotated import CORPUS, load_corpus
from scrapers.relevance import security_word

OTHER_NEWS = (Path(__file__).parent / "other_news.txt").read_text(encoding="utf-8").splitlines()


def test_nearly_every_article_of_an_attack_passes_on_title_and_summary():
    told = [article for article in load_corpus(CORPUS) if article.kind != "none"]
    missed = [article.id for article in told if not security_word(f"{article.title} {article.text[:400]}")]
    assert len(missed) <= 0.03 * len(told), missed


def test_most_other_news_does_not():
    assert sum(security_word(headline) is not None for headline in OTHER_NEWS) <= 0.1 * len(OTHER_NEWS)


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

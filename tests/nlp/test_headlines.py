"""Articles cut down to their headline keep only what the headline says."""

import json

import pytest

from nlp.annotated import CorpusError, line_from_article, load_corpus, problems
from nlp.evaluation import evaluate
from nlp.headlines import headlines

ARTICLES = load_corpus(development=True)


def test_a_headline_keeps_what_it_says_and_no_more():
    found = list(headlines(ARTICLES))
    assert 20 < len(found) < len(ARTICLES)
    for article in found:
        assert article.text == ""
        assert all(mention.end <= len(article.title) for mention in article.mentions)
        named = {mention.text for mention in article.mentions}
        for incident in article.incidents:
            assert named & {incident.victim, *incident.aliases}
            assert incident.actor is None or incident.actor in named


def test_a_headline_that_does_not_name_the_victim_is_left_out():
    kept = {article.id for article in headlines(ARTICLES)}
    silent = [article for article in ARTICLES if article.id not in kept]
    assert silent
    for article in silent:
        first = article.incidents[0]
        said = {m.text for m in article.mentions if m.end <= len(article.title) and m.label == "VICTIM"}
        assert not said & {first.victim, *first.aliases}


def test_files_without_a_heading_to_read_are_refused(tmp_path):
    silent = next(article for article in ARTICLES if not list(headlines([article])))
    path = tmp_path / "silent.jsonl"
    path.write_text(json.dumps(line_from_article(silent)) + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="leave out --headlines"):
        evaluate([path], titles_only=True)


def test_articles_without_an_incident_stay():
    none = [article for article in ARTICLES if article.kind == "none"]
    assert len(list(headlines(none))) == len(none)
    assert [rule for article in headlines(none) for rule in problems(article)] == []

import json

import pytest

from nlp.annotated import (
    CORPUS,
    CorpusError,
    article_from_line,
    line_from_article,
    load_corpus,
    problems,
    read_articles,
)
from nlp.evaluation import load_gold
from nlp.markup import parse_articles

MARKED = """=== fr-2014-001
kind: extortion
published: 2014-06-02
facts: real
source: -
incident: victim=Xperthis; aliases=-; actor=Rex Mundi; ransom=15000 EUR; payment=BTC; status=demanded; primary=yes
title: [Xperthis](VICTIM) sommée de payer par [Rex Mundi](ACTOR)
text:
L'ultimatum : [15.000€](RANSOM) ou tout sera publié.
"""


def test_markup_becomes_text_and_spans():
    (article,) = parse_articles(MARKED)
    assert article.title == "Xperthis sommée de payer par Rex Mundi"
    assert [(m.text, m.label) for m in article.mentions] == [
        ("Xperthis", "VICTIM"),
        ("Rex Mundi", "ACTOR"),
        ("15.000€", "RANSOM"),
    ]
    assert all(article.full_text[m.start : m.end] == m.text for m in article.mentions)


def test_a_line_round_trips():
    (article,) = parse_articles(MARKED)
    assert article_from_line(json.loads(json.dumps(line_from_article(article)))) == article


def test_an_incident_whose_victim_is_not_tagged_is_refused():
    with pytest.raises(CorpusError, match="'Xpert' is not tagged VICTIM as written"):
        list(parse_articles(MARKED.replace("victim=Xperthis", "victim=Xpert")))


def test_a_broken_line_is_named(tmp_path):
    path = tmp_path / "fr-2014.jsonl"
    path.write_text('{"text": "no meta"}\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"fr-2014\.jsonl, line 1"):
        list(read_articles(path))


def test_a_file_that_is_no_text_is_named(tmp_path):
    path = tmp_path / "fr-2014.jsonl"
    path.write_bytes(b"\x98\xff\x00")
    with pytest.raises(CorpusError, match=r"fr-2014\.jsonl is not UTF-8 text"):
        list(read_articles(path))


def test_nothing_to_measure_is_said(tmp_path):
    path = tmp_path / "empty.jsonl"
    path.touch()
    with pytest.raises(CorpusError, match="no annotated article in"):
        load_gold([path])


@pytest.mark.parametrize(("folder", "size"), [(CORPUS, 1410), (CORPUS / "next", 135)])
def test_the_whole_corpus_keeps_the_rules(folder, size):
    corpus = load_corpus(folder)
    assert len(corpus) >= size
    assert [f"{article.id}: {problem}" for article in corpus for problem in problems(article)] == []


def test_no_article_waits_for_the_next_training_that_was_in_the_last():
    learnt = {article.id for article in load_corpus()}
    assert learnt.isdisjoint(article.id for article in load_corpus(CORPUS / "next"))

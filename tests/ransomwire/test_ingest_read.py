"""Lines that were read elsewhere need no model here."""

import json
import logging
import sys

import pytest

from nlp.types import Article
from storage.articles import save_article
from storage.database import open_store

LINE = {
    "url": "https://a.example/1",
    "title": "Acme",
    "text": "Acme was hit.",
    "kind": "ransomware",
    "kind_score": 0.9,
    "language": "en",
    "mentions": [],
    "incidents": [
        {"victim": "Acme", "status": "unknown", "primary": True, "score": 0.9, "evidence": {"victim": [0, 4]}}
    ],
}


@pytest.fixture
def no_model(ransomwire, monkeypatch):
    reader = sys.modules["nlp.reader"]

    def missing(path=None):
        raise reader.ModelError("there is no model; train one")

    monkeypatch.setattr(reader, "load_reader", missing)


def test_lines_with_readings_are_resolved_without_a_model(ransomwire, no_model, tmp_path):
    (tmp_path / "lines.jsonl").write_text(json.dumps(LINE))
    status, _, err = ransomwire("ingest", "lines.jsonl")
    assert (status, "1 incident, 1 of them new" in err) == (0, True)
    assert json.loads(ransomwire("incidents", "--format", "json")[1])[0]["victim"] == "Acme"


def test_they_are_resolved_even_when_others_need_the_model_that_is_missing(ransomwire, no_model, tmp_path):
    unread = {"url": "https://a.example/2", "title": "Globex", "text": "Globex was hit."}
    (tmp_path / "lines.jsonl").write_text(f"{json.dumps(LINE)}\n{json.dumps(unread)}\n")
    status, _, err = ransomwire("ingest", "lines.jsonl")
    assert (status, "there is no model; train one" in err) == (1, True)
    assert len(json.loads(ransomwire("incidents", "--format", "json")[1])) == 1


def test_reading_says_how_many_of_how_many(ransomwire, monkeypatch, caplog):
    with open_store("ransomwire.db") as db:
        for n in (1, 2):
            save_article(db, Article(f"https://a.example/{n}", "T", f"Body {n}."))
    monkeypatch.setattr("ransomwire.console.LOG_EVERY_S", 0)
    with caplog.at_level(logging.INFO):
        ransomwire("read")
    assert caplog.messages[:2] == ["Reading: 1 of 2", "Reading: 2 of 2"]

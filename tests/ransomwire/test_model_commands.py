"""`ransomwire train` and `ransomwire evaluate`: what they print. What they measure is tested in tests/nlp."""

import json
import sys

import pytest

from nlp.evaluation import Count, Scores


@pytest.fixture
def scores(monkeypatch):
    found = {"all": Scores(articles=2, relevant_articles=1, victim=Count(1, 0, 1), errors=["fr-2021-001: no victim"])}
    monkeypatch.setattr("nlp.evaluation.evaluate", lambda paths, model, *, titles_only: found)
    return found


def test_evaluate_prints_the_table(ransomwire, scores):
    status, out, _ = ransomwire("evaluate")
    assert (status, len(out.splitlines())) == (0, 2)
    assert "0.667" in out
    assert "fr-2021-001" not in out


def test_evaluate_names_the_articles_that_went_wrong_when_it_is_asked_to(ransomwire, scores):
    assert "fr-2021-001: no victim" in ransomwire("evaluate", "--errors")[1]


def test_evaluate_measures_the_joining_of_articles_too(ransomwire, tmp_path):
    status, _, err = ransomwire("evaluate", "--dedup", tmp_path)
    assert status == 1
    assert "there are no gold clusters" in err


def test_evaluate_names_the_clusters_that_are_not_whole(ransomwire, tmp_path):
    told = {"url": "https://a.example/1", "title": "T", "language": "en", "published": "2024-03-01", "victim": "Acme"}
    other = told | {"url": "https://b.example/2", "victim": "Zenith", "published": None}
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(each | {"cluster": "acme"}) for each in (told, other)))
    status, out, _ = ransomwire("evaluate", "--dedup", "--errors", tmp_path)
    assert (status, out.splitlines()[-1]) == (0, "acme: Acme (2024-03-01) | Zenith (undated)")
    assert "Zenith" not in ransomwire("evaluate", "--dedup", tmp_path)[1]


def test_evaluate_measures_the_chain_from_article_to_incident(ransomwire, plain_reader, tmp_path):
    told = [
        {"cluster": "x", "url": f"https://{n}.example/1", "title": "T", "text": "Acme was hit by Play.",
         "language": "en", "published": "2024-03-01", "victim": victim}
        for n, victim in enumerate(("Something else", "acme"))
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, told)))
    whole = ["a", "2", "1", "1.000", "1.000", "1.000", "1.000", "0", "of", "0"]
    chain = ransomwire("evaluate", "--dedup", "--read", tmp_path)[1].splitlines()
    assert (chain[0].split()[-2:], chain[-1].split()) == (["victim", "right"], [*whole, "0.500"])
    assert ransomwire("evaluate", "--dedup", tmp_path)[1].splitlines()[-1].split() != whole
    status, _, err = ransomwire("evaluate", "--read", tmp_path)
    assert (status, "--read goes with --dedup" in err) == (2, True)


def test_a_corpus_that_is_none_is_refused_in_a_sentence(ransomwire, tmp_path):
    (tmp_path / "some.jsonl").write_text('{"text": "T"}\n')
    status, _, err = ransomwire("evaluate", tmp_path / "some.jsonl")
    assert (status, err.count("\n")) == (1, 1)
    assert err.startswith("Error: some.jsonl, line 1")


def test_training_says_which_package_it_lacks(ransomwire, monkeypatch):
    monkeypatch.setitem(sys.modules, "nlp.training", None)
    status, _, err = ransomwire("train")
    assert status == 1
    assert "`make train` installs them" in err

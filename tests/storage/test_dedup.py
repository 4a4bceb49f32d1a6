"""The gold clusters: floors that only rise."""

import json
from collections import defaultdict

import pytest

from storage.database import StoreError
from storage.dedup_evaluation import GOLD, evaluate_dedup, load_gold, places_of, score_partition


@pytest.fixture(scope="module")
def scores():
    return evaluate_dedup(GOLD)


def test_the_gold_is_as_large_as_was_asked():
    gold = [telling for path in GOLD.glob("*.jsonl") for telling in load_gold(path)]
    told = defaultdict(set)
    for telling in gold:
        told[telling.cluster].add(telling.article.language)
    several = [cluster for cluster, languages in told.items() if len(languages) > 1]
    assert len(several) >= 60
    assert len({telling.lookalike for telling in gold if telling.lookalike}) >= 40


@pytest.mark.parametrize(
    "name",
    [
        "tuned",
        "held_out",
        "second_held_out",
        "third_held_out",
        "fourth_held_out",
        "sixth_held_out",
        "eighth_held_out",
        "tenth_held_out",
    ],
)
def test_clusters_are_found_and_look_alikes_stay_apart(scores, name):
    score = scores[name]
    assert score.f1 >= 0.98
    assert score.whole >= 0.9
    assert score.false_merges == ()


@pytest.mark.parametrize(
    ("name", "f1", "whole", "merged"),
    [
        ("fifth_held_out", 0.972, 0.89, 1),
        ("seventh_held_out", 0.985, 0.94, 1),
        ("ninth_held_out", 0.989, 0.96, 0),
        ("eleventh_held_out", 0.961, 0.83, 1),
        ("twelfth_held_out", 0.970, 0.88, 0),
        ("thirteenth_held_out", 0.976, 0.91, 1),
        ("fourteenth_held_out", 0.928, 0.77, 1),
        ("fifteenth_held_out", 0.968, 0.87, 0),
        ("sixteenth_held_out", 0.973, 0.90, 0),
        ("seventeenth_held_out", 0.987, 0.93, 1),
        ("eighteenth_held_out", 0.950, 0.82, 0),
        ("nineteenth_held_out", 0.974, 0.90, 1),
    ],
)
def test_what_is_not_wholly_mended_gets_no_worse(scores, name, f1, whole, merged):
    """Waves ten days apart, hospitals of one saint in one fortnight, undated articles: see docs/store.md."""
    score = scores[name]
    assert score.f1 >= f1
    assert score.whole >= whole
    assert len(score.false_merges) <= merged


def test_the_whole_gold_is_found(scores):
    tellings = sum(score.tellings for score in scores.values())
    precision, recall = (
        sum(getattr(score, name) * score.tellings for score in scores.values()) / tellings
        for name in ("precision", "recall")
    )
    assert 2 * precision * recall / (precision + recall) >= 0.98


def test_one_wrong_partition_is_measured_as_it_should_be():
    gold = load_gold(GOLD / "tuned.jsonl")[:6]
    everything = dict.fromkeys(places_of(gold), 1)
    alone = {place: n for n, place in enumerate(everything)}
    assert score_partition(gold, everything).recall == 1
    assert score_partition(gold, alone).precision == 1
    assert score_partition(gold, alone).whole == 0


def test_a_line_that_is_no_telling_is_named(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"cluster": "x"}\n')
    with pytest.raises(StoreError, match=r"a\.jsonl, line 1 is no gold telling"):
        evaluate_dedup(tmp_path)
    with pytest.raises(StoreError, match="there are no gold clusters"):
        evaluate_dedup(tmp_path / "none")


@pytest.mark.parametrize(("data", "said"), [(b"", "is empty"), (b"\xf2\x00\xff", "is not UTF-8 text")])
def test_a_file_without_tellings_is_one_sentence(tmp_path, data, said):
    file = tmp_path / "a.jsonl"
    file.write_bytes(data)
    with pytest.raises(StoreError, match=said):
        evaluate_dedup(file)


def test_gold_in_which_every_attack_is_told_once_is_scored():
    gold = list({telling.cluster: telling for telling in load_gold(GOLD / "tuned.jsonl")}.values())[:5]
    assert score_partition(gold, {place: n for n, place in enumerate(places_of(gold))}).whole == 1


def test_two_claims_of_one_article_on_one_victim_are_told_apart():
    gold = load_gold(GOLD / "fourth_held_out.jsonl")
    article = next(t.article.url for t in gold if t.cluster == "castelain-2022")
    told = [place for place in places_of(gold) if place[0] == article]
    assert [nth for _, _, nth in told] == [0, 1]


def test_a_kind_that_nobody_knows_is_named(tmp_path):
    line = {"cluster": "a", "url": "https://a.example", "title": "T", "language": "fr", "victim": "V", "kind": "attack"}
    (tmp_path / "a.jsonl").write_text(json.dumps(line))
    with pytest.raises(StoreError, match="'attack' is none of ransomware"):
        evaluate_dedup(tmp_path)

"""The JSON of `extract` and `ingest`: the keys DESIGN.md promises, and nothing lost on the way there and back."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.contract import ContractError, article_from_json, reading_from_json, reading_to_json
from nlp.types import Amount, Article, Claim, ClaimAmount, Mention, Reading, plain

ARTICLE = Article(
    url="https://news.example/xperthis",
    title="Xperthis sommée de payer par Rex Mundi",
    text="Le groupe réclame 15.000 € en bitcoins.",
    published=date(2014, 6, 2),
)
READING = Reading(
    language="fr",
    kind="extortion",
    kind_score=0.97,
    mentions=(Mention(0, 8, "VICTIM", "Xperthis", 0.99), Mention(29, 38, "ACTOR", "Rex Mundi", 0.98)),
    claims=(
        Claim(
            victim="Xperthis",
            aliases=("Xperthis SA",),
            actor="Rex Mundi",
            actor_name="Rex Mundi",
            amount=Decimal("15000"),
            currency="EUR",
            payment="BTC",
            status="demanded",
            score=0.93,
            amounts=(ClaimAmount(Amount(Decimal("15000"), "EUR", about=True), "demand", (58, 66)),),
            country="BE",
            country_origin="text",
            sector="Health",
            evidence={"victim": (0, 8), "actor": (29, 38), "amount": (58, 66)},
            rules={"amount": "claims: the only ransom"},
        ),
    ),
    model="ransomwire 1",
)


def test_a_line_has_the_keys_that_the_design_promises():
    line = reading_to_json(READING, id="a1")
    assert list(line)[:5] == ["id", "language", "kind", "kind_score", "mentions"]
    assert line["mentions"][0] == {"start": 0, "end": 8, "label": "VICTIM", "text": "Xperthis", "score": 0.99}
    promised = ("victim", "actor", "amount", "currency", "payment", "status", "primary", "score", "evidence")
    assert {key: line["incidents"][0][key] for key in promised} == {
        "victim": "Xperthis",
        "actor": "Rex Mundi",
        "amount": "15000",
        "currency": "EUR",
        "payment": "BTC",
        "status": "demanded",
        "primary": True,
        "score": 0.93,
        "evidence": {"victim": [0, 8], "actor": [29, 38], "amount": [58, 66]},
    }


def test_the_text_goes_along_only_when_it_is_given():
    assert "text" not in reading_to_json(READING, id="a1")
    line = reading_to_json(READING, id="a1", article=ARTICLE)
    assert (line["url"], line["title"], line["text"], line["published"]) == (
        ARTICLE.url,
        ARTICLE.title,
        ARTICLE.text,
        "2014-06-02",
    )


def test_what_is_absent_is_null():
    line = reading_to_json(Reading(None, "breach", 0.5, claims=(Claim("Kestrano"),)), id="a1")
    assert line["language"] is None
    assert [line["incidents"][0][key] for key in ("actor", "amount", "currency", "payment")] == [None] * 4


def test_a_reading_made_elsewhere_comes_back_whole():
    line = json.loads(json.dumps(reading_to_json(READING, id="a1", article=ARTICLE)))
    assert article_from_json(line, id="a1").full_text == ARTICLE.full_text
    assert reading_from_json(line) == READING


def test_a_line_with_only_the_promised_keys_is_a_reading_too():
    line = {
        "title": "T",
        "text": "Kestrano paid.",
        "kind": "ransomware",
        "incidents": [{"victim": "Kestrano", "amount": 5000, "currency": "USD"}],
    }
    assert reading_from_json(line) == Reading(
        None, "ransomware", 1.0, claims=(Claim("Kestrano", amount=Decimal(5000), currency="USD"),), model="given"
    )


def test_an_article_without_an_address_keeps_the_one_made_from_its_words():
    first = article_from_json({"title": "T", "text": "Body."}, id="a1")
    again = article_from_json({"title": "T", "text": "Body."}, id="another line")
    other = article_from_json({"title": "T", "text": "Another body."}, id="a1")
    assert first.url == again.url != other.url


def test_no_date_is_made_up():
    assert article_from_json({"title": "T", "text": "Body."}, id="a1").published is None


def test_a_time_is_read_as_its_day():
    line = {"title": "T", "text": "Body.", "published": "2026-11-03T10:00:00+01:00"}
    assert article_from_json(line, id="a1").published == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("obj", "sentence"),
    [
        ([1], 'a1: expected an object with "title" and "text", got a list'),
        ("text", 'a1: expected an object with "title" and "text", got a text'),
        ({"title": "T"}, 'a1: "text" is missing'),
        ({"title": "T", "text": 5}, 'a1: expected "text" to be a text, got a number'),
        ({"title": " ", "text": ""}, 'a1: "title" and "text" are both empty; give at least one of them'),
        (
            {"title": "T", "text": "B", "published": "3/11/2026"},
            "a1: expected \"published\" to be a date as 2026-11-03, got '3/11/2026'",
        ),
        ({"title": "T", "text": "\ud83d"}, 'a1: "text" holds half a character (a lone surrogate)'),
        (
            {"kind": "none", "incidents": []},
            "a1: a reading without its text; write it with `ransomwire extract --with-text`",
        ),
    ],
)
def test_an_article_that_is_not_one_is_refused_in_a_sentence(obj, sentence):
    with pytest.raises(ContractError) as refused:
        article_from_json(obj, id="a1")
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "hack"},
        {"kind": "none", "kind_score": "high"},
        {"kind": "none", "mentions": "none"},
        {"kind": "none", "mentions": [{"start": 0, "end": 99, "label": "VICTIM", "text": "T"}]},
        {"kind": "none", "mentions": [{"start": 0, "end": 1, "label": "GANG", "text": "T"}]},
        {"kind": "ddos", "incidents": [{"actor": "Play"}]},
        {"kind": "ddos", "incidents": [{"victim": "T", "amount": "many"}]},
        {"kind": "ddos", "incidents": [{"victim": "T", "amount": 1.5}]},
        {"kind": "ddos", "incidents": [{"victim": "T", "amount": "NaN"}]},
        {"kind": "ddos", "incidents": [{"victim": "T", "evidence": {"victim": [3, 1]}}]},
        {"incidents": [{"victim": "T"}]},
    ],
)
def test_a_reading_that_is_not_one_is_refused(wrong):
    with pytest.raises(ContractError):
        reading_from_json({"title": "T", "text": "Body."} | wrong)


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_a_sum_in_plain_digits_is_the_same_sum(value):
    assert Decimal(str(plain(value))) == value
    assert "E" not in str(plain(value))

"""The measures themselves, on readings made by hand."""

from dataclasses import replace
from decimal import Decimal

from nlp.annotated_victims import VictimFacts
from nlp.evaluation import Scores, score_article, table
from nlp.markup import parse_articles
from nlp.types import Claim, Mention, Reading

GOLD = next(
    parse_articles(
        """=== fr-2014-001
kind: extortion
published: 2014-06-02
facts: real
source: -
incident: victim=Xperthis; aliases=-; actor=Rex Mundi; ransom=15000 EUR | 9 BTC; payment=-; status=demanded; primary=yes
incident: victim=Alfa Hosting; aliases=-; actor=Rex Mundi; ransom=-; payment=-; status=unknown; primary=no
title: [Xperthis](VICTIM) sommée de payer par [Rex Mundi](ACTOR)
text:
L'ultimatum : [15.000€](RANSOM) ou [9 bitcoins](RANSOM). [Alfa Hosting](VICTIM) y était passé.
"""
    )
)
RIGHT = Reading(
    "fr",
    "extortion",
    1.0,
    GOLD.mentions,
    (
        Claim("Xperthis", actor="Rex Mundi", amount=Decimal(15000), currency="EUR"),
        Claim("ALFA Hosting", actor="Rex Mundi", primary=False),
    ),
)


def measures(reading):
    scores = score_article(GOLD, reading)
    return {
        name: round(scores.measure(name), 3) for name in ("mentions", "kind", "victim", "actor", "ransom", "primary")
    }


def test_a_perfect_reading_scores_one():
    assert set(measures(RIGHT).values()) == {1.0}


def test_a_later_sum_is_not_the_first_demand():
    wrong = replace(RIGHT.claims[0], amount=Decimal(9), currency="BTC")
    found = measures(replace(RIGHT, claims=(wrong, RIGHT.claims[1])))
    assert (found["ransom"], found["primary"], found["victim"]) == (0.0, 0.0, 1.0)


def test_a_mention_one_character_off_is_wrong_and_missed():
    first = GOLD.mentions[0]
    moved = Mention(first.start, first.end - 1, first.label, first.text[:-1])
    assert measures(replace(RIGHT, mentions=(moved, *GOLD.mentions[1:])))["mentions"] == 0.8


def test_the_actor_of_a_wrong_victim_is_wrong():
    claim = replace(RIGHT.claims[0], victim="Belgacom")
    found = measures(replace(RIGHT, claims=(claim, RIGHT.claims[1])))
    assert (found["victim"], found["actor"], found["primary"]) == (0.5, 0.5, 0.0)


def test_nothing_found_is_all_missed():
    found = measures(Reading("fr", "none", 0.9))
    assert set(found.values()) == {0.0}


def test_country_and_sector_are_counted_for_victims_that_are_known(monkeypatch):
    facts = {
        ("fr-2014-001", 0): VictimFacts("Xperthis", "BE", ("IT", "Health")),
        ("fr-2014-001", 1): VictimFacts("another victim", "FR", ()),
    }
    monkeypatch.setattr("nlp.evaluation.load_victims", lambda: facts)
    placed = replace(RIGHT.claims[0], country="BE", sector="Health")
    scores = score_article(GOLD, replace(RIGHT, claims=(placed, RIGHT.claims[1])))
    assert (scores.victims_known, scores.measure("country"), scores.measure("sector")) == (1, 1.0, 1.0)
    scores = score_article(GOLD, replace(RIGHT, claims=(replace(placed, sector=None, country="FR"), RIGHT.claims[1])))
    assert (scores.measure("country"), scores.measure("sector")) == (0.0, 0.0)
    assert (scores.measure("no country"), scores.measure("no sector")) == (0.0, 1.0)


def test_nothing_to_do_is_right_where_nobody_could_tell(monkeypatch):
    facts = {("fr-2014-001", 0): VictimFacts("Xperthis", None, ())}
    monkeypatch.setattr("nlp.evaluation.load_victims", lambda: facts)
    scores = score_article(GOLD, RIGHT)
    assert (scores.measure("country"), scores.measure("sector")) == (1.0, 1.0)


def test_the_table_shows_country_and_sector_only_where_they_are_known():
    assert "sector" not in table({"all": Scores(articles=1)})
    assert "sector" in table({"all": Scores(articles=1, victims_known=1)})

"""Incidents are a function of claims and decisions: order, batches, rebuilds and undone decisions leave no trace."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage import resolve as resolving
from storage.database import open_store
from storage.decisions import confirm, correct, merge, reject, split, undo
from storage.queries import IncidentFilter, find_incidents
from storage.resolve import rebuild, resolve
from tests.storage.tell import claim, tell

VICTIMS = [
    "Xperthis",
    "xperthis.be",
    "ville de Mons",
    "stad Bergen",
    "Mons",
    "CHU de Mons",
    "Hydro",
    "Norsk Hydro",
    "AP-HP",
    "un hôpital de Dax",
    "clinique Sainte-Anne",
]
# What articles say beside their claims: when, where, once more, what followed.
SAID = [
    "",
    "",
    "L'attaque de mars 2019 avait touché Dax.",
    "Two years on, hackers struck again in Dax.",
    "It has nothing to do with the attack of April 2019.",
    "De hack trof 18.500 patiënten in Dax, in Frankrijk.",
]
TITLES = ["A headline", "Boete voor datalek", "Un an après, la facture"]
ACTORS = [None, None, "Rex Mundi", "Ryuk", "Conti"]
SUMS = [(None, None), (None, None), ("15000", "EUR"), ("17000", "USD"), ("90000", "EUR")]
WORDS = [f"word{n}" for n in range(90)]
# Half of the articles print agency copy, each text like the next, the first like the last no longer.
AGENCY = [None] * 3 + [" ".join(WORDS[: 90 - 15 * n] + [f"new{m}" for m in range(15 * n)]) for n in range(3)]

tellings = st.lists(
    st.tuples(
        st.sampled_from(VICTIMS),
        st.sampled_from(ACTORS),
        st.sampled_from(SUMS),
        st.sampled_from(["2019-03-01", "2019-03-05", "2019-04-20", "2020-02-01", "2022-06-06", None]),
        st.booleans(),
        st.integers(0, 5),
        st.sampled_from(SAID),
        st.sampled_from(TITLES),
    ),
    min_size=2,
    max_size=9,
)
slow = settings(max_examples=60)


def say(db, number, told):
    victim, actor, (amount, currency), published, primary, printing, said, title = told
    made = claim(victim, actor=actor, amount=amount, currency=currency, primary=primary)
    url = f"https://outlet{number % 3}.example/{number}"
    text = f"{said} {AGENCY[printing] or f'The body of {url}.'} Number {number}."
    tell(db, url, made, published=published, title=title, text=text)


def state(db):
    """Everything derived, without the numbers of rows that depend on who came first."""
    incidents = [json.dumps(i.to_json(), sort_keys=True) for i in find_incidents(db, IncidentFilter(rejected=True))]
    joins = db.execute(
        "SELECT a.url, c.victim, i.id, ic.handle, ic.score, ic.reason, ic.decided_by FROM incident_claims ic "
        "JOIN incidents i ON i.key = ic.incident_key JOIN articles a ON a.id = ic.article_id "
        "JOIN claims c ON c.id = ic.claim_id ORDER BY 1, 2, c.position"
    ).fetchall()
    misses = db.execute("SELECT incident, other, score, reason FROM near_misses ORDER BY 1, 2").fetchall()
    rows = db.execute("SELECT * FROM incidents ORDER BY key").fetchall()
    return incidents, joins, misses, rows


@slow
@given(tellings, st.randoms(use_true_random=False), st.lists(st.booleans(), min_size=9, max_size=9), st.integers(1, 4))
def test_any_order_of_arrival_and_any_batch_give_the_same_incidents(told, random, pauses, batch):
    numbered = list(enumerate(told))
    with open_store(":memory:") as one, open_store(":memory:") as two, pytest.MonkeyPatch.context() as patch:
        for number, telling in numbered:
            say(one, number, telling)
        resolve(one)
        patch.setattr(resolving, "BATCH", batch)
        random.shuffle(numbered)
        for (number, telling), pause in zip(numbered, pauses, strict=False):
            say(two, number, telling)
            if pause:
                resolve(two)
        resolve(two)
        assert state(one) == state(two)


@slow
@given(tellings)
def test_a_rebuild_changes_nothing(told):
    with open_store(":memory:") as db:
        for number, telling in enumerate(told):
            say(db, number, telling)
            resolve(db)
        before = state(db)
        rebuild(db)
        assert state(db) == before


decisions = st.lists(
    st.tuples(st.sampled_from(["confirm", "correct", "reject", "merge", "split"]), st.integers(0, 99)), max_size=4
)


def decide(db, action, number):
    incidents = find_incidents(db, IncidentFilter(rejected=True))
    chosen = incidents[number % len(incidents)]
    if action == "merge":
        other = incidents[(number // 7) % len(incidents)]
        return merge(db, chosen.id, other.id, who="ana") if other.id != chosen.id else None
    if action == "split":
        urls = sorted({t.url for t in chosen.tellings})
        return split(db, chosen.id, urls[:1], who="ana") if len(urls) > 1 else None
    if action == "correct":
        return correct(db, chosen.id, "amount", "123", who="ana")
    return (confirm if action == "confirm" else reject)(db, chosen.id, who="ana")


@slow
@given(tellings, decisions)
def test_undo_restores_exactly_and_a_rebuild_keeps_decisions(told, rulings):
    with open_store(":memory:") as db:
        for number, telling in enumerate(told):
            say(db, number, telling)
        resolve(db)
        states, made = [state(db)], []
        for action, number in rulings:
            decision = decide(db, action, number)
            if decision:
                made.append(decision)
                states.append(state(db))
        rebuild(db)
        assert state(db) == states.pop()
        for decision in reversed(made):
            undo(db, decision.id, who="ana")
            assert state(db) == states.pop()


@slow
@given(tellings, decisions, st.randoms(use_true_random=False))
def test_decisions_weigh_the_same_whatever_arrives_later(told, rulings, random):
    """Half of the tellings arrive, analysts rule, the rest arrives in any order: the end is that of a rebuild."""
    half = len(told) // 2 + 1
    rest = list(enumerate(told))[half:]
    random.shuffle(rest)
    with open_store(":memory:") as db:
        for number, telling in enumerate(told[:half]):
            say(db, number, telling)
        resolve(db)
        for action, number in rulings:
            decide(db, action, number)
        for number, telling in rest:
            say(db, number, telling)
            resolve(db)
        before = state(db)
        rebuild(db)
        assert state(db) == before


def components(db):
    return [n for (n,) in db.execute("SELECT count(*) FROM incident_claims GROUP BY component ORDER BY 1")]


def test_what_only_looks_alike_is_proposed_and_not_judged_together():
    with open_store(":memory:") as db:
        tell(db, "https://a.example/1", claim("Hydro"))
        tell(db, "https://b.example/2", claim("Norsk Hydro"))
        resolve(db)
        assert components(db) == [1, 1]
        assert db.table("near_misses").count == 1
        rebuild(db)
        assert db.table("near_misses").count == 1
        tell(db, "https://b.example/2", claim("Hydro"), model="test 2")
        resolve(db)
        assert components(db) == [2]
        assert db.table("near_misses").count == db.table("look_alikes").count == 0


def test_a_chain_of_look_alikes_is_not_one_component():
    """Each firm looks like the next: judged together, the component would be as large as the chain is long."""
    partners = ["Velmar", "Dorvik", "Keltona", "Brenovia", "Maestrin"]
    firms = [name for one, other in pairwise(partners) for name in (f"{one} NV", f"{one}-{other} NV")]
    with open_store(":memory:") as db:
        for n, firm in enumerate(firms):
            tell(db, f"https://a.example/{n}", claim(firm))
        resolve(db)
        assert components(db) == [2, 2, 2, 2]  # the short form may be the firm named first, never the one named second
        assert db.table("near_misses").count == 3


def test_names_that_one_article_has_beside_each_other_keep_no_others_apart():
    long = "Centre hospitalier de Wallonie picarde"
    with open_store(":memory:") as db:
        tell(db, "https://a.example/1", claim("CHwapi", aliases=(long,)), language="fr")
        tell(db, "https://b.example/2", claim("ziekenhuis CHwapi in Doornik", aliases=("CHwapi",)), language="nl")
        tell(db, "https://c.example/3", claim(long), language="fr")
        resolve(db)
        assert components(db) == [3]
        assert db.table("incidents").count == 1


def test_a_saint_s_hospital_is_joined_to_one_in_a_named_town_within_a_week_only():
    for second, count in (("2024-03-06", 1), ("2024-03-13", 2)):
        with open_store(":memory:") as db:
            tell(db, "https://a.example/1", claim("Clinique Saint-Luc de Bouge"), language="fr")
            tell(
                db, "https://b.example/2", claim("Cliniques universitaires Saint-Luc"), language="fr", published=second
            )
            resolve(db)
            assert db.table("incidents").count == count
            assert db.table("near_misses").count == count - 1


def test_an_article_that_reports_an_attack_and_recalls_another_keeps_the_two_apart():
    """Without it the reports of half a year are of one attack."""
    with open_store(":memory:") as db:
        tell(db, "https://a.example/1", claim("Optiek Van Gool"), published="2025-03-01")
        tell(db, "https://b.example/2", claim("Optiek Van Gool"), published="2025-09-20")
        resolve(db)
        assert db.table("incidents").count == 1
        both = (claim("Optiek Van Gool"), claim("Optiek Van Gool", primary=False))
        tell(db, "https://c.example/3", *both, published="2025-09-22")
        resolve(db)
        rows = db.query("SELECT first_published, articles FROM incidents ORDER BY first_published")
        assert list(rows) == [
            {"first_published": "2025-03-01", "articles": 2},
            {"first_published": "2025-09-20", "articles": 2},
        ]


def test_a_recall_that_says_its_year_does_not_part_the_reports_of_this_one():
    with open_store(":memory:") as db:
        tell(db, "https://a.example/1", claim("Shell"), published="2023-06-16")
        both = (claim("Shell"), claim("Shell", primary=False))
        tell(db, "https://b.example/2", *both, published="2023-07-05", text="In 2021 Shell had been hit by Clop.")
        resolve(db)
        assert [row["articles"] for row in db.query("SELECT articles FROM incidents ORDER BY articles")] == [1, 2]


def test_a_bare_name_goes_where_its_article_says_it_stands():
    for town, merval, overhoek in (("Merval", 2, 1), ("Overhoek", 1, 2)):
        with open_store(":memory:") as db:
            tell(
                db, "https://a.example/1", claim("hôpital Saint-Roch de Merval"), language="fr", published="2021-02-16"
            )
            tell(
                db, "https://b.example/2", claim("clinique Saint-Roch d'Overhoek"), language="fr",
                published="2021-02-18",
            )  # fmt: skip
            text = f"A {town}, le centre hospitalier Saint-Roch rouvre."
            bare = claim("centre hospitalier Saint-Roch")
            tell(db, "https://c.example/3", bare, language="fr", published="2021-02-17", text=text)
            resolve(db)
            told = {row["victim"]: row["articles"] for row in db.query("SELECT victim, articles FROM incidents")}
            assert told == {"hôpital Saint-Roch de Merval": merval, "clinique Saint-Roch d'Overhoek": overhoek}

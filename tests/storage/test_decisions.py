from decimal import Decimal

import pytest

from storage.articles import save_article
from storage.database import StoreError
from storage.decisions import apart, confirm, correct, find_decisions, merge, reject, split, undo
from storage.queries import IncidentFilter, find_incident, find_incidents
from storage.readings import save_reading
from storage.resolve import rebuild, resolve
from tests.storage.tell import article, claim, reading, tell


@pytest.fixture
def told(store):
    tell(store, "https://a.example/1", claim("Xperthis", amount="15000", currency="EUR"), text="Rex Mundi.")
    tell(store, "https://b.example/2", claim("Xperthis"), published="2024-03-03")
    tell(store, "https://c.example/3", claim("Alfa Hosting"))
    resolve(store)
    return store


def only(db, victim):
    (incident,) = find_incidents(db, IncidentFilter(victim=victim))
    return incident


def test_a_corrected_field_says_what_it_was_and_what_it_is(told):
    decision = correct(told, only(told, "xperthis").id, "amount", "20000.00", who="ana", note="the police said so")
    assert (decision.before, decision.after, decision.who) == ("15000", "20000", "ana")
    assert (only(told, "xperthis").amount, only(told, "xperthis").review) == (Decimal(20000), "corrected")


def test_a_correction_outlives_a_new_model_that_prints_the_victim_otherwise(told):
    correct(told, only(told, "xperthis").id, "actor", "Rex Mundi", who="ana")
    for version in (1, 2):
        save_reading(told, version, reading(claim("Xperthis Group"), model="m 2"))
    resolve(told)
    assert (only(told, "xperthis").actor, only(told, "xperthis").victim) == ("Rex Mundi", "Xperthis Group")


def test_a_confirmed_incident_outlives_a_model_that_reads_nothing(told):
    seen = only(told, "alfa")
    confirm(told, seen.id, who="ana")
    save_reading(told, 3, reading(model="m 2"))
    resolve(told)
    assert (only(told, "alfa").id, only(told, "alfa").review) == (seen.id, "confirmed")
    rebuild(told)
    assert find_incident(told, seen.id).victim == "Alfa Hosting"
    undo(told, who="ana")
    assert find_incidents(told, IncidentFilter(victim="alfa")) == []


def test_a_confirmed_incident_that_is_read_again_is_one_row(told):
    seen = only(told, "alfa")
    confirm(told, seen.id, who="ana")
    for model, claims in (("m 2", ()), ("m 3", (claim("Alfa Hosting"),))):
        save_reading(told, 3, reading(*claims, model=model))
        resolve(told)
    assert (only(told, "alfa").id, only(told, "alfa").review) == (seen.id, "confirmed")


def test_a_decision_outlives_an_edit_of_the_article(told):
    reject(told, only(told, "alfa").id, who="ana")
    saved = save_article(told, article("https://c.example/3", text="Edited."))
    save_reading(told, saved.version_id, reading(claim("Alfa Hosting")))
    resolve(told)
    assert find_incidents(told, IncidentFilter(victim="alfa")) == []
    assert [i.review for i in find_incidents(told, IncidentFilter(victim="alfa", rejected=True))] == ["rejected"]


def test_two_merged_incidents_are_one_and_both_ids_lead_to_it(told):
    one, two = only(told, "xperthis"), only(told, "alfa")
    merge(told, one.id, two.id, who="ana")
    merged = find_incident(told, one.id)
    assert find_incident(told, two.id) == merged
    assert {t.url: t.decided_by for t in merged.tellings}["https://c.example/3"] == "analyst"
    assert {t.claim.victim for t in merged.tellings} == {"Xperthis", "Alfa Hosting"}


def test_a_split_article_tells_of_an_attack_of_its_own_and_undo_joins_it_again(told):
    before = only(told, "xperthis")
    split(told, before.id, ["https://b.example/2"], who="ana")
    assert sorted(len(i.tellings) for i in find_incidents(told, IncidentFilter(victim="xperthis"))) == [1, 1]
    undo(told, who="ben")
    assert only(told, "xperthis") == before
    assert find_decisions(told)[0].undone_by == "ben"


def test_two_that_look_alike_are_kept_apart_and_proposed_no_more(store):
    hit, again = claim("Xperthis", actor="Rex Mundi"), claim("Xperthis")
    tell(store, "https://a.example/1", hit, published="2024-03-01")
    tell(store, "https://b.example/2", again, published="2024-05-30")
    resolve(store)
    before = find_incidents(store)
    joined = [i for i in before if len(i.tellings) == 2]
    if joined:  # rules may join them: then a split comes first
        split(store, joined[0].id, ["https://b.example/2"], who="ana")
    one, two = find_incidents(store)
    decision = apart(store, one.id, two.id, who="ana")
    assert decision.note == f"another attack than {two.id}"
    tell(store, "https://c.example/3", again, published="2024-05-31")
    resolve(store)
    assert sorted(len(i.tellings) for i in find_incidents(store)) == [1, 2]
    assert store.execute("SELECT count(*) FROM near_misses").fetchone() == (0,)
    rebuild(store)
    assert sorted(len(i.tellings) for i in find_incidents(store)) == [1, 2]


def test_an_incident_is_not_kept_apart_from_itself(told):
    incident = only(told, "xperthis")
    with pytest.raises(StoreError, match="takes articles out of it"):
        apart(told, incident.id, incident.id, who="ana")


def test_a_later_decision_outweighs_an_earlier_one(told):
    incident = only(told, "xperthis")
    split(told, incident.id, ["https://b.example/2"], who="ana")
    one, two = find_incidents(told, IncidentFilter(victim="xperthis"))
    merge(told, one.id, two.id, who="ben")
    assert len(only(told, "xperthis").tellings) == 2


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("amount", "a lot", "'a lot' is no amount; write digits only"),
        ("amount", "-5", "is no amount"),
        ("amount", "NaN", "is no amount"),
        ("status", "gone", "'gone' is no status; one of demanded, paid, refused, unknown is"),
        ("country", "Belgium", "'BELGIUM' is no country"),
        ("currency", "euro", "'EURO' is no currency"),
        ("mood", "bad", "there is no field 'mood' to correct"),
        ("victim", "", "victim cannot be empty"),
    ],
)
def test_a_value_that_a_field_cannot_hold_is_refused_and_nothing_is_stored(told, field, value, sentence):
    with pytest.raises(StoreError, match=sentence):
        correct(told, only(told, "alfa").id, field, value, who="ana")
    assert find_decisions(told) == []


def test_a_field_may_be_emptied(told):
    correct(told, only(told, "xperthis").id, "amount", None, who="ana")
    assert only(told, "xperthis").amount is None


def test_what_cannot_be_done_is_said(told):
    incident = only(told, "xperthis")
    with pytest.raises(StoreError, match="one incident already"):
        merge(told, incident.id, incident.id, who="ana")
    with pytest.raises(StoreError, match="has no article https://z"):
        split(told, incident.id, ["https://z.example/"], who="ana")
    with pytest.raises(StoreError, match="not all"):
        split(told, incident.id, [t.url for t in incident.tellings], who="ana")
    with pytest.raises(StoreError, match="in force to undo"):
        undo(told, who="ana")
    with pytest.raises(StoreError, match="there is no decision 7"):
        undo(told, 7, who="ana")


def test_a_decision_is_undone_once(told):
    decision = reject(told, only(told, "alfa").id, who="ana")
    undo(told, decision.id, who="ana")
    with pytest.raises(StoreError, match="was undone already, by ana"):
        undo(told, decision.id, who="ben")


def test_decisions_of_one_incident(told):
    reject(told, only(told, "alfa").id, who="ana")
    confirm(told, only(told, "xperthis").id, who="ana")
    assert [d.action for d in find_decisions(told, only(told, "xperthis").id)] == ["confirm"]


def test_a_corrected_actor_is_found_and_a_rejected_incident_stays_rejected(told):
    incident = only(told, "xperthis")
    correct(told, incident.id, "actor", "Rex Mundi", who="ana")
    assert [i.id for i in find_incidents(told, IncidentFilter(actor="rex mundi"))] == [incident.id]
    reject(told, incident.id, who="ana")
    correct(told, incident.id, "amount", "1", who="ana")
    assert find_incident(told, incident.id).review == "rejected"

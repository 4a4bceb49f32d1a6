from datetime import date
from decimal import Decimal

import pytest

from nlp.types import Amount, ClaimAmount
from storage.queries import find_incident, find_incidents
from storage.resolve import resolve
from tests.storage.tell import claim, tell


@pytest.fixture
def incident(store):
    """An attack told by three outlets in three languages, with differences."""
    lowered = (
        ClaimAmount(Amount(Decimal(50000), "EUR"), "demand", (0, 0)),
        ClaimAmount(Amount(Decimal(9000), "EUR"), "paid", (0, 0)),
    )
    tell(
        store,
        "https://a.example/1",
        claim(
            "Picanol",
            actor="Ryuk",
            amount="50000",
            currency="EUR",
            status="demanded",
            country="BE",
            evidence={"actor": (13, 17)},
        ),
        published="2020-01-14",
        text="The gang Ryuk wants fifty thousand euros. That is a lot.",
        title="",
    )
    tell(
        store,
        "https://b.example/2",
        claim(
            "Picanol Group",
            actor="Ryuk",
            amount="50000",
            currency="EUR",
            status="paid",
            amounts=lowered,
            sector="Textile",
        ),
        language="nl",
        published="2020-01-20",
    )
    tell(
        store,
        "https://c.example/3",
        claim("Picanol", actor="Conti", amount="60000", currency="EUR"),
        language="fr",
        published="2020-01-15",
    )
    tell(store, "https://c.example/4", claim("Picanol", primary=False), language="fr", published="2020-09-15")
    resolve(store)
    (found,) = find_incidents(store)
    return found


def test_the_fullest_name_stands_for_all_forms(incident):
    assert (incident.victim, incident.victim_forms) == ("Picanol Group", ("Picanol", "Picanol Group"))


def test_the_demand_most_outlets_give_with_the_range_and_what_was_paid(incident):
    assert (incident.amount, incident.currency) == (Decimal(50000), "EUR")
    assert (incident.amount_low, incident.amount_high) == (Decimal(50000), Decimal(60000))
    assert (incident.paid, incident.paid_currency) == (Decimal(9000), "EUR")


def test_actors_stand_with_the_number_of_articles_that_name_them(incident):
    assert incident.actor == "Ryuk"
    assert [(actor.name, actor.articles) for actor in incident.actors] == [("Ryuk", 2), ("Conti", 1)]


def test_the_status_is_the_last_and_its_history_is_kept(incident):
    assert incident.status == "paid"
    assert [(change.published, change.status) for change in incident.status_history] == [
        (date(2020, 1, 14), "demanded"),
        (date(2020, 1, 20), "paid"),
    ]


def test_reports_date_it_and_recalls_only_lengthen_it(incident):
    assert (incident.first_published, incident.last_published) == (date(2020, 1, 14), date(2020, 9, 15))
    assert (len(incident.articles), incident.outlets, incident.languages) == (4, 3, ("en", "fr", "nl"))


def test_conflicts_are_shown_and_not_averaged(incident):
    conflicts = {conflict.field: conflict.values for conflict in incident.conflicts}
    assert conflicts == {"actor": (("Ryuk", 2), ("Conti", 1)), "amount in EUR": (("50000", 2), ("60000", 1))}


def test_evidence_is_a_sentence(incident):
    assert incident.evidence["actor"].sentence == "The gang Ryuk wants fifty thousand euros."


def test_country_and_sector_come_from_whoever_knows(incident):
    assert (incident.country, incident.sector) == ("BE", "Textile")


def test_the_json_says_what_each_article_says(incident):
    told = incident.to_json()
    assert told["articles"][0] == {
        "url": "https://a.example/1", "source": "a.example", "language": "en", "title": "", "published": "2020-01-14",
    }  # fmt: skip
    assert [said["victim"] for said in told["claims"]] == ["Picanol", "Picanol", "Picanol Group", "Picanol"]
    assert told["amount"] == "50000"


def test_a_copy_at_another_address_is_counted_apart_and_read_once(store):
    body = "The same dispatch of an agency, word for word, in two newspapers of one country. " * 4
    tell(store, "https://a.example/1", claim("Xperthis"), text=body)
    tell(store, "https://b.example/1", claim("Xperthis"), text=body)
    resolve(store)
    (found,) = find_incidents(store)
    assert (found.outlets, found.copies, len(found.articles), store.table("claims").count) == (1, 1, 2, 1)


def test_an_id_is_readable_and_older_ids_lead_to_the_incident(store):
    tell(store, "https://b.example/2", claim("Xperthis NV"), published="2020-03-02")
    resolve(store)
    (first,) = find_incidents(store)
    assert first.id.startswith("xperthis-")
    tell(store, "https://a.example/1", claim("Xperthis"), published="2020-03-01")
    resolve(store)
    (second,) = find_incidents(store)
    assert second.id != first.id
    assert find_incident(store, first.id) == second

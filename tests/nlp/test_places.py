"""What speaks for a country: places and peoples, and where they stand to a victim's name."""

import pytest

from nlp.gazetteer import Gazetteer
from nlp.places import Setting, find_evidence
from nlp.reader import BUNDLED
from nlp.types import Mention


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(BUNDLED / "incident_claims" / "places.json.gz")


def test_a_short_word_is_a_country_only_in_its_capitals(gazetteer):
    text = "Attack\n\nVerdier was hit; NHS and VS officials told us no."
    found = find_evidence("Verdier", Setting(text, "en", ()), gazetteer)
    assert {(each.country, each.cell) for each in found} == {("GB", "beside cue"), ("US", "beside country")}


def test_evidence_says_what_it_is_and_where_it_stands(gazetteer):
    told = "Le garage Roux, à Dijon, et la société Blin, de Namur, sont visés par des inconnus."
    text = f"Vol à Genève\n\n{told} Hier soir, la Suisse enquête."
    victims = [Mention(text.index(name), text.index(name) + len(name), "VICTIM", name) for name in ("Roux", "Blin")]
    found = find_evidence("Roux", Setting(text, "fr", victims), gazetteer)
    cells = {(each.country, each.cell) for each in found if each.country in ("CH", "FR", "BE")}
    assert {("CH", "title town"), ("FR", "beside town"), ("BE", "other town"), ("CH", "lead country")} <= cells


def test_a_short_country_name_is_not_a_pronoun(gazetteer):
    assert [spot.shares for spot in gazetteer.spots("They told us. The US and U.S. firms, de VS")] == [
        (("US", 1.0),),
        (("US", 1.0),),
        (("US", 1.0),),
    ]


def test_a_spot_covers_its_words(gazetteer):
    text = "Dans les Hauts-de-France, à Béthune"
    assert [text[spot.start : spot.end] for spot in gazetteer.spots(text)] == ["Hauts-de-France", "Béthune"]


def test_a_dateline_names_the_province_or_state(gazetteer):
    text = "Hack\n\nDAUPHIN, Man. — Acme was hit. It has a shop in Elko, Nev., and no man."
    found = find_evidence("Acme", Setting(text, "en", ()), gazetteer)
    assert {("CA", "lead town"), ("US", "lead town")} <= {(each.country, each.cell) for each in found}


@pytest.mark.parametrize("text", ["a." * 20_000, "a-" * 20_000, "Acme à Lyon. " * 4_000, "Acme " * 10_000])
def test_endless_text_is_looked_at_once(gazetteer, text):
    found = find_evidence("Acme", Setting(f"Acme\n\n{text}", "fr", ()), gazetteer)
    assert len(found) <= len(text)


@pytest.mark.parametrize(
    ("victim", "text", "expected"),
    [
        ("Verdier", "verdier.ch", {"CH"}),
        ("Verdier", "www.verdier.co.uk", {"GB"}),
        ("Verdier", "support.verdier.be, mail@verdier.be", {"BE"}),
        ("Verdier", "verdier.io, roux.fr", set()),
    ],
)
def test_a_web_domain_of_its_own_tells_the_country(gazetteer, victim, text, expected):
    found = find_evidence(victim, Setting(f"Hack\n\n{victim}: {text}", "fr", ()), gazetteer)
    assert {each.country for each in found if each.cell == "domain"} == expected

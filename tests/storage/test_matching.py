from datetime import date

import pytest

from storage.incidents import Telling
from storage.matching import JOIN, match, voice
from storage.sums import far_apart, same_sum
from tests.storage.tell import claim


def told(victim="Xperthis", *, published="2020-03-02", url=None, kind="ransomware", language="en", hints=None, **said):
    return Telling(
        claim_id=1, article_id=1, version_id=1, url=url or f"https://a.example/{published}/{said}", source=None,
        outlet="a.example", title="", language=language, published=date.fromisoformat(published) if published else None,
        kind=kind, claim=claim(victim, **said), hints=hints or {},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param(told(), told(published="2020-03-04"), id="two reports of one week"),
        pytest.param(told(), told(published="2020-06-20"), id="a follow-up after months"),
        pytest.param(told(actor="Ryuk"), told(published="2021-02-20", actor="Ryuk"), id="a year later, the same actor"),
        pytest.param(
            told(actor="Ryuk", amount="15000", currency="EUR"),
            told(published="2022-06-20", actor="Ryuk", amount="15000", currency="EUR"),
            id="two years later, the same actor and sum",
        ),
        pytest.param(
            told(), told(published="2024-03-02", primary=False, hints={"years": [2020]}), id="a recall with its year"
        ),
        pytest.param(told(actor="REvil"), told(actor="Sodinokibi"), id="two names of one actor"),
        pytest.param(told(actor="LockerGoga"), told(actor="LockerGaga"), id="a misspelt actor"),
        pytest.param(
            told("Hollywood", amount="17000", currency="USD"),
            told("Hollywood Presbyterian", amount="15000", currency="EUR"),
            id="part of a name, and the sum converted",
        ),
        pytest.param(told(), told(published=None), id="an article without a date"),
        pytest.param(
            told(), told(published="2021-09-02", hints={"months": ["2020-03"]}), id="it speaks of the month before"
        ),
        pytest.param(told(), told(published="2022-01-02", hints={"follow_up": True}), id="a trial that says no date"),
        pytest.param(told(actor="Dunghill"), told(actor="Dunghill Leak"), id="the leak site for the gang"),
        pytest.param(
            told("un hôpital de Dax", language="fr"),
            told("Clinique Sainte-Marie", published="2020-03-06", hints={"places": ["dax"]}, language="fr"),
            id="no name yet",
        ),
        pytest.param(
            told("un prestataire informatique de Charleroi", language="fr"),
            told("Infolys", published="2020-03-04", hints={"places": ["charleroi"], "kinds": ["software"]}),
            id="no name yet, and the later article says what the firm does",
        ),
        pytest.param(
            told("CPAS de Charleroi", language="fr"),
            told("CPAS", published="2020-03-04", language="fr", hints={"places": ["charleroi"]}),
            id="the place is told",
        ),
        pytest.param(
            told("Lukas Hospital", hints={"places": ["neuss"], "names": ["neuss"]}),
            told("hôpital Lukas de Neuss", published="2020-03-16", language="fr"),
            id="what the fuller name has more is told",
        ),
        pytest.param(
            told("municipality of Oudewerve", country="US", country_origin="place", hints={"countries": ["NL"]}),
            told("gemeente Oudewerve", published="2020-03-04", language="nl", country="NL", country_origin="text"),
            id="a country misread, and the right one named",
        ),
        pytest.param(
            told("ville de Mons", country="FR", country_origin="place", amount="350000", currency="EUR", language="fr"),
            told(
                "city of Mons",
                published="2020-03-04",
                country="BE",
                country_origin="text",
                amount="350000",
                currency="EUR",
            ),
            id="a country misread, and the same sum",
        ),
        pytest.param(
            told("European Parliament", country="BE", country_origin="text"),
            told("Europees Parlement", published="2020-03-04", language="nl", country="LU", country_origin="text"),
            id="a body that is in several countries",
        ),
        pytest.param(
            told(published="2020-02-02", primary=False),
            told(),
            id="listed by a supplier's article before it was reported",
        ),
        pytest.param(
            told("ville de Beaumont-sur-Oise", language="fr", actor="LockBit"),
            told("Beaumont", published="2020-03-04", language="fr", actor="LockBit"),
            id="a town's name cut short",
        ),
        pytest.param(
            told("Ministry of Finance", country="CR", country_origin="text"),
            told("ministère des Finances du Costa Rica", language="fr"),
            id="a ministry with its country",
        ),
    ],
)
def test_one_attack(one, two):
    assert match(one, two).score >= JOIN
    assert verdict(one, two) == verdict(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param(told(actor="Ryuk"), told(published="2022-03-04", actor="Ryuk"), id="one gang, two years apart"),
        pytest.param(
            told(actor="Mr. Smith"), told(published="2020-03-11", actor="OurMine"), id="two actors in a fortnight"
        ),
        pytest.param(
            told(), told(published="2022-03-02", primary=False, hints={"years": [2017]}), id="a recall of another year"
        ),
        pytest.param(told(), told(published="2019-03-02", primary=False), id="recalled before it happened"),
        pytest.param(told(kind="ddos"), told(kind="ddos", published="2020-06-02"), id="two floods"),
        pytest.param(
            told(), told(published="2020-09-02", hints={"months": ["2020-03"], "again": True}), id="hit once more"
        ),
        pytest.param(
            told("hôpital de Dax", language="fr"),
            told("hôpital de Mont-de-Marsan", published="2020-03-04", language="fr", hints={"places": ["dax"]}),
            id="the hospital of another town",
        ),
        pytest.param(
            told("University of Calgary"),
            told("Carleton University", published="2020-03-04", hints={"places": ["calgary"]}),
            id="a town's name",
        ),
        pytest.param(
            told("un hôpital de Dax", language="fr"),
            told("Clinique Sainte-Marie", published="2020-03-04", hints={"places": ["pau"]}, language="fr"),
            id="a hospital elsewhere",
        ),
        pytest.param(
            told("commune de Bergen", country="BE", country_origin="text"),
            told("gemeente Bergen", published="2020-03-04", language="nl", country="NL", country_origin="text"),
            id="two towns of one name",
        ),
        pytest.param(
            told("hôpital de Villers-la-Forêt"),
            told("mairie de Villers-la-Forêt", aliases=("Villers-la-Forêt",), published="2020-03-04"),
            id="a hospital and the town hall",
        ),
        pytest.param(
            told("hôpital Saint-Martin", hints={"places": ["merval"]}),
            told("AZ Sint-Maarten", published="2020-06-04", language="nl", hints={"places": ["overhoek"]}),
            id="hospitals of one saint in two towns",
        ),
        pytest.param(told("Saint-Denis"), told("Saint-Denis-sur-Sarthon", published="2020-03-04"), id="two towns"),
        pytest.param(
            told(actor="Snake"),
            told(actor="NetWalker", published="2020-03-09"),
            id="two gangs of which affiliates are known",
        ),
        pytest.param(told(url="https://a.example/1"), told(url="https://a.example/1"), id="two attacks in one article"),
        pytest.param(
            told("ministère de la Santé", language="fr"), told("Ministry of Health"), id="ministries of no country"
        ),
        pytest.param(
            told("Union Hospital", country="HK", country_origin="text"),
            told("Union Hospital", country="US", country_origin="text"),
            id="hospitals of two countries",
        ),
    ],
)
def test_two_attacks(one, two):
    assert match(one, two).score < JOIN
    assert verdict(one, two) == verdict(two, one)


@pytest.mark.parametrize("victim", ["Xperthis", "Union Hospital"])
def test_where_an_outlet_stands_neither_parts_nor_joins(victim):
    told_abroad = told(victim, published="2020-03-04", country="NL", country_origin="outlet")
    assert match(told(victim, country="BE", country_origin="text"), told_abroad) == match(told(victim), told_abroad)
    assert match(told(victim), told_abroad) == match(told(victim), told(victim, published="2020-03-04"))


def verdict(one, two):
    found = match(one, two)
    return found.score, found.apart, found.support


def test_a_match_says_why():
    found = match(told(actor="Ryuk"), told(published="2020-03-04", actor="Ryuk"))
    assert found.reason == "same name: 'Xperthis' and 'Xperthis'; 2 days apart; both name Ryuk"


def test_sums_far_apart_need_a_common_currency():
    assert far_apart([(10, "EUR")], [(100, "EUR")])
    assert not far_apart([(10, "EUR")], [(100, "USD")])
    assert same_sum([(300, "USD")], [(300, "USD")]) is None, "the list price of mass ransomware proves nothing"


def test_a_number_that_few_articles_have_is_said():
    one, two = (told(hints={"figures": ["180000"]}, published=None) for _ in range(2))
    assert match(one, told(published=None, url="https://b.example", hints=two.hints)).reason.endswith(
        "both have 180,000"
    )
    bill = told(url="https://b.example", hints={"figures": ["15000"]}, amount="15000", currency="EUR")
    assert "both have" not in match(told(hints={"figures": ["15000"]}), bill).reason


def test_one_more_attack_contradicts():
    again = told(published="2020-09-02", hints={"months": ["2020-03"], "again": True})
    assert match(told(), again).apart
    assert not match(told(), told(published="2020-09-02", hints={"months": ["2020-03"]})).apart


def test_what_an_article_reports_and_what_it_recalls_are_never_one():
    report = told("groupe Aurélis", url="https://a.example/1")
    recalled = told("Aurélis", url="https://a.example/1", primary=False)
    assert match(report, recalled).never
    assert not match(report, told("Aurélis", url="https://b.example/1", primary=False)).never


def test_a_kind_tells_undated_articles_apart_where_all_else_is_equal():
    undated = told(published=None, kind="breach", url="https://b.example")
    assert match(told(kind="breach"), undated).points > match(told(), undated).points


def test_thefts_of_two_years_made_known_within_months_are_two():
    first, second = told(hints={"of_years": [2014]}), told(published="2020-05-20", hints={"of_years": [2013]})
    assert match(first, second).apart
    assert voice(first) != voice(told(hints={"of_years": [2013]}))
    assert match(first, told(published="2020-05-20", hints={"of_years": [2014]})).score >= JOIN
    assert match(first, told(published="2020-05-20")).score >= JOIN


def test_what_two_reports_of_one_week_recall_does_not_part_them():
    soon = told(published="2020-03-04", hints={"of_years": [2021]})
    assert match(told(hints={"of_years": [2017]}), soon).score >= JOIN
    same = told(actor="Akira", published="2020-05-20", hints={"of_years": [2018]})
    assert not match(told(actor="Akira", hints={"of_years": [2017]}), same).apart

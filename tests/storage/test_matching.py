from datetime import date

import pytest

from storage.incidents import Telling
from storage.matching import JOIN, match
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

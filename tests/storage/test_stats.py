from datetime import date
from decimal import Decimal

import pytest

from storage.queries import IncidentFilter
from storage.rates import load_rates
from storage.resolve import resolve
from storage.stats import Tally, count_incidents, latest_months, tally
from tests.storage.tell import claim, tell


@pytest.fixture
def told(store, tmp_path):
    tell(store, "https://a.example/1", claim("Acme", amount="1000", currency="USD", actor="Akira", country="BE"))
    tell(store, "https://a.example/2", claim("Globex", amount="500", currency="EUR", actor="Akira", status="paid"),
         published="2024-01-10")  # fmt: skip
    tell(
        store, "https://a.example/3", claim("Initech", amount="2", currency="BTC", country="BE"), published="2023-12-24"
    )
    tell(store, "https://a.example/4", claim("Umbrella"), published=None)
    resolve(store)
    (tmp_path / "rates.csv").write_text("Date,USD,\n2024-03-01,1.25,\n")
    load_rates(store, tmp_path / "rates.csv")
    return count_incidents(store, IncidentFilter())


def row(label, incidents, demands=0, valued=0, euros=0, paid=0, demanded=None):
    return Tally(label, incidents, demands, valued, Decimal(euros), paid, Decimal(0), demanded)


def test_sums_are_in_euros_and_say_how_many_have_a_value(told):
    assert tally(told, "actor") == [row("Akira", 2, 2, 2, 1300, 1), row(None, 2, 1, 0)]
    assert tally(told, "country") == [row("BE", 2, 2, 1, 800), row(None, 2, 1, 1, 500, 1)]


def test_by_currency_the_sum_is_in_it_too(told):
    assert tally(told, "currency") == [
        row("BTC", 1, 1, 0, demanded=Decimal(2)),
        row("EUR", 1, 1, 1, 500, 1, Decimal(500)),
        row("USD", 1, 1, 1, 800, demanded=Decimal(1000)),
    ]


def test_months_stand_in_order_and_none_is_left_out_between(told):
    months = tally(told, "month")
    assert [each.label for each in months] == [None, "2023-12", "2024-01", "2024-03"]
    assert [(each.label, each.incidents) for each in latest_months(months, 3)] == [
        ("2024-01", 1),
        ("2024-02", 0),
        ("2024-03", 1),
    ]
    assert latest_months(months, 99)[0].label == "2023-12"


def test_no_month_of_nothing():
    assert latest_months([row(None, 1)], 12) == []


def test_filters_apply(store, told):
    assert len(count_incidents(store, IncidentFilter(since=date(2024, 1, 1)))) == 2

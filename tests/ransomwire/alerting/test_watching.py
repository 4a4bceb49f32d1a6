import pytest

from ransomwire.alerting.watching import watches_on
from ransomwire.alerting.watchlists import Watch
from storage.alerts import actor_names
from storage.queries import IncidentFilter
from storage.rates import load_rates
from storage.stats import count_incidents


@pytest.mark.parametrize(
    ("watched", "victims"),
    [
        ({}, ["Globex", "CHU de Liège", "Xperthis"]),
        ({"victims": ("XPERTHIS N.V.",)}, ["Xperthis"]),
        ({"victims": ("liege",)}, ["CHU de Liège"]),
        ({"victims": ("glob",)}, []),
        ({"domains": ("xperthis.be",)}, ["Xperthis"]),
        ({"victims": ("Globex",), "domains": ("xperthis.be",)}, ["Globex", "Xperthis"]),
        ({"sectors": ("health",)}, ["CHU de Liège"]),
        ({"countries": ("BE",)}, ["CHU de Liège", "Xperthis"]),
        ({"countries": ("BE",), "sectors": ("IT",)}, ["Xperthis"]),
        ({"actors": ("alphv",)}, ["CHU de Liège"]),
        ({"actors": ("BlackCat",)}, ["CHU de Liège"]),  # an article printed it so
        ({"min_amount": 15000}, ["Globex", "Xperthis"]),  # a demand in dollars by its value
        ({"min_amount": 15001}, ["Globex"]),
        ({"min_amount": 15000, "currency": "USD"}, ["Globex"]),
    ],
)
def test_what_a_watch_is_on(told, tmp_path, watched, victims):
    (tmp_path / "rates.csv").write_text("Date,USD,\n2024-04-30,1.07,\n")
    load_rates(told, tmp_path / "rates.csv")
    incidents, actors = count_incidents(told, IncidentFilter()), actor_names(told)
    watch = Watch("w", ("soc",), **watched)
    assert [each.incident.victim for each in incidents if watches_on([watch], each, actors)] == victims

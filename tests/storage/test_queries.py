from datetime import date
from decimal import Decimal

import pytest

from storage.database import StoreError, open_store
from storage.queries import IncidentFilter, find_incident, find_incidents, run_query
from storage.resolve import resolve
from tests.storage.tell import claim, tell


@pytest.fixture
def told(store):
    tell(store, "https://a.example/1", claim("CHU de Liège", country="BE", sector="Health"), language="fr")
    tell(
        store,
        "https://b.example/2",
        claim("Xperthis", amount="15000", currency="EUR", actor="Rex Mundi", status="demanded"),
        published="2014-06-02",
        text="The gang wants money.",
    )
    resolve(store)
    return store


@pytest.mark.parametrize(
    ("filter", "victims"),
    [
        (IncidentFilter(), ["CHU de Liège", "Xperthis"]),
        (IncidentFilter(victim="liege"), ["CHU de Liège"]),
        (IncidentFilter(victim="xper"), ["Xperthis"]),
        (IncidentFilter(actor="rex mundi"), ["Xperthis"]),
        (IncidentFilter(since=date(2020, 1, 1)), ["CHU de Liège"]),
        (IncidentFilter(until=date(2020, 1, 1)), ["Xperthis"]),
        (IncidentFilter(currency="eur", min_amount=Decimal(15000)), ["Xperthis"]),
        (IncidentFilter(min_amount=Decimal("15000.01")), []),
        (IncidentFilter(language="fr"), ["CHU de Liège"]),
        (IncidentFilter(country="be"), ["CHU de Liège"]),
        (IncidentFilter(sector="health", kind="ransomware"), ["CHU de Liège"]),
        (IncidentFilter(status="demanded"), ["Xperthis"]),
        (IncidentFilter(text="gang money"), ["Xperthis"]),
        (IncidentFilter(victim='" OR "'), []),
    ],
)
def test_find_incidents(told, filter, victims):
    assert [incident.victim for incident in find_incidents(told, filter)] == victims


def test_an_incident_is_found_by_its_id_and_by_the_start_of_it(told):
    incident = find_incidents(told, IncidentFilter(victim="xperthis"))[0]
    assert find_incident(told, incident.id) == incident
    assert find_incident(told, "XPERTHIS") == incident


def test_an_unknown_id_is_named(told):
    with pytest.raises(StoreError, match="there is no incident 'nobody-000000'"):
        find_incident(told, "nobody-000000")


def test_run_query_gives_names_and_rows(told):
    assert run_query(told, "SELECT victim, amount FROM ransoms WHERE amount > 1") == (
        ["victim", "amount"],
        [("Xperthis", 15000.0)],
    )


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("DELETE FROM incidents", "may only read"),
        ("ATTACH '/tmp/other.db' AS other", "may only read"),
        ("PRAGMA journal_mode = DELETE", "may only read"),
        ("SELECT load_extension('x')", "may only read"),
        ("BEGIN", "may only read"),
        ("VACUUM INTO '/tmp/x.db'", "may only read"),
        ("SELECT 1; DELETE FROM incidents", "one statement"),
        ("SELEC 1", "syntax error"),
        ("", "no rows"),
        ("WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r", "ran longer"),
    ],
)
def test_a_query_can_only_read_and_not_for_ever(told, sql, sentence):
    with pytest.raises(StoreError, match=sentence):
        run_query(told, sql, longest_s=0.2)
    assert told.table("incidents").count == 2


def test_full_text_may_be_the_first_thing_asked(tmp_path):
    with open_store(tmp_path / "a.db") as db:
        tell(db, "https://a.example/1", claim("Acme"), text="The gang wants money.")
    with open_store(tmp_path / "a.db", read_only=True) as db:
        sql = "SELECT rowid FROM article_versions_fts WHERE article_versions_fts MATCH 'gang'"
        assert run_query(db, sql) == (["rowid"], [(1,)])


@pytest.mark.parametrize("by", ["actor", "country", "month", "sector"])
def test_counts_read_an_index_and_no_incident(store, by):
    plan = store.execute(f"EXPLAIN QUERY PLAN SELECT * FROM incidents_by_{by}").fetchall()
    assert any("USING COVERING INDEX" in row[3] for row in plan)

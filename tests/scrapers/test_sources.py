"""The catalogue: what is declared, what a user adds and switches, and what the table says of each."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from scrapers.adding import add_source
from scrapers.apart import crawl_apart, probe_apart
from scrapers.health import health_of
from scrapers.pipelines import CrawlRecord, SourceState
from scrapers.source import Source, UnusableSource
from scrapers.sources import UnknownSource, all_sources, newly_failed, source_health, switch_source
from tests.scrapers.press import FAST, Answer, Press, item, page, rss

FEED = rss(item("/a", "Une mairie attaquée"), item("/b", "Un hôpital attaqué", published="Tue, 05 May 2026 08:00 GMT"))
PAGES: dict[str, Answer | str] = {"/a": page("Une mairie attaquée"), "/b": page("Un hôpital attaqué")}
HOME = page("Accueil", head='<link rel="alternate" type="application/rss+xml" href="/feed">')
LISTING = page(
    "Accueil", *(f'<a href="/news/{n}-une-mairie-attaquee">Une mairie attaquée, numéro {n}</a>' for n in "12")
)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "test.db"


def settings(*presses: Press) -> dict[str, object]:
    return FAST | {"ALLOWED_PRIVATE_HOSTS": [press.netloc for press in presses]}


def test_a_hundred_sources_are_declared_and_each_is_whole():
    sources = all_sources(Path("no-such.db"))
    assert len(sources) >= 100
    assert {source.language for source in sources.values()} == {"fr", "nl", "en"}
    for source in sources.values():
        assert source.home.startswith("https://"), source
        assert source.title, source
        assert source.feeds or not source.verified, source


def test_a_source_is_added_by_its_home_page_and_crawled_by_its_name(db):
    with Press({"/": HOME, "/feed": FEED, **PAGES}) as press:
        added = add_source(db, press.home, language="fr", name="gazette", settings=settings(press))
        (record,) = crawl_apart(db, ["gazette"], settings=settings(press))
        assert added.source.feeds == (f"{press.home}/feed",)
    assert (added.check.entries, added.check.problem) == (2, None)
    assert (record.new, record.filtered) == (2, 0)


def test_a_page_without_a_feed_is_kept_as_a_listing(db):
    pages = {f"/news/{n}-une-mairie-attaquee": page(f"Une mairie attaquée, numéro {n}") for n in "12"}
    with Press({"/": LISTING, **pages}) as press:
        added = add_source(db, f"{press.home}/", language="fr", name="gazette", settings=settings(press))
        assert added.source.listing == f"{press.home}/"
        (record,) = crawl_apart(db, ["gazette"], settings=settings(press))
    assert record.new == 2


def test_a_feed_that_another_site_hosts_is_kept_with_the_outlets_own_home(db):
    with Press({**PAGES}, host="127.0.0.2") as outlet, Press({"/x": FEED.replace("HOME", outlet.home)}) as burner:
        added = add_source(db, f"{burner.home}/x", language="fr", name="g", settings=settings(outlet, burner))
        assert (added.source.home, added.check.problem) == (outlet.home, None)


def test_what_gives_no_article_is_not_kept(db):
    with Press({"/": page("Accueil")}) as press, pytest.raises(UnusableSource, match="no article was found"):
        add_source(db, press.home, language="fr", settings=settings(press))
    assert not any(source.home == press.home for source in all_sources(db).values())


def test_a_check_says_what_came_of_feed_robots_and_article():
    robots = Answer(b"User-agent: *\nDisallow: /x")
    with Press({"/feed": FEED, "/robots.txt": robots, **PAGES}) as press, Press({}, host="127.0.0.2") as empty:
        sources = [press.source(), empty.source("courrier")]
        good, bad = probe_apart(sources, settings=settings(press, empty))
    assert (good.entries, good.newest, good.robots) == (2, datetime(2026, 5, 5, 8, tzinfo=UTC), "allows")
    assert (good.language, good.published, good.problem) == ("fr", date(2026, 5, 4), None)
    assert good.characters is not None
    assert good.characters > 200
    assert (bad.entries, bad.problem) == (0, "127.0.0.2 has no such page (404)")


def test_a_source_that_is_switched_off_is_not_crawled_and_says_why(db):
    switch_source(db, "zataz", on=False, reason="asks us not to")
    (record,) = crawl_apart(db, ["zataz"], settings=FAST)
    assert (record.requests, record.reason) == (0, "switched off: asks us not to")
    assert switch_source(db, "zataz", on=True).off is None
    with pytest.raises(UnknownSource, match="did you mean zataz"):
        switch_source(db, "ZATAZ", on=True)


NOON = datetime(2026, 5, 30, 12, tzinfo=UTC)
DAILY = [date(2026, 5, 29) - timedelta(days=n) for n in range(10)]
SOURCE = Source("gazette", "fr", "https://gazette.example")


@pytest.mark.parametrize(
    ("state", "last", "days", "paywalled"),
    [
        ("ok", {"new": 3}, DAILY, 0.0),
        ("ok", {"not_modified": 1}, DAILY, 0.0),
        ("quiet", {"unchanged": 3}, DAILY[5:], 0.0),
        ("ok", {"unchanged": 3}, [DAILY[9] - timedelta(days=30 * n) for n in range(9)], 0.0),
        ("refused", {"refused": 1, "reason": "gazette.example forbids it (403)"}, DAILY, 0.0),
        ("refused", {"refused": 7, "notes": "gazette.example's robots.txt forbids it, 7 times"}, DAILY, 0.0),
        ("broken", {"broken": 1, "reason": "gazette.example did not answer in time"}, DAILY, 0.0),
        ("gone", {"broken": 1, "reason": "gazette.example has no such page (404)"}, DAILY, 0.0),
        ("paywalled", {"new": 1}, DAILY, 0.9),
    ],
)
def test_the_state_of_a_source_follows_from_its_last_run_and_its_rhythm(state, last, days, paywalled):
    record = CrawlRecord(source="gazette", started=NOON, seconds=1.0, **last)
    ledger = SourceState("gazette", 5, NOON, NOON, 1 if record.reason else 0, 50, "2026-05-29", record)
    health = health_of(SOURCE, ledger, days, paywalled)
    assert health.state == state
    assert state == "ok" or health.why


def test_a_source_that_fails_anew_is_told_apart_from_one_that_goes_on_failing(db):
    with Press({}) as press:
        first = crawl_apart(db, [press.source()], settings=settings(press))
        assert [record.source for record in newly_failed(db, first)] == ["gazette"]
        second = crawl_apart(db, [press.source()], settings=settings(press))
        assert newly_failed(db, second) == []
    assert "zataz" in {row.source.name for row in source_health(db)}

"""The crawl from end to end, against a press on loopback. Each crawl runs in a process of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.apart import crawl_apart
from scrapers.pipelines import CrawlRecord
from scrapers.source import Source
from storage.database import open_store
from tests.scrapers.press import FAST, Answer, Press, item, page, rss


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "test.db"


def run(db: Path, *presses: Press, sources: list[Source] | None = None, **options: object) -> list[CrawlRecord]:
    settings = FAST | {"ALLOWED_PRIVATE_HOSTS": [press.netloc for press in presses]}
    return crawl_apart(db, sources or [press.source() for press in presses], settings=settings, **options)


def counts(record: CrawlRecord) -> dict[str, int]:
    names = ("new", "changed", "unchanged", "not_modified", "filtered", "refused", "broken")
    return {name: getattr(record, name) for name in names if getattr(record, name)}


def test_articles_of_a_feed_are_stored_with_what_page_and_feed_say(db):
    feed = rss(item("/a?utm_source=rss", "Une mairie attaquée"), item("/b", "Un hôpital attaqué"))
    with Press(
        {"/feed": feed, "/a?utm_source=rss": page("Une mairie attaquée"), "/b": page("Un hôpital attaqué")}
    ) as press:
        (record,) = run(db, press)
        home = press.home
    assert counts(record) == {"new": 2}
    assert record.reason is None
    rows = open_store(db).query("select url, source, title, published, language from articles order by url")
    assert list(rows) == [
        {
            "url": f"{home}/a",
            "source": "gazette",
            "title": "Une mairie attaquée",
            "published": "2026-05-04",
            "language": "fr",
        },
        {
            "url": f"{home}/b",
            "source": "gazette",
            "title": "Un hôpital attaqué",
            "published": "2026-05-04",
            "language": "fr",
        },
    ]


def test_a_source_that_is_down_is_named_and_the_others_go_on(db):
    with Press({"/feed": rss(item("/a", "Attaque")), "/a": page("Attaque")}) as press:
        with Press({}) as gone:
            down = gone.source("courrier")
        records = run(db, press, gone, sources=[down, press.source()])
    assert [counts(record) for record in records] == [{"broken": 1}, {"new": 1}]
    assert records[0].reason == "127.0.0.1 refuses the connection"


def test_robots_txt_is_obeyed_and_the_agent_says_who_it_is(db):
    robots = Answer(b"User-agent: ransomwire\nDisallow: /private/")
    feed = rss(item("/private/a", "Attaque"), item("/b", "Attaque"))
    with Press({"/robots.txt": robots, "/feed": feed, "/private/a": page("A"), "/b": page("B")}) as press:
        (record,) = run(db, press)
    assert counts(record) == {"new": 1, "refused": 1}
    assert "/private/a" not in press.asked
    assert all("(+http" in headers["User-Agent"] for headers in press.headers)

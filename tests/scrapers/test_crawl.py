"""The crawl from end to end, against a press on loopback. Each crawl runs in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from scrapers.apart import CrawlFailed, crawl_apart
from scrapers.lock import crawl_lock
from scrapers.pipelines import CrawlRecord
from scrapers.source import Source
from scrapers.spiders.outlet import AT_ONCE
from storage.database import open_store
from tests.scrapers.press import FAST, LOREM, Answer, Press, item, page, rss


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "test.db"


def run(
    db: Path,
    *presses: Press,
    sources: list[Source] | None = None,
    settings: Mapping[str, object] | None = None,
    **options: object,
) -> list[CrawlRecord]:
    allowed = {"ALLOWED_PRIVATE_HOSTS": [press.netloc for press in presses]}
    sources = sources or [press.source() for press in presses]
    return crawl_apart(db, sources, settings=FAST | allowed | dict(settings or {}), **options)


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


EDIT = "Mise à jour de mardi : la mairie ne paiera pas, annonce le maire, et les écoles rouvrent jeudi matin."


def articles(db: Path) -> list[tuple[str, str]]:
    rows = open_store(db).query("select a.url, v.text from articles a join article_versions v on v.id = a.version_id")
    return sorted((row["url"].partition("/")[2].partition("/")[2].partition("/")[2], row["text"]) for row in rows)


def make_older(db: Path, hours: int) -> None:
    """Let the crawler believe that its visits so far were some hours ago."""
    store = open_store(db)
    for address, first, last in store.execute("select address, first, last from visits").fetchall():
        then = [(datetime.fromisoformat(moment) - timedelta(hours=hours)).isoformat() for moment in (first, last)]
        store.execute("update visits set first = ?, last = ? where address = ?", [*then, address])
    store.conn.commit()


def test_a_second_crawl_asks_for_the_feed_only_and_gets_304(db):
    feed = Answer(rss(item("/a", "Attaque")).encode(), headers={"ETag": '"one"'})

    def answer_304(request: BaseHTTPRequestHandler) -> None:
        known = request.path == "/feed" and request.headers.get("If-None-Match") == '"one"'
        press.answers["/feed"] = Answer(status=304) if known else usual
        Press.answer(press, request)

    with Press({"/feed": feed, "/a": page("Attaque")}) as press:
        usual = Answer(feed.body.replace(b"HOME", press.home.encode()), headers=feed.headers)
        press.answer = answer_304
        (first,) = run(db, press)
        (second,) = run(db, press)
        assert press.asked.count("/a") == 1
    assert (counts(first), counts(second)) == ({"new": 1}, {"not_modified": 1})


def test_an_edited_article_gets_a_second_version_when_it_is_looked_at_again(db):
    with Press({"/feed": rss(item("/a", "Attaque")), "/a": page("Attaque", LOREM, LOREM)}) as press:
        run(db, press)
        press.answers["/a"] = page("Attaque", LOREM, LOREM, EDIT)
        (at_once,) = run(db, press)
        make_older(db, 13)
        (later,) = run(db, press)
        make_older(db, 24 * 30)
        (much_later,) = run(db, press)
    assert [counts(record) for record in (at_once, later, much_later)] == [{}, {"changed": 1}, {}]
    assert open_store(db).execute("select max(number) from article_versions").fetchone()[0] == 2


def test_an_article_that_its_feed_says_was_edited_is_looked_at_at_once(db):
    def atom(updated: str) -> str:
        return (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title><entry><title>Attaque</title><id>HOME/a</id>'
            '<link href="HOME/a"/><published>2026-05-04T10:00:00Z</published>'
            f"<updated>{updated}</updated></entry></feed>"
        )

    with Press({"/feed": atom("2026-05-04T10:00:00Z"), "/a": page("Attaque", LOREM, LOREM)}) as press:
        run(db, press)
        press.answers |= {"/feed": atom("2099-01-01T00:00:00Z"), "/a": page("Attaque", LOREM, LOREM, EDIT)}
        (record,) = run(db, press)
    assert counts(record) == {"changed": 1}


def test_one_page_under_several_addresses_is_one_article(db):
    canonical = '<link rel="canonical" href="{}/a">'
    feed = rss(
        item("/a?utm_medium=x", "Attaque"), item("/a/amp", "Attaque"), item("/a#top", "Attaque"), item("/b", "Attaque")
    )
    with Press({"/feed": feed}) as press:
        told = page("Attaque", head=canonical.format(press.home))
        press.answers |= dict.fromkeys(("/a?utm_medium=x", "/a/amp", "/a", "/b"), told)
        (record,) = run(db, press)
        assert len(press.asked) == 4  # robots.txt, the feed, the first address, and /b, which only its page says is /a
    assert counts(record) == {"new": 1, "unchanged": 1}


def test_a_feed_is_asked_for_with_the_last_pages_of_the_one_before_so_that_memory_is_bounded(db):
    paths = [f"/{number}" for number in range(AT_ONCE + 10)]
    answers = {path: page(f"Attaque {path}") for path in (*paths, "/b")}
    answers |= {"/one": rss(*(item(path, "Attaque") for path in paths)), "/two": rss(item("/b", "Attaque"))}
    with Press(answers) as press:
        (record,) = run(db, press, sources=[press.source(feeds=("/gone", "/one", "/two"))])
        assert press.asked.index("/two") > AT_ONCE
    assert counts(record) == {"new": len(paths) + 1, "broken": 1}


def test_a_json_feed_is_read(db):
    feed = (
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "HOME/a", "title": "Attaque"}]}'
    )
    with Press({"/feed": feed, "/a": page("Attaque")}) as press:
        (record,) = run(db, press)
    assert counts(record) == {"new": 1}


def test_a_registers_entries_are_its_articles(db):
    feed = rss(
        "<item><title>Mairie de Brou</title><link>HOME/</link><description>Données volées.</description></item>",
        "<item><title>Hôpital de Dax</title><link>HOME/</link><description>Serveurs chiffrés.</description></item>",
    )
    with Press({"/feed": feed}) as press:
        (record,) = run(db, press, sources=[press.source(whole_entries=True)])
        (again,) = run(db, press, sources=[press.source(whole_entries=True)])
        assert press.asked == ["/robots.txt", "/feed"] * 2
    assert (counts(record), counts(again)) == ({"new": 2}, {})
    assert articles(db) == [
        ("#hopital-de-dax".replace("o", "%C3%B4", 1), "Serveurs chiffrés."),
        ("#mairie-de-brou", "Données volées."),
    ]


REASON = "other news by its words ('gagne', 'match')"


MATCH = "Deux buts en fin de match ont suffi devant 12 000 supporters."


def test_general_outlets_are_asked_only_for_what_can_be_security_news(db):
    feed = rss(
        item("/a", "Cyberattaque contre une mairie"),
        item("/b", "Le Standard gagne à domicile", more=f"<description>{MATCH}</description>"),
        item("/c", "Nouvelles", more="<category>Cybersécurité</category>"),
    )
    with Press({"/feed": feed, "/a": page("Cyberattaque contre une mairie"), "/c": page("Nouvelles")}) as press:
        (record,) = run(db, press, sources=[press.source(topic="general")])
        assert "/b" not in press.asked
    assert counts(record) == {"new": 2, "filtered": 1}
    (row,) = open_store(db).query("select title, reason from left_out")
    assert row == {"title": "Le Standard gagne à domicile", "reason": REASON}


def test_history_comes_from_the_sitemaps_that_robots_txt_names(db):
    months = "".join(f"<sitemap><loc>HOME/{month}.xml</loc></sitemap>" for month in ("2019-03", "2026-05"))
    index = f"<sitemapindex>{months}</sitemapindex>"
    month = (
        '<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        "<url><loc>HOME/a</loc><news:news><news:title>Attaque</news:title>"
        "<news:publication_date>2026-05-04</news:publication_date></news:news></url>"
        "<url><loc>HOME/b</loc><lastmod>2020-01-01</lastmod></url></urlset>"
    )
    answers = {
        "/robots.txt": "Sitemap: HOME/sitemap.xml",
        "/sitemap.xml": index,
        "/2026-05.xml": month,
        "/a": page("Attaque"),
    }
    with Press(answers) as press:
        (record,) = run(db, press, since="2024-01-01", backfill=True)
        assert press.asked == ["/robots.txt", "/robots.txt", "/sitemap.xml", "/2026-05.xml", "/a"]
    assert counts(record) == {"new": 1}


def test_since_leaves_out_what_is_older(db):
    feed = rss(item("/a", "Ancien", published="Mon, 06 Jan 2025 10:00:00 GMT"), item("/b", "Nouveau"))
    with Press({"/feed": feed, "/b": page("Nouveau")}) as press:
        (record,) = run(db, press, since="2026-01-01")
        assert "/a" not in press.asked
    assert counts(record) == {"new": 1}


def test_a_feed_that_became_a_page_is_found_by_the_link_that_the_page_names(db):
    moved = page("Accueil", head='<link rel="alternate" type="application/rss+xml" href="/new-feed">')
    with Press({"/feed": moved, "/new-feed": rss(item("/a", "Attaque")), "/a": page("Attaque")}) as press:
        (record,) = run(db, press)
    assert counts(record) == {"new": 1}


def test_many_entries_are_fetched_in_turn(db):
    paths = [f"/{n}" for n in range(250)]  # more than Scrapy is given at once
    feed = rss(*(item(path, f"Attaque {path}") for path in paths))
    with Press({"/feed": feed, **{path: f"Page {path}" for path in paths}}) as press:
        (record,) = run(db, press, settings={"EXTRACT": "tests.scrapers.test_workers.extract"})
    assert counts(record) == {"new": 250}


def test_what_was_stored_before_an_interruption_stays_and_the_next_run_goes_on(db):
    paths = [f"/{n}" for n in range(40)]
    feed = Answer(b"", headers={"ETag": '"one"'})
    with Press({path: page(f"Attaque {path}") for path in paths}) as press:
        text = rss(*(item(path, f"Attaque {path}") for path in paths)).replace("HOME", press.home)
        press.answers["/feed"] = Answer(text.encode(), headers=feed.headers)
        order = {
            "do": "crawl", "db_path": str(db), "sources": [press.source().to_json()], "options": {},
            "settings": FAST | {"ALLOWED_PRIVATE_HOSTS": [press.netloc], "DOWNLOAD_DELAY": 0.1},
        }  # fmt: skip
        command = [sys.executable, "-m", "scrapers.apart"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as crawl:
            assert crawl.stdin
            assert crawl.stdout
            crawl.stdin.write(json.dumps(order))
            crawl.stdin.close()
            for _ in range(5):
                crawl.stdout.readline()
            crawl.send_signal(signal.SIGINT)
            result = json.loads(crawl.stdout.read().splitlines()[-1])["results"][0]
        stored = len(articles(db))
        asked = len(press.asked)
        (record,) = run(db, press)
        assert len(press.asked) == asked + 2 + 40 - stored  # robots.txt, the feed, and the pages not yet stored
    assert 5 <= stored < 40
    assert (result["new"], result["reason"]) == (stored, "stopped before its end; the next run goes on")
    assert counts(record) == {"new": 40 - stored}


def test_a_second_crawl_waits_for_the_first_or_says_so(db):
    with crawl_lock(db), pytest.raises(CrawlFailed, match=r"another crawl \(process \d+\) fills .*wait for it to end"):
        crawl_apart(db, [], settings=FAST)
    with Press({"/feed": rss()}) as press:
        lock = crawl_lock(db)
        lock.__enter__()
        threading.Timer(1.0, lambda: lock.__exit__(None, None, None)).start()
        (record,) = run(db, press, wait_s=30)
    assert record.reason is None


def test_the_ledger_names_what_a_run_of_scrapy_itself_brought(db):
    command = [sys.executable, "-m", "scrapy", "crawl", "zataz", "-s", f"RANSOMWIRE_DB={db}", "-s", "DNS_TIMEOUT=2"]
    proxies = {"https_proxy": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9"}  # nobody answers there
    subprocess.run(command, env=os.environ | proxies, check=True, capture_output=True)
    (row,) = open_store(db).query("select source, broken, reason from crawls")
    assert row["source"] == "zataz"
    assert row["reason"]

"""Feeds, sitemaps and listing pages as outlets write them."""

import contextlib
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.addresses import clean_address
from scrapers.entries import Entry, UnreadableFeed, parse_feed, plain_text
from scrapers.links import article_links, feed_links
from scrapers.memory import is_due
from scrapers.pipelines import Visit
from scrapers.sitemaps import parse_sitemap, sitemaps_of_robots

HOME = "https://news.example/"
FEED = f"{HOME}feed"


def test_rss_as_wordpress_writes_it():
    body = """<?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title><item>
      <title>Rançon : l&#8217;hôpital &amp; la mairie</title><link>https://news.example/a/</link>
      <dc:creator><![CDATA[A. Roux]]></dc:creator><category><![CDATA[Cyber]]></category>
      <pubDate>Mon, 04 May 2026 10:00:00 +0200</pubDate>
      <description><![CDATA[<p>Le <b>groupe</b> réclame.</p>]]></description>
    </item></channel></rss>"""
    assert parse_feed(body.encode(), FEED) == [
        Entry(
            url="https://news.example/a/",
            title="Rançon : l’hôpital & la mairie",
            summary="Le groupe réclame.",
            published=datetime(2026, 5, 4, 8, tzinfo=UTC),
            updated=None,
            author="A. Roux",
            section="Cyber",
        )
    ]


def test_a_feed_in_an_old_charset_that_its_header_names():
    body = "<rss version='2.0'><channel><item><title>Hôpital</title><link>/a</link></item></channel></rss>"
    (entry,) = parse_feed(body.encode("cp1252"), FEED, content_type="application/rss+xml; charset=windows-1252")
    assert (entry.title, entry.url) == ("Hôpital", "https://news.example/a")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "the feed is empty"),
        (b"<!DOCTYPE html><html><body>Accueil</body></html>", "HTML page"),
        (b"%PDF-1.7", "neither RSS nor Atom"),
        (b"{broken", "broken JSON"),
        (b'{"version": 1}', "no list of items"),
        (b"[" * 10_000, "neither RSS nor Atom"),
        (b'{"items": ' + b"[" * 100_000, "broken JSON"),
    ],
)
def test_what_is_no_feed_is_told_in_a_sentence(body, sentence):
    with pytest.raises(UnreadableFeed, match=sentence):
        parse_feed(body, FEED)


def test_entries_without_an_address_of_the_web_are_left_out():
    items = "".join(
        f"<item><link>{link}</link></item>" for link in ("file:///a", "", "javascript:b()", "http://[", "/c")
    )
    entries = parse_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), FEED)
    assert [entry.url for entry in entries] == ["https://news.example/c"]


@given(st.binary(max_size=300))
def test_no_bytes_at_all_bring_the_parsers_down(body):
    for parse in (parse_feed, parse_sitemap):
        with contextlib.suppress(UnreadableFeed):
            parse(body, FEED)


@given(st.text())
def test_plain_text_has_no_control_characters(text):
    assert all(ord(char) >= 32 for char in plain_text(text))


def test_sitemaps_that_robots_names_else_the_usual_place():
    assert sitemaps_of_robots(
        b"User-agent: *\nSitemap: /one.xml\nsitemap: https://n.example/2.xml", f"{HOME}robots.txt"
    ) == [
        "https://news.example/one.xml",
        "https://n.example/2.xml",
    ]
    assert sitemaps_of_robots(b"", f"{HOME}robots.txt") == ["https://news.example/sitemap.xml"]


def test_a_sitemap_gives_pages_with_the_words_of_their_address_for_a_title():
    body = b"<urlset><url><loc>https://news.example/une-mairie-attaquee.html</loc><lastmod>2026-05-04</lastmod></url></urlset>"
    (entry,) = parse_sitemap(body, HOME).entries
    assert (entry.title, entry.updated) == ("une mairie attaquee", datetime(2026, 5, 4, tzinfo=UTC))
    assert parse_sitemap(body, HOME, since=date(2026, 6, 1)).entries == []


def test_links_of_a_listing_are_its_articles_and_not_its_menu():
    html = """<nav><a href="/rubrique-securite-et-reseaux-2026">Toute la rubrique de la sécurité</a></nav>
    <main><a href="/123456/mairie"><h2>Une mairie attaquée par des pirates</h2></a><a href="/123456/mairie">Lire</a>
    <a href="/contact">Écrire à la rédaction du journal</a><a href="https://other.example/2026-une-mairie">Une mairie
    attaquée ailleurs par des pirates</a></main>"""
    assert article_links(html, HOME, sites={"news.example"}) == [
        Entry("https://news.example/123456/mairie", title="Une mairie attaquée par des pirates")
    ]
    assert [entry.url for entry in article_links(html, HOME, sites={"news.example"}, pattern="/contact")] == [
        "https://news.example/contact"
    ]


def test_feeds_of_a_page_those_of_comments_last():
    links = ("/comments/feed", "/feed")
    html = "".join(f'<link rel="alternate" type="application/rss+xml" href="{link}">' for link in links)
    assert feed_links(html, HOME) == ["https://news.example/feed", "https://news.example/comments/feed"]


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("https://news.example/a?utm_source=x&id=2", "https://news.example/a?id=2"),
        ("https://news.example/a?xtor=RSS-1", "https://news.example/a"),
        ("https://news.example/a/amp/", "https://news.example/a/"),
        ("https://news.example/a.amp.html", "https://news.example/a.html"),
        ("https://news.example/a?amp", "https://news.example/a"),
        ("https://news.example:443/a#comments", "https://news.example/a"),
        ("https://news.example/example/campaign", "https://news.example/example/campaign"),
    ],
)
def test_one_page_has_one_clean_address(address, clean):
    assert clean_address(address) == clean
    assert clean_address(clean) == clean


NOON = datetime(2026, 5, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("outcome", "first_days", "last_hours", "tries", "due"),
    [
        ("stored", 1, 1, 1, False),
        ("stored", 1, 13, 1, True),
        ("stored", 30, 13, 1, False),
        ("unreachable", 0, 0, 1, True),
        ("unreachable", 1, 1, 6, False),
        ("unreachable", 1, 8, 6, True),
        ("unreachable", 15, 48, 6, False),
        ("refused", 1, 25, 12, True),
        ("broken", 1, 25, 3, True),
        ("broken", 1, 25, 4, False),
        ("filtered", 1, 25, 1, False),
        ("gone", 1, 25, 1, False),
    ],
)
def test_when_a_page_is_fetched_again(outcome, first_days, last_hours, tries, due):
    first, last = NOON - timedelta(days=first_days), NOON - timedelta(hours=last_hours)
    visit = Visit("https://news.example/a", "gazette", outcome, min(first, last), last, tries)
    assert is_due(visit, Entry("https://news.example/a"), NOON) is due

"""Everything crawled is hostile, and so is every other web site."""

import asyncio
import re

import pytest

from review.guard import datasette_scripts
from storage.database import open_store
from storage.queries import find_incidents
from storage.resolve import resolve
from tests.storage.tell import claim, tell

EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'{{ 7*7 }}"


@pytest.fixture
def evil(browser):
    """An incident in which every word is an attack."""
    with open_store(browser.path) as db:
        for n, url in enumerate(["javascript:alert(1)", "data:text/html,<script>alert(1)</script>"]):
            spans = {"victim": (0, 9), EVIL: (3, 7), "actor": (-4, 10**9)}
            words = {"aliases": (EVIL,), "sector": EVIL, "country": EVIL, "payment": EVIL}
            told = claim(f"Evilcorp {EVIL}", actor=EVIL, amount=n, currency="BTC", score=0.1, evidence=spans, **words)
            tell(db, url, told, title=f"Evilcorp {EVIL} \u202egnp", text=f"{EVIL} {n}", source=f"outlet {EVIL}")
        resolve(db)
        return next(incident for incident in find_incidents(db) if incident.victim.startswith("Evilcorp"))


@pytest.mark.parametrize(
    "page", ["/-/review", "/-/review/{id}", "/notes/incidents", "/notes/tellings", "/notes/articles"]
)
@pytest.mark.parametrize("signed_in", [True, False])
def test_markup_in_articles_is_shown_and_never_run(browser, evil, page, signed_in):
    if signed_in:
        browser.sign_in()
    answer = browser.get(page.format(id=evil.id))
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    assert "{{ 7*7 }}" in answer.text
    assert 'href="javascript:' not in answer.text.lower()
    assert 'href="data:' not in answer.text.lower()


def test_our_pages_have_no_script_but_their_own(browser, evil):
    page = browser.sign_in().get(f"/-/review/{evil.id}").text
    assert re.findall(r"<script[^>]*>", page) == ['<script src="/-/review-static/review.js" defer>']
    assert not re.search(r"<[^>]*\s(on\w+|style)=", re.sub(r'"[^"]*"', '""', page))


def test_characters_that_turn_words_around_are_taken_out(browser, evil):
    assert "\u202e" not in browser.get(f"/-/review/{evil.id}").text


def test_links_of_articles_tell_outlets_nothing(browser, ids):
    page = browser.get(f"/-/review/{ids['Xperthis']}")
    assert 'href="https://a.example/1" target="_blank" rel="noopener noreferrer"' in page.text
    assert page.headers["referrer-policy"] == "same-origin"


def test_ids_and_words_in_addresses_are_escaped(browser):
    for path in (f"/-/review/{EVIL.replace('/', '%2F')}", f"/-/review?words={EVIL}", f"/-/review?done={EVIL}"):
        assert "<script>alert" not in browser.get(path).text


@pytest.mark.parametrize("path", ["/-/review", "/-/review/none-000000", "/", "/notes", "/notes/incidents"])
def test_every_page_has_a_policy_that_runs_no_strangers_script(browser, path):
    policy = dict(
        part.strip().split(" ", 1) for part in browser.get(path).headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy["script-src"]


def test_datasettes_own_inline_scripts_are_known(browser):
    known = set(datasette_scripts())
    for path in ("/", "/notes", "/notes/incidents", "/notes?sql=select+1", "/notes/ransoms_since?since=2020-01-01"):
        assert set(re.findall(r"<script>(.*?)</script>", browser.get(path).text, re.DOTALL)) <= known


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8001", "", "[::1"])
@pytest.mark.parametrize("path", ["/-/review", "/notes/incidents.json", "/-/review-static/review.js"])
def test_a_name_of_somebody_elses_is_not_answered(browser, host, path):
    answer = browser.get(path, host=host)
    assert (answer.status_code, "Acme" in answer.text) == (403, False)


@pytest.mark.parametrize("host", ["localhost:8001", "127.0.0.1:9", "[::1]:8001", "LOCALHOST"])
def test_this_machines_names_are_answered(browser, host):
    assert browser.get("/-/review", host=host).status_code == 200


def test_datasette_checks_foreign_keys(browser):
    database = browser.pages.get_database("notes")
    assert asyncio.run(database.execute("PRAGMA foreign_keys")).rows[0][0] == 1


def test_the_file_cannot_be_written_through_datasette(browser, look):
    browser.sign_in()
    assert browser.get("/notes.json?sql=delete+from+incidents").status_code == 400
    assert browser.get("/notes.db").status_code == 403
    assert len(look()) == 3


def test_offsets_from_anywhere_do_no_harm(browser):
    with open_store(browser.path) as db:
        told = claim("Offset", evidence={"victim": (5, 2), "actor": (-3, -1), "amount": (10**6, 10**7)})
        tell(db, "https://a.example/offset", told)
        resolve(db)
        id = next(incident.id for incident in find_incidents(db) if incident.victim == "Offset")
    assert browser.get(f"/-/review/{id}").status_code == 200

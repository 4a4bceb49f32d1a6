"""What an analyst sees."""

import re

from storage.database import open_store
from storage.resolve import resolve
from tests.storage.tell import claim, tell
from tests.storage.test_copies import AGENCY


def victims(page):
    return re.findall(r'data-key="Enter"><bdi>([^<]*)</bdi>', page.text)


def test_the_inbox_shows_the_least_sure_first(browser):
    assert victims(browser.get("/-/review")) == ["Acme", "Borealis", "Xperthis"]


def test_the_inbox_shows_the_newest_first_when_asked(browser):
    assert victims(browser.get("/-/review?order=newest")) == ["Acme", "Xperthis", "Borealis"]


def test_the_inbox_finds_words(browser):
    assert victims(browser.get("/-/review?words=xper")) == ["Xperthis"]
    assert victims(browser.get('/-/review?words="%20OR%20*')) == []


def test_the_inbox_shows_what_outlets_disagree_on(browser):
    assert victims(browser.get("/-/review?only=disputed")) == ["Xperthis"]


def test_an_empty_inbox_says_so(browser):
    assert "No incident here is rejected" in browser.get("/-/review?state=rejected").text


def test_addresses_that_make_no_sense_show_the_inbox(browser):
    assert len(victims(browser.get("/-/review?order=x&state=y&only=z&page=-1"))) == 3
    assert victims(browser.get("/-/review?page=99999999999999")) != []


def test_an_incident_shows_the_sentences_with_what_they_say_marked(browser, ids):
    page = browser.get(f"/-/review/{ids['Xperthis']}").text
    assert (
        '<blockquote dir="auto"><mark class="actor" title="actor">Rex Mundi</mark> wants '
        '<mark class="amount" title="amount">15,000 euros</mark> from '
        '<mark class="victim" title="victim">Xperthis</mark>.</blockquote>'
    ) in page


def test_an_incident_says_why_its_articles_were_joined(browser, ids):
    page = browser.get(f"/-/review/{ids['Xperthis']}").text
    assert "The earliest report" in page
    assert re.search(r"Here because: same name: [^<]*2 days apart; both name Rex Mundi", page)


def test_an_incident_shows_where_outlets_disagree(browser, ids):
    assert "told as 15,000 to 20,000 EUR" in browser.get(f"/-/review/{ids['Xperthis']}").text


def test_the_next_incident_is_the_inboxes_next(browser, ids):
    page = browser.get(f"/-/review/{ids['Borealis']}").text
    assert f'<a href="/-/review/{ids["Xperthis"]}" data-key="n">' in page
    assert f'<a href="/-/review/{ids["Acme"]}" data-key="p">' in page
    newest = browser.get(f"/-/review/{ids['Xperthis']}?order=newest").text
    assert f'<a href="/-/review/{ids["Borealis"]}?order=newest" data-key="n">' in newest


def test_lookalikes_are_shown_with_the_reason(browser, store_path):
    with open_store(store_path) as db:
        db.execute("INSERT INTO near_misses SELECT min(id), max(id), 0.5, 'both are companies' FROM incidents")
        one, other = db.execute("SELECT incident, other FROM near_misses").fetchone()
    for here, there in ((one, other), (other, one)):
        page = browser.get(f"/-/review/{here}").text
        assert f'<a href="/-/review/{there}">' in page
        assert "both are companies (0.50)" in page
    assert len(victims(browser.get("/-/review?only=near"))) == 2


def test_the_start_of_an_id_leads_to_the_incident(browser, ids):
    answer = browser.get("/-/review/xper")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/-/review/{ids['Xperthis']}")


def test_an_unknown_id_is_named(browser):
    answer = browser.get("/-/review/no-such-incident")
    assert answer.status_code == 404
    assert "there is no incident &#39;no-such-incident&#39;" in answer.text


def test_a_store_that_knows_a_thousand_articles_of_one_victim_shows_the_first(browser, store_path, ids):
    with open_store(store_path) as db:
        for n in range(80):
            tell(db, f"https://c.example/{n}", claim("Acme"), published="2024-05-02")
        resolve(db)
    page = browser.get(f"/-/review/{ids['Acme']}").text
    assert page.count("<article") == 60
    assert "all 81 in a table" in page


def test_an_id_in_datasettes_tables_leads_to_its_page(browser, ids):
    assert f'<a href="/-/review/{ids["Acme"]}">' in browser.get("/notes/ransoms").text


def test_nothing_can_be_pressed_without_having_opened_the_link(browser, ids):
    for page in (browser.get("/-/review").text, browser.get(f"/-/review/{ids['Acme']}").text):
        assert "<button name=" not in page
        assert "read only" in page


def test_outlets_that_print_one_agencys_text_are_told_to(browser, store_path, ids):
    with open_store(store_path) as db:
        for n in range(3):
            told = f"Town {n}. {AGENCY}"
            tell(db, f"https://c{n}.example/", claim("Acme"), published="2024-05-02", text=told, source=f"paper{n}")
        resolve(db)
    page = browser.get(f"/-/review/{ids['Acme']}").text
    assert "4 tellings, 2 outlets, 2 copies" in page
    assert page.count("prints the text of <bdi>paper0</bdi> (9") == 2
    assert "alike)" in page

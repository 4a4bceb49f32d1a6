"""`ransomwire demo`: the whole chain over HTTP on loopback, and nothing new the second time."""

import pytest

from storage.database import open_store

ROWS = ("articles", "article_versions", "readings", "mentions", "claims", "incidents")


def counts():
    db = open_store("demo/ransomwire-demo.db", read_only=True)
    return {name: db.table(name).count for name in ROWS}


@pytest.fixture
def shown(ransomwire):
    status, out, err = ransomwire("demo")
    assert status == 0
    return out, err


def test_the_demo_says_what_it_found_what_it_left_out_and_how_to_go_on(shown):
    out, err = shown
    assert out.index("Who was hit, by whom, for how much:") < out.index("Left out, and why:")
    assert "Vijf vragen over de wachtwoordkluis" in " ".join(out.split())
    assert "haven-van-ravensoord" in err or "no article text was found" in out
    assert "seconds. Everything is in demo/ransomwire-demo.db." in err
    assert len(err[err.index("Go on with:") :].splitlines()) == 4


def test_the_demo_stores_the_edited_article_in_both_versions(shown):
    assert counts()["article_versions"] == counts()["articles"] + 1
    db = open_store("demo/ransomwire-demo.db", read_only=True)
    url = "http://slotgracht.example/artikel/kestrano-vrachtwagens-stil"
    titles = (
        "select v.title from article_versions v join articles a on a.id = v.article_id where a.url = ? order by number"
    )
    assert [title for (title,) in db.execute(titles, [url])] == [
        "Vrachtwagens van Kestrano staan stil na cyberaanval",
        "Vrachtwagens van Kestrano staan stil, Akira eist 4 miljoen euro",
    ]


def test_a_second_demo_adds_no_row(shown, ransomwire):
    before = counts()
    assert before["articles"] >= 18
    status, _, err = ransomwire("demo")
    assert status == 0
    assert "0 new articles, 0 changed" in err
    assert counts() == before

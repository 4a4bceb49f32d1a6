"""`ransomwire demo`: the whole chain over HTTP on loopback, and nothing new the second time."""

import os
import subprocess
import sys

import pytest

from storage.database import open_store

ROWS = ("articles", "article_versions", "readings", "mentions", "claims", "incidents")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


def demo(folder):
    command = [sys.executable, "-m", "tests.ransomwire.pressed", "[]", "0", "demo"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    return done.stdout, done.stderr


@pytest.fixture(scope="module")
def shown(folder):
    return demo(folder)


@pytest.fixture
def db(shown, folder):
    with open_store(folder / "demo" / "ransomwire-demo.db", read_only=True) as db:
        yield db


def counts(db):
    return {name: db.table(name).count for name in ROWS}


def test_the_demo_says_what_it_found_what_it_left_out_and_how_to_go_on(shown):
    out, err = shown
    assert out.index("Who was hit, by whom, for how much:") < out.index("Left out, and why:")
    assert "Vijf vragen over de wachtwoordkluis" in " ".join(out.split())
    assert "haven-van-ravensoord" in err or "no article text was found" in out
    assert "seconds. Everything is in demo/ransomwire-demo.db." in err
    assert len(err[err.index("Go on with:") :].splitlines()) == 4


def test_the_demo_stores_the_edited_article_in_both_versions(db):
    assert counts(db)["article_versions"] == counts(db)["articles"] + 1
    url = "http://slotgracht.example/artikel/kestrano-vrachtwagens-stil"
    titles = (
        "select v.title from article_versions v join articles a on a.id = v.article_id where a.url = ? order by number"
    )
    assert [title for (title,) in db.execute(titles, [url])] == [
        "Vrachtwagens van Kestrano staan stil na cyberaanval",
        "Vrachtwagens van Kestrano staan stil, Akira eist 4 miljoen euro",
    ]


def test_a_second_demo_adds_no_row(db, folder):
    before = counts(db)
    assert before["articles"] >= 18
    _, err = demo(folder)
    assert "0 new articles, 0 changed" in err
    assert counts(db) == before

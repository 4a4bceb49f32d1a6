"""`ransomwire ingest`, and the commands that then ask the database."""

import csv
import gzip
import io
import json
import re
import sqlite3
from pathlib import Path

import pytest

from ransomwire.press.newsroom import EVENING, OUTLETS
from ransomwire.press.pages import article_page
from storage.database import open_store

LINE = {"title": "Acme", "text": "Acme was hit by Play, who want 5000 EUR.", "url": "https://a.example/1"}
ANOTHER = {
    "title": "Globex falls",
    "text": "Globex was hit by Akira, who want 90000 USD.",
    "url": "https://b.example/2",
    "published": "2026-11-03",
}


@pytest.fixture
def lines_file(tmp_path):
    path = tmp_path / "lines.jsonl"
    path.write_text("\n".join(map(json.dumps, [LINE, ANOTHER])))
    return path


@pytest.fixture
def filled(ransomwire, lines_file):
    assert ransomwire("ingest", lines_file)[0] == 0
    return ransomwire


def counts(path="ransomwire.db"):
    db = open_store(path, read_only=True)
    return {name: db.table(name).count for name in ("articles", "article_versions", "readings", "claims", "incidents")}


def test_lines_become_incidents(filled):
    status, out, _ = filled("incidents", "--format", "json")
    assert status == 0
    found = {i["victim"]: (i["actor"], i["amount"], i["currency"], i["first_published"]) for i in json.loads(out)}
    assert found == {"Acme": ("Play", "5000", "EUR", None), "Globex": ("Akira", "90000", "USD", "2026-11-03")}


def test_incidents_are_printed_one_by_one_as_one_array(filled):
    out = filled("incidents", "--format", "json")[1]
    assert out == json.dumps(json.loads(out), ensure_ascii=False, indent=2) + "\n"
    assert filled("incidents", "--format", "json", "--victim", "nobody")[1] == "[]\n"


def test_ingesting_again_changes_nothing(filled, lines_file):
    before = counts()
    status, _, err = filled("ingest", lines_file)
    assert status == 0
    assert counts() == before
    assert "2 unchanged" in err


def test_a_reading_made_elsewhere_is_stored_and_not_made_again(ransomwire, tmp_path):
    reading = {"kind": "extortion", "incidents": [{"victim": "Initech", "actor": "Rex Mundi"}], "model": "another 7"}
    (tmp_path / "read.jsonl").write_text(json.dumps(LINE | reading))
    assert ransomwire("ingest", "read.jsonl")[0] == 0
    (incident,) = json.loads(ransomwire("incidents", "--format", "json")[1])
    assert (incident["victim"], incident["actor"], incident["kind"]) == ("Initech", "Rex Mundi", "extortion")


def test_what_extract_wrote_can_be_ingested(ransomwire, lines_file, tmp_path):
    _, out, _ = ransomwire("extract", "--with-text", lines_file)
    (tmp_path / "read.jsonl").write_text(out)
    assert ransomwire("ingest", "read.jsonl")[0] == 0
    assert counts()["incidents"] == 2


def test_a_folder_is_taken_whole_and_what_cannot_be_used_is_named(ransomwire, tmp_path, article_file, lines_file):
    (tmp_path / ".hidden").write_text("not for us")
    (tmp_path / "binary").write_bytes(bytes(range(256)))
    status, _, err = ransomwire("ingest", tmp_path, "--db", tmp_path.parent / "other.db")
    assert status == 1
    assert "Error: binary: the file is binary" in err
    assert "3 articles given: 3 new." in err


def test_a_text_file_without_an_address_keeps_the_one_of_its_place(ransomwire, article_file):
    ransomwire("ingest", article_file)
    article_file.write_text(article_file.read_text() + "\n\nUpdate: Acme refuses.")
    ransomwire("ingest", article_file)
    assert counts()["articles"] == 1
    assert counts()["article_versions"] == 2


def test_an_address_of_a_file_does_not_say_where_it_was(ransomwire, article_file, tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "acme.txt").write_text("Another\n\nGlobex was hit by Akira, who want 7 USD.")
    ransomwire("ingest", article_file, "more")
    out = ransomwire("export", "json")[1]
    addresses = {article["url"] for incident in json.loads(out) for article in incident["articles"]}
    assert len(addresses) == 2
    assert all(re.fullmatch(r"urn:ransomwire:file:[0-9a-f]{12}:acme\.txt", address) for address in addresses)


def test_a_saved_page_has_the_address_that_it_names(ransomwire, tmp_path):
    story = OUTLETS[0].stories(EVENING)[0]
    (tmp_path / "saved.html").write_text(article_page(OUTLETS[0], story, EVENING))
    ransomwire("ingest", "saved.html")
    db = open_store("ransomwire.db", read_only=True)
    assert [row["url"] for row in db.table("articles").rows] == [OUTLETS[0].address_of(story)]


def test_an_article_that_cannot_be_read_waits_and_is_named(ransomwire, tmp_path):
    (tmp_path / "bad.txt").write_text("T\nFAULT")
    status, _, err = ransomwire("ingest", "bad.txt")
    assert status == 1
    assert "a fault of the reader" in err
    assert counts()["articles"] == 1
    assert ransomwire("read")[0] == 1


@pytest.mark.parametrize(
    ("arguments", "victims"),
    [
        (("--victim", "glob"), ["Globex"]),
        (("--actor", "play"), ["Acme"]),
        (("--since", "2026-11-01"), ["Globex"]),
        (("--until", "2026-11-02"), []),
        (("--currency", "eur"), ["Acme"]),
        (("--min-amount", "10000"), ["Globex"]),
        (("--language", "nl"), []),
        (("--text", "falls"), ["Globex"]),
    ],
)
def test_incidents_are_chosen_by_what_is_asked_for(filled, arguments, victims):
    status, out, _ = filled("incidents", "--format", "json", *arguments)
    assert status == 0
    assert [incident["victim"] for incident in json.loads(out)] == victims


def test_a_cell_of_csv_never_starts_a_formula(ransomwire, tmp_path):
    reading = {"kind": "breach", "incidents": [{"victim": "=HYPERLINK(1)", "actor": "@cmd"}]}
    (tmp_path / "evil.jsonl").write_text(json.dumps(LINE | reading))
    ransomwire("ingest", "evil.jsonl")
    (row,) = csv.DictReader(io.StringIO(ransomwire("incidents", "--format", "csv")[1]))
    assert (row["victim"], row["actor"]) == ("'=HYPERLINK(1)", "'@cmd")


def test_a_title_cannot_steer_the_terminal(ransomwire, tmp_path):
    reading = {"kind": "breach", "incidents": [{"victim": "Ac\x1b[2Jme\u202e"}]}
    (tmp_path / "evil.jsonl").write_text(json.dumps(LINE | {"title": "\x1b]0;owned\x07"} | reading))
    ransomwire("ingest", "evil.jsonl")
    (incident,) = json.loads(ransomwire("incidents", "--format", "json")[1])
    for arguments in (("incidents",), ("show", incident["id"]), ("search", "hit")):
        out = ransomwire(*arguments)[1]
        assert out
        assert not set(out) & {"\x1b", "\x07", "\u202e"}


def test_show_gives_each_claim_with_its_sentence_and_address(filled):
    found = json.loads(filled("incidents", "--format", "json", "--victim", "acme")[1])
    status, out, _ = filled("show", found[0]["id"])
    assert status == 0
    assert "> Acme was hit by Play, who want 5000 EUR." in out
    assert "https://a.example/1" in out


def test_show_says_when_there_is_no_such_incident(filled):
    status, out, err = filled("show", "nobody-000000")
    assert (status, out) == (1, "")
    assert err.startswith("Error: there is no incident")


def test_query_answers_in_three_forms(filled):
    sql = "select victim, amount from incidents order by victim"
    assert json.loads(filled("query", sql, "--format", "json")[1])[0] == {"victim": "Acme", "amount": "5000"}
    assert filled("query", sql, "--format", "csv")[1].splitlines() == ["victim,amount", "Acme,5000", "Globex,90000"]
    assert "Globex" in filled("query", sql)[1]


@pytest.mark.parametrize("sql", ["delete from articles", "selekt 1", "attach 'x' as y", "select 1; select 2"])
def test_query_changes_nothing_and_says_what_it_takes(filled, sql):
    before = counts()
    status, _, err = filled("query", sql)
    assert (status, len(err.splitlines())) == (1, 1)
    assert counts() == before


def test_search_finds_words_without_their_accents(filled, tmp_path):
    (tmp_path / "a.txt").write_text("L'hôpital piraté\n\nUne rançon est exigée.")
    filled("ingest", "a.txt")
    assert "L'hôpital piraté" in filled("search", "hopital", "rancon")[1]
    assert "No article has these words." in filled("search", "xylophone")[2]


def test_an_export_is_the_same_twice_and_leaves_nothing_half_written(filled, tmp_path):
    for form in ("csv", "json", "jsonl"):
        first = filled("export", form)[1]
        assert filled("export", form, "--output", f"out.{form}")[0] == 0
        assert (tmp_path / f"out.{form}").read_text() == first
    assert not list(tmp_path.glob(".*.part"))


def test_a_file_that_is_no_database_is_left_as_it_is(ransomwire, lines_file, tmp_path):
    (tmp_path / "notes.db").write_text("These are my notes. " * 100)
    for arguments in (("ingest", lines_file), ("incidents",), ("read",), ("query", "select 1"), ("crawl", "zataz")):
        status, out, err = ransomwire(*arguments, "--db", "notes.db")
        assert (status, out) == (1, "")
        assert err.startswith("Error: notes.db is not an SQLite file")
    assert (tmp_path / "notes.db").read_text().startswith("These are my notes.")


def test_a_database_of_a_newer_version_is_left_as_it_is(filled):
    with sqlite3.connect("ransomwire.db") as db:
        db.execute("pragma user_version = 999")
    db.close()
    status, _, err = filled("incidents")
    assert (status, err.count("\n")) == (1, 1)
    assert "update ransomwire" in err


def test_a_database_that_is_not_there_is_not_made_by_looking(ransomwire):
    status, _, err = ransomwire("incidents")
    assert status == 1
    assert "there is no store at ransomwire.db" in err
    assert not Path("ransomwire.db").exists()


def archived(url, page):
    """One record of a WARC file, packed."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(answer)}\r\n"
    head += "Content-Type: application/http; msgtype=response\r\n\r\n"
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


def test_an_archive_gives_its_pages_and_names_those_that_are_none(ransomwire, tmp_path):
    page = article_page(OUTLETS[0], OUTLETS[0].stories(EVENING)[0], EVENING)
    records = archived("http://www.la-vigie.example/a", page) + archived("http://www.la-vigie.example/b", "<html>")
    (tmp_path / "saved.warc.gz").write_bytes(records)
    (tmp_path / "empty.warc").write_bytes(b"")
    status, _, err = ransomwire("ingest", "saved.warc.gz", "empty.warc")
    assert status == 1
    assert "1 article given: 1 new." in err
    assert "Error: saved.warc.gz: the page has no HTML markup" in err
    assert "Error: empty.warc: " in err


def test_a_page_that_breaks_its_parser_stops_no_other(ransomwire, tmp_path, monkeypatch):
    def breaks(*_arguments):
        raise RecursionError

    monkeypatch.setattr("scrapers.extract.article_from_html", breaks)
    (tmp_path / "page.html").write_text("<html>")
    (tmp_path / "text.txt").write_text("T\nText.")
    status, _, err = ransomwire("ingest", "page.html", "text.txt")
    assert status == 1
    assert "page.html: the page could not be read (RecursionError)" in err
    assert counts()["articles"] == 1


def test_a_narrow_terminal_shows_all_of_an_incident_in_two_lines(filled, monkeypatch):
    (incident,) = json.loads(filled("incidents", "--format", "json", "--victim", "globex")[1])
    monkeypatch.setenv("COLUMNS", "80")
    lines = filled("incidents", "--victim", "globex")[1].splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[3].split() == ["2026-11-03", "Globex", "Akira", "90,000", "USD"]
    assert lines[4].split() == ["1", "(en)", incident["id"], "ransomware", "demanded"]

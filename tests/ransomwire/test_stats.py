"""Counting, the ECB's rates and backups on the command line."""

import json

import pytest

from storage.database import open_store

LINES = [
    {"title": "Acme", "text": "Acme was hit by Play, who want 5000 EUR.", "published": "2024-03-01"},
    {"title": "Globex", "text": "Globex was hit by Play, who want 2500 USD.", "published": "2024-05-02"},
]


@pytest.fixture
def told(ransomwire, tmp_path):
    lines = [line | {"url": f"https://a.example/{n}"} for n, line in enumerate(LINES)]
    (tmp_path / "lines.jsonl").write_text("\n".join(map(json.dumps, lines)))
    (tmp_path / "eurofxref-hist.csv").write_text("Date,USD,\n2024-05-02,1.25,\n")
    assert ransomwire("ingest", "lines.jsonl")[0] == 0
    return ransomwire


def test_every_table_is_shown_with_its_bars(told):
    status, out, err = told("stats")
    assert (status, [word for word in ("month", "actor", "country", "sector", "currency") if word in out]) == (
        0, ["month", "actor", "country", "sector", "currency"]
    )  # fmt: skip
    assert "2024-04" in out
    assert "━" in out or "█" in out
    assert "1 of 2 demands have no value in euros" in err


def test_loaded_rates_give_every_sum_its_value(told):
    assert told("rates", "load", "eurofxref-hist.csv")[2] == (
        "1 rate of 1 currency loaded, 2024-05-02 to 2024-05-02.\n"
    )
    (row,) = json.loads(told("stats", "--by", "actor", "--format", "json")[1])["actor"]
    assert (row["label"], row["incidents"], row["valued"], row["demanded_eur"]) == ("Play", 2, 2, "7000")


def test_a_file_that_is_not_the_ecbs_is_named(told):
    status, _, err = told("rates", "load", "lines.jsonl")
    assert (status, "does not begin with the line Date,USD" in err) == (1, True)


def test_charts_are_drawn_to_a_picture(told, tmp_path):
    pytest.importorskip("matplotlib", reason="matplotlib is an optional extra")
    status, _, err = told("stats", "--since", "2024-04-01", "--png", "charts.png")
    assert (status, "The charts are in charts.png." in err) == (0, True)
    assert (tmp_path / "charts.png").read_bytes().startswith(b"\x89PNG")


def test_charts_of_nothing_are_no_fault(told):
    status, out, err = told("stats", "--victim", "nobody", "--png", "charts.png")
    assert (status, out, err.splitlines()[0]) == (0, "", "0 incidents.")


def test_a_backup_is_a_store(told, tmp_path):
    status, _, err = told("backup", "copy.db")
    assert (status, err.startswith("ransomwire.db copied to copy.db")) == (0, True)
    with open_store(tmp_path / "copy.db", read_only=True) as db:
        assert db.table("incidents").count == 2


def test_a_backup_of_no_store_is_named(ransomwire):
    status, _, err = ransomwire("backup", "copy.db")
    assert (status, err) == (1, "Error: there is no store at ransomwire.db; name one with --db\n")

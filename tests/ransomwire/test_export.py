"""Exports on the command line: to stdout and to files, filtered, the same twice."""

import json

import pytest

from ransomwire.commands.export import FORMATS
from storage.exports import formats

LINES = [
    {"title": "Acme", "text": "Acme was hit by Play, who want 5000 EUR.", "published": "2024-03-01"},
    {"title": "Globex", "text": "Globex was hit by Akira.", "published": "2026-01-05"},
    {"title": "Initech", "text": "Initech was hit by Akira."},
]


@pytest.fixture
def told(ransomwire, tmp_path):
    lines = [line | {"url": f"https://a.example/{n}"} for n, line in enumerate(LINES)]
    (tmp_path / "lines.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert ransomwire("ingest", "lines.jsonl")[0] == 0
    return ransomwire


def test_the_command_knows_every_format():
    assert FORMATS == formats.FORMATS


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_is_replaced_by_the_same_file(told, tmp_path, form):
    file = tmp_path / "incidents.out"
    file.write_text("old")
    assert told("export", form, "--output", file)[0] == 0
    first = file.read_bytes()
    assert told("export", form, "--output", file)[0] == 0
    assert file.read_bytes() == first
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


@pytest.mark.parametrize("output", [(), ("--output", "-")])
def test_without_a_file_the_export_goes_to_stdout(told, output):
    status, out, _ = told("export", "jsonl", "--since", "2026-01-01", *output)
    assert (status, [json.loads(line)["victim"] for line in out.splitlines()]) == (0, ["Globex"])


def test_what_a_format_cannot_hold_is_named(told):
    status, out, err = told("export", "veris")
    assert (status, len(json.loads(out))) == (0, 2)
    assert "1 incident without a date left out: VERIS needs a year." in err


def test_what_was_rejected_is_written_when_it_is_asked_for(told):
    (globex,) = json.loads(told("incidents", "--victim", "globex", "--format", "json")[1])
    assert told("reject", globex["id"])[0] == 0
    assert "Globex" not in told("export", "jsonl")[1]
    lines = map(json.loads, told("export", "jsonl", "--with-rejected")[1].splitlines())
    assert {line["victim"]: line["review"] for line in lines}["Globex"] == "rejected"


def test_a_folder_that_is_not_there_is_named(told):
    status, out, err = told("export", "csv", "--output", "no/incidents.csv")
    assert (status, out, err) == (1, "", "Error: no: there is no such folder.\n")

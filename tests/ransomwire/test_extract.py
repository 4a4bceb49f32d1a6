"""`ransomwire extract`: DESIGN.md's contract, whatever files come."""

import io
import json
import sys

import pytest


def lines_of(out):
    return [json.loads(line) for line in out.splitlines()]


def test_a_text_file_is_read_with_its_first_line_as_the_title(ransomwire, article_file):
    status, out, _ = ransomwire("extract", "--with-text", article_file)
    (line,) = lines_of(out)
    assert status == 0
    assert (line["id"], line["title"], line["kind"]) == ("acme.txt", "Acme in trouble", "ransomware")
    incident = line["incidents"][0]
    assert (incident["victim"], incident["actor"], incident["amount"], incident["currency"]) == (
        "Acme",
        "Play",
        "5000",
        "EUR",
    )
    full_text = line["title"] + "\n\n" + line["text"]
    assert [full_text[slice(*place)] for place in incident["evidence"].values()] == ["Acme", "Play", "5000"]
    assert line["published"] is None


def test_without_a_file_lines_are_read_from_standard_input(ransomwire, monkeypatch):
    given = b'{"id": "a1", "title": "T", "text": "Acme was hit by Play"}\n\n{"title": "U", "text": "Nothing."}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
    status, out, _ = ransomwire("extract")
    assert status == 0
    assert [(line["id"], line["kind"]) for line in lines_of(out)] == [("a1", "ransomware"), ("stdin:3", "none")]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_line_that_cannot_be_read_is_named_in_its_place_and_the_others_are_read(ransomwire, tmp_path, processes):
    good = '{"id": "%s", "title": "T", "text": "Acme was hit by Play"}'
    lines = [good % "a1", '{"id": "b1", "title": ', '{"id": "c1", "title": "T"}', good % "d1", "[]"]
    (tmp_path / "some.jsonl").write_text("\n".join(lines))
    status, out, err = ransomwire("extract", "some.jsonl", "--processes", processes)
    assert status == 1
    assert [line["id"] for line in lines_of(out)] == ["a1", "some.jsonl:2", "c1", "d1", "some.jsonl:5"]
    assert ["error" in line for line in lines_of(out)] == [False, True, True, False, True]
    assert err.startswith("Error: some.jsonl:2: the line is not JSON")
    assert "3 articles of 5" in err


def test_a_fault_in_one_article_stops_no_other(ransomwire, tmp_path):
    lines = ['{"id": "a1", "title": "T", "text": "FAULT"}', '{"id": "b1", "title": "T", "text": "Nothing."}']
    (tmp_path / "some.jsonl").write_text("\n".join(lines))
    status, out, _ = ransomwire("extract", "some.jsonl")
    assert status == 1
    assert [sorted(line)[:2] for line in lines_of(out)] == [["error", "id"], ["id", "incidents"]]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.txt", b"", "empty.txt: the file is empty; expected an article's title and text"),
        ("blank.txt", b" \n\n", "blank.txt: the file is empty; expected an article's title and text"),
        (
            "empty.jsonl",
            b"",
            'empty.jsonl: the file is empty; expected a line {"title": …, "text": …} for each article',
        ),
        ("empty.html", b"", "empty.html: the file is empty; expected an article's title and text"),
        ("binary.txt", bytes(range(256)), "binary.txt: the file is binary, not text; expected"),
        ("program", b"\x7fELF\x02\x01\x01\x00\x00", "program: the file is binary, not text; expected"),
        ("picture.html", b"\x89PNG\r\n\x1a\n\x00\x00", "picture.html: the file is binary, not a page; expected"),
        ("latin.jsonl", '{"title": "é", "text": ""}'.encode("latin-1"), "latin.jsonl:1: the line is not UTF-8"),
        ("deep.jsonl", b"[" * 100_000, "deep.jsonl:1: the line is not JSON"),
    ],
)
def test_a_file_that_holds_no_article_gets_one_sentence(ransomwire, tmp_path, article_file, name, content, sentence):
    (tmp_path / name).write_bytes(content)
    status, out, err = ransomwire("extract", name, article_file)
    first, second = lines_of(out)
    assert status == 1
    assert first["error"].startswith(sentence)
    assert second["kind"] == "ransomware"
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_is_read_in_the_encoding_it_has(ransomwire, tmp_path, encoding):
    (tmp_path / "a.txt").write_bytes("Numéricâble piratée\nCaché à Liège".encode(encoding))
    _, out, _ = ransomwire("extract", "--with-text", "a.txt")
    (line,) = lines_of(out)
    assert (line["title"], line["text"]) == ("Numéricâble piratée", "Caché à Liège")


def test_a_page_says_its_own_encoding(ransomwire, tmp_path):
    sentence = "La mairie a été piratée, dit le maire pour la {}e fois à la presse réunie."
    paragraphs = "".join(f"<p>{sentence.format(number)}</p>" for number in range(8))
    head = "<head><meta charset=iso-8859-1><title>Été volé</title></head>"
    page = f"<html lang=fr>{head}<body><article><h1>Été volé</h1>{paragraphs}</article></body></html>"
    (tmp_path / "page.html").write_bytes(page.encode("latin-1"))
    status, out, err = ransomwire("extract", "--with-text", "page.html")
    (line,) = lines_of(out)
    assert (status, err) == (0, "")
    assert line["title"] == "Été volé"
    assert "La mairie a été piratée" in line["text"]


def test_a_file_that_is_not_there_is_wrong_usage(ransomwire):
    status, out, err = ransomwire("extract", "nowhere.txt")
    assert (status, out) == (2, "")
    assert "nowhere.txt" in err

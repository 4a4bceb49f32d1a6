"""What holds for every format."""

import csv
import io
import json
import sys
from datetime import date
from decimal import Decimal

import feedparser
import pytest

from storage.database import open_store
from storage.exports.exported import ExportError, load_exported
from storage.exports.files import write_whole
from storage.exports.formats import FORMATS
from storage.exports.formats import render as render_in_pieces
from storage.queries import IncidentFilter
from storage.resolve import rebuild, resolve
from tests.storage.exports.whole import render
from tests.storage.tell import claim, tell


@pytest.mark.parametrize("form", FORMATS)
def test_a_second_export_is_the_same_byte_for_byte(told, form):
    first = render(form, load_exported(told, IncidentFilter()))
    rebuild(told)
    assert render(form, load_exported(told, IncidentFilter())) == first


def test_an_export_is_of_one_moment_in_batches(told, tmp_path, monkeypatch):
    monkeypatch.setattr("storage.queries.BATCH", 1)
    path = tmp_path / "store.db"
    with open_store(path) as db, told.conn:
        told.conn.backup(db.conn)
        exported = load_exported(open_store(path, read_only=True), IncidentFilter())
        victims = [next(exported).incident.victim]
        tell(db, "https://d.example/late", claim("Late BV"), published="2030-01-01")
        resolve(db)
        victims += [each.incident.victim for each in exported]
    assert victims == [each.incident.victim for each in load_exported(told, IncidentFilter())]


@pytest.mark.parametrize("form", FORMATS)
def test_the_first_piece_is_there_before_the_last_incident_is_loaded(told, form):
    """But for the two formats that need all of them first."""
    taken = []
    pieces = render_in_pieces(form, (taken.append(each) or each for each in load_exported(told, IncidentFilter())))
    next(pieces)
    assert (len(taken) == 3) == (form in ("atom", "parquet"))


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_of_nothing_is_a_file_too(form):
    assert render(form, []) or form == "jsonl"


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "parquet"])
def test_filters_leave_out_what_does_not_pass(told, form):
    content = render(form, load_exported(told, IncidentFilter(since=date(2020, 1, 1)))).decode()
    assert "Clinic" in content
    assert "Xperthis" not in content


def test_no_cell_of_csv_starts_a_formula(incidents):
    rows = list(csv.DictReader(io.StringIO(render("csv", incidents).decode())))
    assert [row["victim"] for row in rows] == ['\'=Clinic "Nord" <script>\x07', "Xperthis", "stad.example.be"]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(tuple("=+-@\t\r"))]


def test_a_sum_is_worth_what_it_was_on_its_day(incidents):
    values = {each.incident.victim: (each.amount_eur, each.paid_eur) for each in incidents}
    assert values == {
        '=Clinic "Nord" <script>\x07': (Decimal("1387219.09"), Decimal("693609.54")),  # Friday's rate on a Sunday
        "Xperthis": (Decimal(15000), None),
        "stad.example.be": (None, None),
    }


def test_json_lines_are_the_objects_of_the_array(incidents):
    lines = render("jsonl", incidents).decode().splitlines()
    assert [json.loads(line) for line in lines] == json.loads(render("json", incidents))


def test_the_feed_is_read_by_a_feed_reader_with_what_changed_last_first(incidents):
    feed = feedparser.parse(render("atom", incidents))
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == [
        "Xperthis: data extortion by Rex Mundi, 15,000 EUR",  # ruled on last
        '=Clinic "Nord" <script>: ransomware attack by Akira, 1,500,000 USD, 750,000 USD paid',
        "stad.example.be: DDoS attack",
    ]
    assert feed.entries[1].link == "https://a.example/clinic?a=1&b=%3C2%3E"
    assert len({entry.id for entry in feed.entries}) == 3


def test_parquet_has_decimals_and_dates(incidents):
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is an optional extra")
    rows = pq.read_table(io.BytesIO(render("parquet", incidents))).to_pylist()
    assert (rows[0]["amount"], rows[0]["first_published"]) == (Decimal(1500000), date(2024, 3, 3))
    assert rows[1]["languages"] == ["fr", "nl"]


def test_parquet_without_pyarrow_says_how_to_get_it(incidents, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match="pip install pyarrow"):
        render("parquet", incidents)


def test_a_file_that_cannot_be_written_whole_stays_as_it_was(tmp_path):
    path = tmp_path / "a.csv"
    write_whole(path, [b"old"])
    with pytest.raises(TypeError):
        write_whole(path, ["no bytes"])
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        write_whole(tmp_path / "no" / "a.csv", [])
    assert caught.value.filename == str(tmp_path / "no")

"""Datasette shows a store well as it is: each table and each canned query of review/metadata.yml answers."""

import asyncio
import json
import re
from pathlib import Path

import pytest
from datasette.app import Datasette

from ransomwire.commands.review import metadata_for

PARAMETERS = {"since": "2000-01-01", "name": "acm", "words": "hit", "currency": "eur", "incident": "none"}
DATABASE = metadata_for(Path("notes.db"))["databases"]["notes"]


@pytest.fixture
def pages(ransomwire, tmp_path):
    line = {"title": "Acme", "text": "Acme was hit by Play, who want 5000 EUR.", "published": "2026-11-03"}
    (tmp_path / "lines.jsonl").write_text(json.dumps(line))
    assert ransomwire("ingest", "lines.jsonl", "--db", "notes.db")[0] == 0
    datasette = Datasette([str(tmp_path / "notes.db")], metadata=metadata_for(tmp_path / "notes.db"))

    def get(path):
        return asyncio.run(datasette.client.get(path))

    yield get
    datasette.executor.shutdown()


@pytest.mark.parametrize("name", DATABASE["queries"])
def test_a_canned_query_answers(pages, name):
    wanted = set(re.findall(r":(\w+)", DATABASE["queries"][name]["sql"]))
    parameters = "&".join(f"{parameter}={PARAMETERS[parameter]}" for parameter in wanted)
    answer = pages(f"/notes/{name}.json?_shape=objects&{parameters}")
    assert answer.status_code == 200, answer.text
    assert answer.json()["ok"]
    if name in ("ransoms_since", "by_victim", "search_articles", "biggest_demands", "gangs"):
        assert answer.json()["rows"]


@pytest.mark.parametrize("name", DATABASE["tables"])
def test_a_table_is_shown_with_its_facets(pages, name):
    answer = pages(f"/notes/{name}")
    assert answer.status_code == 200
    for facet in DATABASE["tables"][name].get("facets", []):
        assert f'data-column="{facet}"' in answer.text

"""Datasette shows a store well as it is: each table and each canned query of review/metadata.yml answers."""

import re
from pathlib import Path

import pytest

from review.metadata import metadata_for

PARAMETERS = {"since": "2000-01-01", "name": "acm", "words": "hit", "currency": "eur", "incident": "none"}
DATABASE = metadata_for(Path("notes.db"))["databases"]["notes"]


@pytest.mark.parametrize("name", DATABASE["queries"])
def test_a_canned_query_answers(browser, name):
    wanted = set(re.findall(r":(\w+)", DATABASE["queries"][name]["sql"]))
    parameters = "&".join(f"{parameter}={PARAMETERS[parameter]}" for parameter in wanted)
    answer = browser.get(f"/notes/{name}.json?_shape=objects&{parameters}")
    assert answer.status_code == 200, answer.text
    assert answer.json()["ok"]
    if name in ("ransoms_since", "by_victim", "search_articles", "biggest_demands", "gangs"):
        assert answer.json()["rows"]


@pytest.mark.parametrize("name", DATABASE["tables"])
def test_a_table_is_shown_with_its_facets(browser, name):
    answer = browser.get(f"/notes/{name}")
    assert answer.status_code == 200
    for facet in DATABASE["tables"][name].get("facets", []):
        assert f'data-column="{facet}"' in answer.text


def test_articles_are_searched_by_their_text(browser):
    found = browser.get("/notes/articles.json?_search=publish&_shape=objects").json()["rows"]
    assert [article["title"] for article in found] == ["Xperthis hit"]

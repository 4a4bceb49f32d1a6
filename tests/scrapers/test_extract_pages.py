"""Saved pages of our own writing, built as outlets' templates are, each beside what should be read from it."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from scrapers.extract import article_from_html

PAGES = Path(__file__).parent.parent / "pages"
TODAY = date(2026, 11, 25)
FIELDS = ("title", "published", "modified", "author", "section", "language", "access", "text")


def expected(name: str) -> dict:
    facts = tomllib.loads((PAGES / f"{name}.toml").read_text(encoding="utf-8"))
    return {**facts, "text": facts["text"].strip()}


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.toml")))
def test_a_saved_page_is_read_as_its_reader_would(name):
    facts = expected(name)
    article = article_from_html((PAGES / f"{name}.html").read_bytes(), facts["url"], today=TODAY)
    assert {field: getattr(article, field) for field in FIELDS if field in facts} == {
        field: facts[field] for field in FIELDS if field in facts
    }
    assert article.url == facts.get("canonical", facts["url"])

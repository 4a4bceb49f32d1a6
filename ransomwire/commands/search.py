"""`ransomwire search`: articles by their words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ransomwire.console import say
from ransomwire.options import db_option

if TYPE_CHECKING:
    from sqlite_utils import Database

FOUND = """
select a.published, a.source, a.title, snippet(article_versions_fts, 1, '', '', ' … ', 16) as passage, a.url
from article_versions_fts join articles a on a.version_id = article_versions_fts.rowid
where article_versions_fts match :words and a.duplicate_of is null
order by rank limit :limit
"""


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many articles at most.")
@db_option
def command(words: tuple[str, ...], limit: int, db_path: Path) -> None:
    """Find articles by their words, in any of the three languages.

    \b
    ransomwire search hopital rancon

    Accents and capitals do not matter; the last word may be the start of one.
    """
    from ransomwire.tables import print_table
    from storage.database import open_store

    found = list(find_articles(open_store(db_path, read_only=True), " ".join(words), limit=limit))
    if not found:
        say("No article has these words.")
        return
    print_table(("date", "outlet", "article"), [_row(row) for row in found])


def _row(article: dict[str, Any]) -> tuple[str, ...]:
    passage = " ".join(article["passage"].split())
    return article["published"] or "", article["source"] or "", f"{article['title']}\n{passage}\n{article['url']}"


def find_articles(db: Database, words: str, *, limit: int = 20) -> Iterator[dict[str, Any]]:
    """The articles that have all words, the best first, with the passage that has most of them."""
    from storage.queries import match_words

    return db.query(FOUND, {"words": match_words(words), "limit": limit})

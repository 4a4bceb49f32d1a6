"""`ransomwire ingest`: articles from files into the database, read and resolved."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ransomwire.console import counted, progress, say
from ransomwire.inputs import Unusable, articles_in
from ransomwire.options import db_option, model_option, processes_option

if TYPE_CHECKING:
    from sqlite_utils import Database


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(exists=True, allow_dash=True))
@processes_option
@model_option
@db_option
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...], processes: int, model_path: Path | None, db_path: Path) -> None:
    """Store and read articles from files: HTML, text, JSON Lines, WARC, or folders of them.

    \b
    ransomwire ingest saved-pages/ articles.jsonl

    Lines that `ransomwire extract --with-text` wrote are stored with their reading and not read again.
    What cannot be used is named; everything else is stored.
    """
    from ransomwire.unread import ReadAll, read_unread, tell
    from storage.database import open_store
    from storage.readings import count_unread
    from storage.resolve import resolve

    db = open_store(db_path)
    errors = store_all(db, paths)
    outcome = ReadAll()
    try:
        if count_unread(db, ""):  # lines that came with their readings need no model
            from nlp.reader import load_reader

            outcome = read_unread(db, load_reader(model_path), processes=processes)
    finally:
        resolved = resolve(db)
    tell(outcome, resolved)
    if errors or outcome.failed:
        ctx.exit(1)


def store_all(db: Database, paths: tuple[str, ...]) -> int:
    """Store the articles of `paths` and the readings that came along; return how many were unusable."""
    from storage.articles import save_article
    from storage.readings import save_reading

    states: Counter[str] = Counter()
    with progress("Storing") as bar:
        for given in articles_in(paths):
            bar.advance()
            if isinstance(given, Unusable):
                states["unusable"] += 1
                say(f"Error: {given.error}")
                continue
            saved = save_article(db, given.article)
            states[saved.state] += 1
            if given.reading is not None:
                save_reading(db, saved.version_id, given.reading)
    errors = states.pop("unusable", 0)
    details = ", ".join(f"{count} {state}" for state, count in states.items())
    say(f"{counted(states.total(), 'article')} given" + (f": {details}." if details else "."))
    return errors

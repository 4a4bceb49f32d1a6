"""`ransomwire crawl`: new articles from the sources, through to the incidents they tell of."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ransomwire.console import say
from ransomwire.options import Day, db_option, model_option, processes_option

if TYPE_CHECKING:
    from sqlite_utils import Database

    from storage.ledger import CrawlRecord


@click.command("crawl")
@click.argument("sources", nargs=-1, metavar="[SOURCE…]")
@click.option("--since", metavar="DATE", type=Day(), help="Only articles published on or after DATE (YYYY-MM-DD).")
@click.option(
    "--wait", metavar="SECONDS", type=click.FloatRange(min=0), default=0, help="How long to wait for another crawl."
)
@click.option("--backfill", is_flag=True, help="Go through the sitemaps for history, instead of the feeds.")
@processes_option
@model_option
@db_option
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    since: date | None,
    wait: float,
    backfill: bool,
    processes: int,
    model_path: Path | None,
    db_path: Path,
) -> None:
    """Collect new articles from the sources, read them and print the incidents they tell of.

    \b
    ransomwire crawl zataz security_nl

    Without a name all sources are asked, each politely: `ransomwire sources` lists them.
    """
    from nlp.reader import load_reader
    from ransomwire.rounds import is_failure, tell_records
    from ransomwire.unread import read_unread, tell
    from storage.database import open_store
    from storage.resolve import resolve

    open_store(db_path).close()  # what is no store is refused before anything is fetched
    day = since.isoformat() if since else None
    records = _collect(db_path, sources, since=day, backfill=backfill, wait_s=wait)
    tell_records(records)
    if any(_was_stopped(record) for record in records):
        raise KeyboardInterrupt

    db = open_store(db_path)
    known = _ids(db)
    outcome = read_unread(db, load_reader(model_path), processes=processes)
    tell(outcome, resolve(db))
    _print_new(db, known)
    if outcome.failed or is_failure(db_path, records):
        ctx.exit(1)


def _collect(db_path: Path, sources: tuple[str, ...], **options: Any) -> list[CrawlRecord]:
    from ransomwire.rounds import crawl_progress
    from scrapers.crawl import crawl

    with crawl_progress() as show:
        return crawl(db_path, sources, progress=show, waiting=say, **options)


def _was_stopped(record: CrawlRecord) -> bool:
    """Did Ctrl-C end this source's run? Scrapy takes the signal for itself and leaves only this word."""
    return (record.reason or "").startswith(("stopped before its end", "not begun: the crawl was stopped"))


def _ids(db: Database) -> set[str]:
    return {row["id"] for row in db.query("select id from incidents")}


def _print_new(db: Database, known: set[str]) -> None:
    from ransomwire.incident_views import print_incidents
    from storage.queries import find_rows

    if new := _ids(db) - known:
        print_incidents([row for row in find_rows(db) if row["id"] in new])

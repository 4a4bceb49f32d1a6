"""`ransomwire demo`: the whole chain on a press of our own writing, without a network."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ransomwire.console import say

if TYPE_CHECKING:
    from sqlite_utils import Database

    from scrapers.source import Source

# Nobody has to be spared on this machine; the pause lets the bar be seen.
SETTINGS = {
    "DOWNLOAD_DELAY": 0.05,
    "AUTOTHROTTLE_ENABLED": False,
    "RETRY_TIMES": 0,
    "EXTRACT_PROCESSES": 0,  # for so few pages a process of its own would take longer to start than it saves
}


@click.command("demo")
@click.option(
    "--db",
    "db_path",
    type=click.Path(dir_okay=False, path_type=Path),
    default="demo/ransomwire-demo.db",
    show_default=True,
    help="The demo's own database file.",
)
@click.pass_context
def command(ctx: click.Context, db_path: Path) -> None:
    """Crawl a small press of made-up outlets on this machine and show what comes out.

    \b
    ransomwire demo

    Three outlets, in French, Dutch and English, are served on loopback and crawled in the morning, in the evening and
    for their archive. A second demo finds that nothing is new.
    """
    from nlp.reader import load_reader
    from ransomwire.incident_views import print_incidents
    from ransomwire.unread import read_unread, tell
    from storage.database import open_store
    from storage.queries import find_rows
    from storage.resolve import resolve

    started = time.monotonic()
    db_path.parent.mkdir(parents=True, exist_ok=True)
    db = open_store(db_path)
    _collect(db, db_path)
    outcome = read_unread(db, load_reader())
    tell(outcome, resolve(db))
    incidents = find_rows(db)
    click.echo("\nWho was hit, by whom, for how much:")
    print_incidents(incidents)
    _print_left_out(db)
    say(f"\n{time.monotonic() - started:.1f} seconds. Everything is in {db_path}.")
    told_most = max(incidents, key=lambda row: row["articles"], default=None)
    _say_how_to_go_on(db_path, told_most["id"] if told_most else "ID")
    if outcome.failed:
        ctx.exit(1)


def _collect(db: Database, db_path: Path) -> None:
    """Crawl the press: a new store in the morning and again in the evening, one that knows it in the evening."""
    from ransomwire.press.newsroom import EVENING, MORNING
    from ransomwire.press.server import running_press

    is_new = db.table("articles").count == 0
    with running_press(MORNING if is_new else EVENING) as press:
        say(f"A press of three outlets is at {press.proxy}.")
        if is_new:
            _crawl_press(db_path, "Morning, feeds", sources())
            press.print_evening_edition()
        _crawl_press(db_path, "Evening, feeds", sources())
        _crawl_press(db_path, "Archive, sitemap", [source for source in sources() if source.sitemaps], backfill=True)


def _crawl_press(db_path: Path, label: str, asked: list[Source], *, backfill: bool = False) -> None:
    from ransomwire.rounds import crawl_progress, tell_records
    from scrapers.apart import crawl_apart

    say(f"{label}:")
    with crawl_progress() as show:
        records = crawl_apart(db_path, asked, settings=SETTINGS, progress=show, backfill=backfill)
    tell_records(records)


def sources() -> list[Source]:
    """The sample press as sources like any other."""
    from ransomwire.press.newsroom import OUTLETS
    from scrapers.source import Source

    return [
        Source(
            name=outlet.name,
            title=outlet.title,
            language=outlet.language,
            country=outlet.country,
            home=outlet.home,
            feeds=(outlet.feed,),
            sitemaps=(f"{outlet.home}sitemap.xml",) if outlet.has_sitemap else (),
            topic="security",
        )
        for outlet in OUTLETS
    ]


def _print_left_out(db: Database) -> None:
    """Say of each article that stands in no incident why it does not."""
    from ransomwire.tables import print_table
    from storage.visits import left_out

    without = db.query(
        "select a.source, a.title, a.access, r.kind from articles a join readings r on r.version_id = a.version_id "
        "where r.current and not exists (select 1 from incident_claims c where c.article_id = a.id) order by a.id"
    )
    rows = [(row["source"], row["title"], _why_left_out(row["access"], row["kind"])) for row in without]
    rows += [(visit.source, visit.title, visit.reason or visit.outcome) for visit in left_out(db)]
    click.echo("\nLeft out, and why:")
    print_table(("outlet", "article", "why"), rows)


def _why_left_out(access: str, kind: str) -> str:
    if access != "open":
        return f"the page is {access}: what it shows names no victim's attack"
    if kind == "none":
        return "tells of no attack on a named victim"
    return f"a {kind} story, but no victim's name was found"


def _say_how_to_go_on(db_path: Path, incident: str) -> None:
    ransomwire = "ransomwire" if shutil.which("ransomwire") else _relative(Path(sys.argv[0]))
    say("Go on with:")
    for line in (
        f"incidents --db {db_path} --currency EUR --min-amount 100000",
        f"show {incident} --db {db_path}",
        f"review --db {db_path} --open",
    ):
        say(f"  {ransomwire} {line}")


def _relative(program: Path) -> str:
    """The program as one would type it here.

    >>> _relative(Path.cwd() / ".venv/bin/ransomwire")
    '.venv/bin/ransomwire'
    """
    if program.name == "__main__.py":
        return "python -m ransomwire"
    return str(program.relative_to(Path.cwd())) if program.is_relative_to(Path.cwd()) else str(program)

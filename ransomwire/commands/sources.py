"""`ransomwire sources`: where the articles come from, and how each outlet fares."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nlp.types import LANGUAGES
from ransomwire.console import say
from ransomwire.options import db_option

if TYPE_CHECKING:
    from scrapers.health import Health
    from scrapers.probe import Check


@click.group("sources", invoke_without_command=True)
@click.option("--bad", is_flag=True, help="Only those that need somebody to look.")
@db_option
@click.pass_context
def command(ctx: click.Context, bad: bool, db_path: Path) -> None:
    """List the sources and how their last crawl went.

    \b
    ransomwire sources

    ok, quiet (it used to bring articles), refused, broken, paywalled, gone, off, new (not crawled yet).
    """
    if ctx.invoked_subcommand is not None:
        return
    from ransomwire.tables import print_table
    from scrapers.health import BAD
    from scrapers.sources import source_health

    rows = [row for row in source_health(db_path) if not bad or row.state in BAD]
    columns = ("source", "language", "outlet", "state", "last crawl", "articles", "newest", "why")
    print_table(columns, [_row(row) for row in rows], right=("articles",))


def _row(row: Health) -> tuple[str, ...]:
    source = row.source
    crawled = row.last_crawl.astimezone().strftime("%Y-%m-%d %H:%M") if row.last_crawl else ""
    articles = str(row.articles) if row.crawls else ""
    fared = (row.state, crawled, articles, str(row.newest or ""), row.why or "")
    return (source.name, source.language, source.label, *fared)


@command.command("check")
@click.argument("names", nargs=-1, metavar="[SOURCE…]")
@db_option
@click.pass_context
def check(ctx: click.Context, names: tuple[str, ...], db_path: Path) -> None:
    """Fetch each source's feed and one article, store nothing, and say what came of it.

    \b
    ransomwire sources check zataz security_nl
    """
    from ransomwire.console import progress
    from ransomwire.tables import print_table
    from scrapers.apart import probe_apart
    from scrapers.sources import all_sources, find_source

    known = all_sources(db_path)
    wanted = [find_source(known, name) for name in names] or [s for s in known.values() if s.off is None]
    with progress("Checking", len(wanted)) as bar:
        checks = probe_apart(wanted, progress=lambda _check: bar.advance())
    columns = ("source", "entries", "newest", "robots", "article", "date", "language", "seconds", "problem")
    print_table(columns, [_check_row(check) for check in checks], right=("entries", "article", "seconds"))
    if any(check.problem for check in checks):
        ctx.exit(1)


def _check_row(check: Check) -> tuple[str, ...]:
    return (
        check.source,
        str(check.entries),
        check.newest.strftime("%Y-%m-%d %H:%M") if check.newest else "",
        check.robots,
        "" if check.characters is None else f"{check.characters:,} characters",
        str(check.published or ""),
        check.language or "",
        f"{check.seconds:.1f}",
        check.problem or "",
    )


@command.command("add")
@click.argument("address")
@click.option("--language", type=click.Choice(LANGUAGES), required=True, help="What it is written in.")
@click.option("--country", metavar="CODE", help="Where the outlet is (BE, FR, NL, …).")
@click.option("--name", metavar="NAME", help="How to call it here, instead of after its host.")
@click.option("--title", metavar="TITLE", default="", help="As the outlet writes itself.")
@click.option("--security", is_flag=True, help="It writes of security only: fetch everything.")
@db_option
def add(
    address: str, language: str, country: str | None, name: str | None, title: str, security: bool, db_path: Path
) -> None:
    """Add an outlet by the address of its feed, or of a page that names or lists its articles.

    \b
    ransomwire sources add https://example.org/feed --language nl
    """
    from scrapers.adding import add_source

    added = add_source(
        db_path,
        address,
        language=language,
        country=country,
        name=name,
        title=title,
        topic="security" if security else "general",
    )
    check = added.check
    say(f"Added {added.source.name}: {check.entries} entries, the newest of {str(check.newest or 'no date')[:10]}.")
    if check.problem:
        say(f"But: {check.problem}.")


@command.command("off")
@click.argument("name")
@click.option("--reason", metavar="WORDS", help="Why, for those who see the list.")
@db_option
def off(name: str, reason: str | None, db_path: Path) -> None:
    """Switch a source off: crawls leave it out.

    \b
    ransomwire sources off zataz --reason "paywalled since May"
    """
    from scrapers.sources import switch_source

    switch_source(db_path, name, on=False, reason=reason)
    say(f"{name} is off.")


@command.command("on")
@click.argument("name")
@db_option
def on(name: str, db_path: Path) -> None:
    """Switch a source on again.

    \b
    ransomwire sources on zataz
    """
    from scrapers.sources import switch_source

    switch_source(db_path, name, on=True)
    say(f"{name} is on.")


@command.command("remove")
@click.argument("name")
@db_option
def remove(name: str, db_path: Path) -> None:
    """Forget a source that was added with `sources add`; its articles stay.

    \b
    ransomwire sources remove example_org
    """
    from scrapers.sources import remove_source

    remove_source(db_path, name)
    say(f"{name} is forgotten; its articles stay.")

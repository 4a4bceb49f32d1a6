"""`ransomwire sources`: where the articles come from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ransomwire.options import db_option

if TYPE_CHECKING:
    from scrapers.source import Source
    from storage.ledger import SourceState


@click.command("sources")
@db_option
def command(db_path: Path) -> None:
    """List the sources and how their last crawl went.

    \b
    ransomwire sources
    """
    from ransomwire.tables import print_table
    from scrapers.crawl import declared_spiders
    from scrapers.spiders.outlet import source_of
    from storage.database import open_store
    from storage.ledger import source_states

    states = {}
    if db_path.exists():
        states = {state.source: state for state in source_states(open_store(db_path, read_only=True))}
    sources = sorted(map(source_of, declared_spiders().values()), key=lambda source: (source.language, source.name))
    columns = ("source", "language", "outlet", "state", "last crawl", "articles", "newest", "reason")
    print_table(columns, [_row(source, states.get(source.name)) for source in sources], right=("articles",))


def _row(source: Source, state: SourceState | None) -> tuple[str, ...]:
    name = (source.name, source.language, source.label)
    if source.off is not None:
        return (*name, "off", "", "", "", source.off)
    if state is None or state.last is None:
        return (*name, "not crawled", "", "", "", "" if source.verified else "its feed's address was only guessed")
    crawled = state.last.started.astimezone().strftime("%Y-%m-%d %H:%M")
    reason = state.last.reason or ""
    return (*name, _state(state), crawled, str(state.articles), state.newest or "", reason)


def _state(state: SourceState) -> str:
    """One word for how the last crawl went.

    ok: it brought or found articles; refused, broken: why it did not.
    """
    from ransomwire.rounds import has_failed

    last = state.last
    if last is None or not has_failed(last):
        return "ok"
    return "refused" if last.refused else "broken"

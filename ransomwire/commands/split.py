"""`ransomwire split`: one incident is two attacks."""

from __future__ import annotations

from pathlib import Path

import click

from ransomwire.options import analyst_options, db_option


@click.command("split")
@click.argument("id")
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS…")
@analyst_options
@db_option
def command(id: str, addresses: tuple[str, ...], who: str, note: str | None, db_path: Path) -> None:
    """Rule that these articles tell of another attack than the rest of the incident's.

    \b
    ransomwire split xperthis-7f3kq2 https://news.example/another-attack

    `ransomwire show` lists the addresses.
    """
    from ransomwire.rulings import tell
    from storage.database import open_store
    from storage.decisions import split

    db = open_store(db_path)
    tell(db, split(db, id, addresses, who=who, note=note))

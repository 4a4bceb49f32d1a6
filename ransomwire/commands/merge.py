"""`ransomwire merge`: two incidents are one attack."""

from __future__ import annotations

from pathlib import Path

import click

from ransomwire.options import analyst_options, db_option


@click.command("merge")
@click.argument("id")
@click.argument("other")
@analyst_options
@db_option
def command(id: str, other: str, who: str, note: str | None, db_path: Path) -> None:
    """Rule that two incidents are one attack.

    \b
    ransomwire merge xperthis-7f3kq2 xperthis-sa-9k2mb1
    """
    from ransomwire.rulings import tell
    from storage.database import open_store
    from storage.decisions import merge

    db = open_store(db_path)
    tell(db, merge(db, id, other, who=who, note=note))

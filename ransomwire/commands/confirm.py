"""`ransomwire confirm`: an analyst's word on an incident."""

from __future__ import annotations

from pathlib import Path

import click

from ransomwire.options import analyst_options, db_option


@click.command("confirm")
@click.argument("id")
@analyst_options
@db_option
def command(id: str, who: str, note: str | None, db_path: Path) -> None:
    """Rule that an incident is right and its claims belong together.

    \b
    ransomwire confirm xperthis-7f3kq2
    """
    from ransomwire.rulings import tell
    from storage.database import open_store
    from storage.decisions import confirm

    db = open_store(db_path)
    tell(db, confirm(db, id, who=who, note=note))

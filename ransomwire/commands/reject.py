"""`ransomwire reject`: an analyst's word on an incident."""

from __future__ import annotations

from pathlib import Path

import click

from ransomwire.options import analyst_options, db_option


@click.command("reject")
@click.argument("id")
@analyst_options
@db_option
def command(id: str, who: str, note: str | None, db_path: Path) -> None:
    """Rule that an incident is none: no attack on this victim.

    \b
    ransomwire reject xperthis-7f3kq2 --note "a drill"
    """
    from ransomwire.rulings import tell
    from storage.database import open_store
    from storage.decisions import reject

    db = open_store(db_path)
    tell(db, reject(db, id, who=who, note=note))

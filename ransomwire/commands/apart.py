"""`ransomwire apart`: two incidents are two attacks."""

from __future__ import annotations

from pathlib import Path

import click

from ransomwire.options import analyst_options, db_option


@click.command("apart")
@click.argument("id")
@click.argument("other")
@analyst_options
@db_option
def command(id: str, other: str, who: str, note: str | None, db_path: Path) -> None:
    """Rule that two incidents that look alike are two attacks: they are not joined or proposed again.

    \b
    ransomwire apart xperthis-7f3kq2 xperthis-sa-9k2mb1
    """
    from ransomwire.rulings import tell
    from storage.database import open_store
    from storage.decisions import apart

    db = open_store(db_path)
    tell(db, apart(db, id, other, who=who, note=note))

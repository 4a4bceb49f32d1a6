"""`ransomwire correct`: an analyst's word on one field of an incident."""

from __future__ import annotations

from pathlib import Path

import click

from ransomwire.options import analyst_options, db_option


@click.command("correct")
@click.argument("id")
@click.argument("field")
@click.argument("value", required=False)
@analyst_options
@db_option
def command(id: str, field: str, value: str | None, who: str, note: str | None, db_path: Path) -> None:
    """Rule what a field of an incident is, whatever articles say; without a value it is empty.

    \b
    ransomwire correct xperthis-7f3kq2 amount 15000

    The fields are victim, actor, amount, currency, payment, status, kind, country and sector.
    """
    from ransomwire.rulings import tell
    from storage.database import open_store
    from storage.decisions import correct

    db = open_store(db_path)
    tell(db, correct(db, id, field, value, who=who, note=note))

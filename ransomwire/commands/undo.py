"""`ransomwire undo`: take a ruling back."""

from __future__ import annotations

from pathlib import Path

import click

from ransomwire.options import db_option, who_option


@click.command("undo")
@click.argument("decision", type=click.IntRange(min=1), required=False)
@who_option
@db_option
def command(decision: int | None, who: str, db_path: Path) -> None:
    """Take a ruling back, the last one when no number is given: all is as if it had never been made.

    \b
    ransomwire undo 12
    """
    from ransomwire.rulings import tell
    from storage.database import open_store
    from storage.decisions import undo

    db = open_store(db_path)
    tell(db, undo(db, decision, who=who))

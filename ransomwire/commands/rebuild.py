"""`ransomwire rebuild`: the incidents anew from all claims and decisions."""

from __future__ import annotations

from pathlib import Path

import click

from ransomwire.console import counted, progress, say
from ransomwire.options import db_option


@click.command("rebuild")
@db_option
def command(db_path: Path) -> None:
    """Derive all incidents anew from claims and decisions; their ids stay the same.

    \b
    ransomwire rebuild

    It also brings a database of an older version up to date.
    """
    from storage.database import open_store
    from storage.resolve import rebuild

    db = open_store(db_path)
    with progress("Resolving", db.table("articles").count) as bar:
        resolved = rebuild(db, progress=bar.advance)
    say(f"{counted(resolved.incidents, 'incident')}.")

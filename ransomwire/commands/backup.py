"""`ransomwire backup`: a copy of the database while it is in use."""

from __future__ import annotations

from pathlib import Path

import click

from ransomwire.console import say
from ransomwire.options import db_option


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@db_option
def command(file: Path, db_path: Path) -> None:
    """Copy the database to FILE as it is at one moment, while others read and write it.

    \b
    ransomwire backup ransomwire-backup.db

    FILE is replaced in one step. To go back to it, stop everything and put it in the place of the database.
    """
    from storage.backup import backup, open_for_backup

    db = open_for_backup(db_path)
    backup(db, file)
    say(f"{db_path} copied to {file}, {file.stat().st_size:,} bytes.")

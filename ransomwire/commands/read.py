"""`ransomwire read`: what is stored and unread goes through the reader."""

from __future__ import annotations

from pathlib import Path

import click

from ransomwire.options import db_option, model_option, processes_option


@click.command("read")
@click.option("--again", is_flag=True, help="Read also what another model has read; its readings are kept to compare.")
@processes_option
@model_option
@db_option
@click.pass_context
def command(ctx: click.Context, again: bool, processes: int, model_path: Path | None, db_path: Path) -> None:
    """Read the stored articles that no model has read yet.

    \b
    ransomwire read --processes 4

    It can be stopped at any time; the next run goes on where this one stopped.
    """
    from nlp.reader import load_reader
    from ransomwire.unread import read_unread, tell
    from storage.database import open_store
    from storage.resolve import resolve

    db = open_store(db_path)
    outcome = read_unread(db, load_reader(model_path), again=again, processes=processes)
    tell(outcome, resolve(db))
    if outcome.failed:
        ctx.exit(1)

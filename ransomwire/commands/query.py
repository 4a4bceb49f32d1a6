"""`ransomwire query`: one SQL query, read only."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import click

from ransomwire.options import db_option


@click.command("query")
@click.argument("sql")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True, help="Output."
)
@db_option
def command(sql: str, form: str, db_path: Path) -> None:
    """Run one SQL query over the database, which it cannot change.

    \b
    ransomwire query "select actor, incidents, paid from incidents_by_actor limit 10"

    The views ransoms, open_demands, tellings and incidents_by_… answer the common questions;
    `ransomwire query "select name, sql from sqlite_master"` shows everything there is.
    """
    from ransomwire.tables import print_table
    from storage.database import open_store
    from storage.exports.cells import safe_cell
    from storage.queries import run_query

    columns, rows = run_query(open_store(db_path, read_only=True), sql)
    if form == "json":
        found = [dict(zip(columns, row, strict=True)) for row in rows]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2, default=_text_of))
    elif form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(columns)
        writer.writerows([safe_cell(value) for value in row] for row in rows)
    else:
        print_table(columns, [["" if value is None else str(value) for value in row] for row in rows])


def _text_of(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)

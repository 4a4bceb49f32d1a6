"""`ransomwire incidents`: the list of who was hit, by whom, for how much."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import Any

import click

from ransomwire.console import say
from ransomwire.options import db_option, incident_filters


@click.command("incidents")
@incident_filters
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True, help="Output."
)
@db_option
def command(form: str, db_path: Path, **filters: Any) -> None:
    """List the incidents: who was hit, by whom, for how much.

    \b
    ransomwire incidents --since 2026-01-01 --currency EUR --min-amount 100000
    """
    from ransomwire.incident_views import incidents_as_json, print_incidents
    from storage.database import open_store
    from storage.exports.exported import load_exported
    from storage.exports.formats import render
    from storage.queries import IncidentFilter, find_rows, stream_incidents

    db, wanted = open_store(db_path, read_only=True), IncidentFilter(**filters)
    if form == "csv":
        sys.stdout.buffer.writelines(render("csv", load_exported(db, wanted)))
        return
    if form == "json":
        batches = stream_incidents(db, wanted)
        sys.stdout.buffer.writelines(piece.encode() for piece in incidents_as_json(chain.from_iterable(batches)))
        return
    if found := find_rows(db, wanted):
        print_incidents(found)
    else:
        say("No incident." if not any(filters.values()) else "No incident fits.")

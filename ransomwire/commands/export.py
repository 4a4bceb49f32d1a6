"""`ransomwire export`: incidents for other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from ransomwire.console import counted, say
from ransomwire.options import db_option, incident_filters


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice(["csv", "json", "jsonl"]))
@click.option("--output", "-o", metavar="FILE", type=click.Path(path_type=Path), help="A file instead of stdout.")
@incident_filters
@db_option
def command(form: str, output: Path | None, db_path: Path, **filters: Any) -> None:
    """Write the incidents to a file for other programs: csv, json or jsonl.

    \b
    ransomwire export csv --since 2026-01-01 --output incidents.csv

    A second export of the same incidents is the same file, byte for byte.
    """
    from ransomwire.incident_views import incidents_as_csv, incidents_as_json
    from storage.database import open_store
    from storage.queries import IncidentFilter, find_incidents

    found = find_incidents(open_store(db_path, read_only=True), IncidentFilter(**filters))
    if form == "csv":
        content = incidents_as_csv(found)
    elif form == "json":
        content = incidents_as_json(found) + "\n"
    else:
        content = "".join(json.dumps(incident.to_json(), ensure_ascii=False) + "\n" for incident in found)
    if output is None:
        click.echo(content, nl=False)
    else:
        write_whole(output, content)
        say(f"{counted(len(found), 'incident')} written to {output}.")


def write_whole(path: Path, content: str) -> None:
    """Replace a file by its new content in one step: a reader sees the old or the new, never a part."""
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_text(content, encoding="utf-8")
    temporary.replace(path)

"""`ransomwire show`: one incident in full."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ransomwire.options import db_option


@click.command("show")
@click.argument("id")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Output."
)
@db_option
def command(id: str, form: str, db_path: Path) -> None:
    """Show one incident with the sentences that tell of it.

    \b
    ransomwire show xperthis-7f3kq2

    `ransomwire incidents` lists the ids; the start of one is enough as long as no other begins so.
    """
    from ransomwire.incident_views import print_incident
    from ransomwire.tables import stdout_console
    from storage.articles import article_of_version
    from storage.database import open_store
    from storage.queries import find_incident

    db = open_store(db_path, read_only=True)
    incident = find_incident(db, id)
    if form == "json":
        click.echo(json.dumps(incident.to_json(), ensure_ascii=False, indent=2))
    else:
        versions = {telling.version_id for telling in incident.tellings}
        print_incident(
            stdout_console(), incident, {version: article_of_version(db, version).full_text for version in versions}
        )

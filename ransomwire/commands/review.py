"""`ransomwire review`: the database as web pages, for this machine only."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from ransomwire.console import say
from ransomwire.options import db_option


@click.command("review")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0: any that is free.")
@click.option("--open", "open_browser", is_flag=True, help="Open the pages in a browser.")
@db_option
@click.pass_context
def command(ctx: click.Context, port: int, open_browser: bool, db_path: Path) -> None:
    """Serve the database as web pages on this machine.

    \b
    ransomwire review --open

    Nobody else can reach them. Ctrl-C stops.
    """
    from storage.database import open_store

    open_store(db_path).close()  # a file that is no store is refused here, in one sentence
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as metadata:
        json.dump(metadata_for(db_path), metadata)
        metadata.flush()
        arguments = [str(db_path), "--metadata", metadata.name, "--host", "127.0.0.1", "--port", str(port)]
        # Facets are what analysts look for, and a big store needs more than Datasette's fifth of a second for them.
        arguments += ["--setting", "facet_time_limit_ms", "1000", "--setting", "sql_time_limit_ms", "5000"]
        arguments += ["--open"] * open_browser
        say(f"Serving {db_path} on this machine; Ctrl-C stops.")
        server = subprocess.run([sys.executable, "-m", "datasette", "serve", *arguments])  # noqa: S603
    ctx.exit(1 if server.returncode else 0)


def metadata_for(db_path: Path) -> dict[str, Any]:
    """review/metadata.yml under the name that Datasette gives to this file, its stem."""
    from datasette.utils import parse_metadata

    metadata: dict[str, Any] = parse_metadata((files("review") / "metadata.yml").read_text(encoding="utf-8"))
    return metadata | {"databases": {db_path.stem: metadata["databases"]["ransomwire"]}}

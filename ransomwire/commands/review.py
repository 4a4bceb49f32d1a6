"""`ransomwire review`: the database as web pages, for this machine only."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path

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
    with as_file(files("review") / "metadata.yml") as metadata:
        arguments = [str(db_path), "--metadata", str(metadata), "--host", "127.0.0.1", "--port", str(port)]
        # Facets are what analysts look for, and a big store needs more than Datasette's fifth of a second for them.
        arguments += ["--setting", "facet_time_limit_ms", "1000", "--setting", "sql_time_limit_ms", "5000"]
        say(f"Serving {db_path} on this machine; Ctrl-C stops.")
        server = subprocess.run([sys.executable, "-m", "datasette", "serve", *arguments, *(["--open"] * open_browser)])  # noqa: S603
    ctx.exit(1 if server.returncode else 0)

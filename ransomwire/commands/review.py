"""`ransomwire review`: the database as web pages, for this machine only."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from ransomwire.console import say
from ransomwire.options import db_option, who_option


@click.command("review")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0: any that is free.")
@click.option("--open", "open_browser", is_flag=True, help="Open the pages in a browser.")
@who_option
@db_option
def command(port: int, open_browser: bool, who: str, db_path: Path) -> None:
    """Serve the database as web pages on this machine: an inbox of incidents to confirm, correct or reject.

    \b
    ransomwire review --open

    Nobody else can reach them. Whoever opens the link that is printed may rule; without it they can only be read.
    Ctrl-C stops.
    """
    from review.server import Pages, listen, serve, sign_in_url
    from storage.database import StoreError, open_store

    if not db_path.exists():
        raise StoreError(f'there is no store at {db_path}; "ransomwire crawl" or "ransomwire ingest" makes one')
    open_store(db_path).close()  # an older version is brought up to date, a file that is no store is refused
    try:
        listener = listen(port)
    except OSError as error:
        raise click.UsageError(f"port {port} cannot be used ({error.strerror}); name another with --port") from error
    with listener:
        pages = Pages(db_path, who=who)
        link = sign_in_url(pages, listener.getsockname()[1])
        say(f"The pages of {db_path}, for this machine only; Ctrl-C stops. Open this link to review as {who}:\n{link}")
        if open_browser:
            webbrowser.open(link)
        serve(pages, listener)

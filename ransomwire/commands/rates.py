"""`ransomwire rates`: what other currencies were worth in euros on a day."""

from __future__ import annotations

from pathlib import Path

import click

from ransomwire.console import counted, say
from ransomwire.options import db_option


@click.group("rates")
def command() -> None:
    """Load the European Central Bank's daily rates, which give every demand its value in euros.

    \b
    ransomwire rates load eurofxref-hist.csv
    """


@command.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@db_option
def load(file: Path, db_path: Path) -> None:
    """Load the file that the ECB publishes: eurofxref-hist.csv, or the zip it comes in.

    \b
    ransomwire rates load eurofxref-hist.zip

    Load it again when there is a newer one. Demands of a day that the file does not reach have no value until then.
    """
    from storage.database import open_store
    from storage.rates import load_rates

    loaded = load_rates(open_store(db_path), file)
    say(
        f"{counted(loaded.rates, 'rate')} of {counted(loaded.currencies, 'currency', 'currencies')} loaded, "
        f"{loaded.first} to {loaded.last}."
    )

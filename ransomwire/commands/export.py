"""`ransomwire export`: incidents for other programs."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ransomwire.console import counted, say
from ransomwire.options import db_option, incident_filters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from storage.exports.exported import Exported

FORMATS = ("csv", "json", "jsonl", "stix", "misp", "veris", "atom", "parquet")  # of storage/exports/formats.py


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option(
    "--output", "-o", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True), help="A file instead of stdout."
)
@click.option("--with-rejected", "rejected", is_flag=True, help="Also what an analyst rejected; STIX marks it revoked.")
@incident_filters
@db_option
def command(form: str, output: Path | None, db_path: Path, **filters: Any) -> None:
    """Write the incidents to a file for other programs: csv, json, jsonl, stix, misp, veris, atom or parquet.

    \b
    ransomwire export csv --since 2026-01-01 --output incidents.csv

    A second export of the same incidents is the same file, byte for byte. A file is replaced in one step.
    """
    from storage.database import open_store
    from storage.exports.exported import load_exported
    from storage.exports.files import write_whole
    from storage.exports.formats import render
    from storage.queries import IncidentFilter

    to_stdout = output is None or str(output) == "-"
    if form == "parquet" and to_stdout and sys.stdout.isatty():
        raise click.UsageError("parquet is no text for a terminal; name a file with --output FILE")
    tally = Tally()
    content = render(form, tally.passing(load_exported(open_store(db_path, read_only=True), IncidentFilter(**filters))))
    if output is None or to_stdout:
        sys.stdout.buffer.writelines(content)
    else:
        write_whole(output, content)
        say(f"{counted(tally.all, 'incident')} written to {output}.")
    if form == "veris" and tally.undated:
        say(f"{counted(tally.undated, 'incident')} without a date left out: VERIS needs a year.")


@dataclass
class Tally:
    """What went into an export, known when it is written."""

    all: int = 0
    undated: int = 0

    def passing(self, incidents: Iterable[Exported]) -> Iterator[Exported]:
        """The same incidents, counted as they pass."""
        for each in incidents:
            self.all += 1
            self.undated += not each.is_dated
            yield each

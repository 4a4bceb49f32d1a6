"""`ransomwire stats`: how many incidents, and for how much, by month, actor, country, sector and currency."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ransomwire.console import counted, say
from ransomwire.options import db_option, incident_filters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.exports.exported import Exported
    from storage.stats import By

BY: tuple[By, ...] = ("month", "actor", "country", "sector", "currency")


@click.command("stats")
@click.option("--by", type=click.Choice(BY), help="Only this table; all five without.")
@click.option("--top", metavar="N", type=click.IntRange(min=1), default=12, show_default=True, help="Rows a table.")
@click.option(
    "--png", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Draw the charts to a picture."
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="Output."
)
@incident_filters
@db_option
def command(by: By | None, top: int, png: Path | None, form: str, db_path: Path, **filters: Any) -> None:
    """Count incidents and add up demands by month, actor, country, sector and currency.

    \b
    ransomwire stats --by actor --since 2026-01-01

    Sums in other currencies count once the ECB's rates are loaded: see `ransomwire rates load`. As JSON all rows are
    given, whatever --top says.
    """
    from ransomwire.charts import chart_png, print_chart
    from storage.database import open_store
    from storage.exports.files import write_whole
    from storage.queries import IncidentFilter
    from storage.stats import count_incidents, latest_months, tally

    found = count_incidents(open_store(db_path, read_only=True), IncidentFilter(**filters))
    tables = {name: tally(found, name) for name in ((by,) if by else BY)}
    shown = {name: latest_months(rows, top) if name == "month" else rows[:top] for name, rows in tables.items()}
    if form == "json":
        everything = {name: [row.to_json() for row in rows] for name, rows in tables.items()}
        click.echo(json.dumps(everything, ensure_ascii=False, indent=2))
    else:
        say(f"{counted(len(found), 'incident')}.")
        for name, rows in shown.items():
            if rows:
                click.echo()
                print_chart(name, rows)
        _tell_what_has_no_value(found)
    if png:
        write_whole(png, [chart_png(shown)])
        say(f"The charts are in {png}.")


def _tell_what_has_no_value(found: Sequence[Exported]) -> None:
    demands = [each for each in found if each.incident.amount is not None]
    without = sum(each.amount_eur is None for each in demands)
    if without:
        say(
            f"\n{without} of {counted(len(demands), 'demand')} have no value in euros and are in no sum but their "
            'currency\'s; "ransomwire rates load eurofxref-hist.csv" gives one to what the ECB quotes.'
        )

"""Options that several commands share."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

import click

from nlp.types import KINDS, LANGUAGES, STATUSES

F = TypeVar("F", bound=Callable[..., Any])


def _database(ctx: click.Context, _param: click.Parameter, value: Path | None) -> Path:
    """The command's own `--db`, else the one before the command's name, the environment's or the default."""
    if value is not None:
        return value
    path: Path = ctx.find_root().params["db"]
    return path


db_option = click.option(
    "--db",
    "db_path",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_database,
    help="The database file. [env: RANSOMWIRE_DB; default: ransomwire.db]",
)

processes_option = click.option(
    "--processes",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many processes read at the same time.",
)

model_option = click.option(
    "--model",
    "model_path",
    type=click.Path(exists=True, path_type=Path),
    help="A model trained with `ransomwire train`, instead of the one that comes along.",
)


def _user() -> str:
    try:
        return getpass.getuser()
    except OSError:  # no user of that number has a name here, as in many containers
        return "analyst"


who_option = click.option(
    "--who", metavar="NAME", envvar="RANSOMWIRE_ANALYST", default=_user, show_envvar=True, help="Who rules, else you."
)


def analyst_options(command: F) -> F:
    """Add the options of a ruling: who, and in a note why."""
    return who_option(click.option("--note", metavar="WORDS", help="Why.")(command))


class Day(click.ParamType):
    """A day as ISO 8601 writes it.

    >>> Day().convert("2026-11-03", None, None)
    datetime.date(2026, 11, 3)
    """

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it as 2026-11-03", param, ctx)


class Sum(click.ParamType):
    """A sum of money in plain digits, exact.

    >>> Sum().convert("1500.50", None, None)
    Decimal('1500.50')
    """

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        try:
            figure = Decimal(value)
        except InvalidOperation:
            figure = Decimal("NaN")
        if not figure.is_finite():
            self.fail(f"{value!r} is no sum; write it in digits, as 1500000", param, ctx)
        return figure


FILTERS = (
    click.option("--victim", metavar="NAME", help="Only victims with these words in one of their names."),
    click.option("--actor", metavar="NAME", help="Only this gang, under any of its names."),
    click.option("--since", metavar="DATE", type=Day(), help="Only incidents told on or after DATE (YYYY-MM-DD)."),
    click.option("--until", metavar="DATE", type=Day(), help="Only incidents told on or before DATE (YYYY-MM-DD)."),
    click.option("--currency", metavar="CODE", help="Only demands in this currency (EUR, USD, BTC, …)."),
    click.option("--min-amount", metavar="SUM", type=Sum(), help="Only demands of at least SUM, in their currency."),
    click.option("--language", type=click.Choice(LANGUAGES), help="Only incidents told in this language."),
    click.option("--country", metavar="CODE", help="Only victims in this country (BE, FR, NL, …)."),
    click.option("--sector", metavar="NAME", help="Only victims of this sector."),
    click.option("--kind", type=click.Choice([kind for kind in KINDS if kind != "none"]), help="Only this kind."),
    click.option("--status", type=click.Choice(STATUSES), help="Only this status of the demand."),
    click.option("--text", metavar="WORDS", help="Only incidents with an article that has these words."),
)


def incident_filters(command: F) -> F:
    """Add the options that choose incidents; their names are the fields of `IncidentFilter`."""
    for option in reversed(FILTERS):
        command = option(command)
    return command

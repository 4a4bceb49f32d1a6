"""Tables on a terminal, safe to look at: all words in them were written by strangers."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from nlp.printable import printable

PIPED_WIDTH = 160  # columns when the output is no terminal: wide enough for a title


def stdout_console() -> Console:
    """A console on stdout; wide when a pipe or a file reads it, or as wide as COLUMNS says."""
    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS", PIPED_WIDTH))
    return Console(file=sys.stdout, width=width, highlight=False, markup=False)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[str] = ()) -> None:
    """Print rows under their columns' names; the columns in `right` stand to the right."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(Text(printable(column)), justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    stdout_console().print(table)

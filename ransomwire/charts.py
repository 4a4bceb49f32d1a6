"""Tallies as small bar charts: in the terminal with rich, as a picture with matplotlib."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping, Sequence

from rich import box
from rich.bar import Bar
from rich.table import Table
from rich.text import Text

from nlp.printable import printable
from ransomwire.tables import stdout_console
from storage.exports.exported import ExportError
from storage.exports.words import money, one_line
from storage.stats import By, Tally

BAR_COLUMNS = 24
INCHES_A_BAR, INCHES_A_CHART = 0.22, 0.9


def print_chart(title: str, tallies: Sequence[Tally]) -> None:
    """Print one table with a bar for each row; by currency the sums are in that currency."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name in (title, "incidents", "", "with a sum", "demanded", "paid", "sum paid"):
        table.add_column(name, justify="left" if name in (title, "") else "right", overflow="fold")
    most = max((each.incidents for each in tallies), default=0)
    for each in tallies:
        bar = Bar(size=max(most, 1), begin=0, end=each.incidents, width=BAR_COLUMNS)
        figures = (_count(each.demands), _demanded(each), _count(each.paid), _euros(each))
        table.add_row(Text(_label(each)), str(each.incidents), bar, *figures)
    stdout_console().print(table)


def chart_png(charts: Mapping[By, Sequence[Tally]]) -> bytes:
    """Draw the numbers of incidents, a chart under the other. Raises ExportError when matplotlib is not there."""
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ExportError('--png needs matplotlib; "pip install matplotlib" brings it') from error
    heights = [INCHES_A_CHART + INCHES_A_BAR * len(tallies) for tallies in charts.values()]
    # A name may have a dollar sign, which matplotlib would read as a formula, and letters that its font has not.
    with rc_context({"text.parse_math": False}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
        figure = Figure(figsize=(8, sum(heights)), layout="constrained")
        places = figure.subplots(len(charts), 1, squeeze=False, height_ratios=heights)[:, 0]
        for axes, (title, tallies) in zip(places, charts.items(), strict=True):
            names = [_label(each)[:40] for each in tallies]
            bars = axes.barh(range(len(tallies)), [each.incidents for each in tallies], color="#a33")
            axes.bar_label(bars, padding=2)
            axes.set_yticks(range(len(tallies)), names)
            axes.invert_yaxis()
            axes.set_title(f"Incidents by {title}", loc="left")
            axes.spines[["top", "right"]].set_visible(False)
            axes.xaxis.get_major_locator().set_params(integer=True)
        written = io.BytesIO()
        figure.savefig(written, format="png", dpi=120)
    return written.getvalue()


def _label(each: Tally) -> str:
    return printable(one_line(each.label)) if each.label else "unknown"


def _count(number: int) -> str:
    return str(number) if number else ""


def _demanded(each: Tally) -> str:
    if each.demanded is not None:
        return money(each.demanded, each.label)
    if not each.valued:
        return ""
    of = f" (of {each.valued})" if each.valued < each.demands else ""
    return money(each.demanded_eur, "EUR") + of


def _euros(each: Tally) -> str:
    return money(each.paid_eur, "EUR") if each.paid_eur else ""

"""CSV, for spreadsheets: one incident a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from storage.exports.cells import safe_cell
from storage.exports.exported import Exported

COLUMNS = (
    "id", "victim", "actor", "amount", "currency", "amount_eur", "amount_low", "amount_high", "paid", "paid_currency",
    "paid_eur", "payment", "status", "kind", "country", "sector", "first_published", "last_published", "articles",
    "outlets", "copies", "languages", "review", "score",
)  # fmt: skip


def render(incidents: Iterable[Exported]) -> Iterator[bytes]:
    """No cell starts a formula; sums are plain digits with a point."""
    yield _line(COLUMNS)
    for each in incidents:
        values = each.to_json() | {
            "articles": len(each.incident.articles),
            "languages": " ".join(each.incident.languages),
        }
        yield _line([safe_cell(values[column]) for column in COLUMNS])


def _line(cells: Sequence[object]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    return written.getvalue().encode()

"""The European Central Bank's daily reference rates: what a sum was worth in euros on its day."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path

from sqlite_utils import Database

from storage.database import StoreError, writing

# The ECB leaves out week-ends and holidays; Easter is the longest gap, five days. A rate that is older means that the
# file ends before the day, or that the ECB no longer quotes the currency (the rouble since March 2022).
OLDEST_RATE_DAYS = 10
CENT = Decimal("0.01")
_REMEDY = 'give the ECB\'s own "eurofxref-hist.csv", or the "eurofxref-hist.zip" it comes in'

Rate = tuple[str, str, str]  # currency, day as ISO 8601, units of the currency for one euro


@dataclass(frozen=True)
class Loaded:
    rates: int
    currencies: int
    first: date
    last: date


def load_rates(db: Database, path: Path) -> Loaded:
    """Store all rates of the ECB's file; those of a day and currency that were there before are replaced.

    Raises StoreError, and stores nothing, when the file is not what the ECB publishes.
    """
    rates = list(read_rates(_text_of(path), str(path)))
    if not rates:
        raise StoreError(f"{path} has no rates; {_REMEDY}")
    with writing(db):
        db.conn.executemany("INSERT OR REPLACE INTO euro_rates(currency, day, rate) VALUES (?, ?, ?)", rates)
    days = [date.fromisoformat(day) for _, day, _ in rates]
    return Loaded(len(rates), len({currency for currency, _, _ in rates}), min(days), max(days))


def read_rates(text: str, name: str = "the file") -> Iterator[Rate]:
    """The rates of `eurofxref-hist.csv`: a row a day, a column a currency, N/A where there was none.

    >>> list(read_rates("Date,USD,RUB,\\n2024-03-01,1.0813,N/A,\\n"))
    [('USD', '2024-03-01', '1.0813')]

    Raises StoreError, naming the line.
    """
    lines = csv.reader(io.StringIO(text))
    header = [cell.strip() for cell in next(lines, [])]
    currencies = header[1:]
    if header[:1] != ["Date"] or not any(currencies):
        raise StoreError(f"{name} does not begin with the line Date,USD,…; {_REMEDY}")
    for number, cells in enumerate(lines, 2):
        for currency, cell in zip(currencies, cells[1:], strict=False):
            if currency and cell.strip() not in ("", "N/A"):
                yield currency, _day(cells[0], name, number), _rate(cell.strip(), name, number)


def _text_of(path: Path) -> str:
    content = path.read_bytes()
    try:
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                content = archive.read(archive.namelist()[0])
        return content.decode("utf-8-sig")
    except (UnicodeDecodeError, zipfile.BadZipFile, IndexError, RuntimeError) as error:
        raise StoreError(f"{path} is no text file; {_REMEDY}") from error


def _day(cell: str, name: str, number: int) -> str:
    try:
        return date.fromisoformat(cell.strip()).isoformat()
    except ValueError as error:
        raise StoreError(f"{name}, line {number}: {cell!r} is no date as 2026-11-03; {_REMEDY}") from error


def _rate(cell: str, name: str, number: int) -> str:
    try:
        rate = Decimal(cell)
    except InvalidOperation:
        rate = Decimal(0)
    if not (rate.is_finite() and rate > 0):
        raise StoreError(f"{name}, line {number}: {cell!r} is no rate; {_REMEDY}")
    return cell


class Rates:
    """The rates of a store, to convert with; empty until somebody loads them."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: dict[tuple[str, date], Decimal | None] = {}

    def in_euros(self, amount: Decimal | None, currency: str | None, day: date | None) -> Decimal | None:
        """The sum in euros at the last rate on or before the day, to the cent; None where there is no such rate.

        Euros are euros, whether rates were loaded or not.
        """
        if amount is None or currency is None:
            return None
        if currency == "EUR":
            return amount
        rate = self._rate(currency, day) if day else None
        return (amount / rate).quantize(CENT) if rate else None

    def _rate(self, currency: str, day: date) -> Decimal | None:
        if currency not in self._currencies:
            return None
        if (currency, day) not in self._known:
            row = self._db.execute(
                "SELECT rate FROM euro_rates WHERE currency = ? AND day <= ? AND day >= ? ORDER BY day DESC LIMIT 1",
                [currency, day.isoformat(), (day - timedelta(days=OLDEST_RATE_DAYS)).isoformat()],
            ).fetchone()
            self._known[currency, day] = Decimal(row[0]) if row else None
        return self._known[currency, day]

    @cached_property
    def _currencies(self) -> frozenset[str]:
        return frozenset(code for (code,) in self._db.execute("SELECT DISTINCT currency FROM euro_rates"))

"""Dates as French, Dutch and English pages print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

MONTH_NAMES = (
    "janvier janv jan januari january",
    "février fevrier févr fevr fév fev feb februari february",
    "mars mar maart mrt march",
    "avril avr apr april",
    "mai mei may",
    "juin jun juni june",
    "juillet juil jul juli july",
    "août aout aug augustus august",
    "septembre sept sep september",
    "octobre oct okt oktober october",
    "novembre nov november",
    "décembre decembre déc dec december",
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, start=1) for name in names.split()}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"((?:19|20)\d\d)"
ISO = re.compile(rf"\b{_YEAR}-(\d\d)-(\d\d)(?!\d)|\b{_YEAR}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\b")
WRITTEN = re.compile(
    rf"\b(\d{{1,2}})(?:er|st|nd|rd|th|e)?\.?[\s-]+(?:of\s+)?({_MONTH})\b\.?,?[\s-]+{_YEAR}\b", re.IGNORECASE
)
MONTH_FIRST = re.compile(rf"\b({_MONTH})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b", re.IGNORECASE)
NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)?\d\d)(?![\d/]|[.]\d)")


def written_dates(text: str, *, month_first: bool = False) -> list[tuple[int, date]]:
    """Dates written out in a text, each with the character where it begins, in order.

    `month_first` reads 11/05/2026 as the 5th of November; a figure above 12 is never a month.

    >>> [str(day) for _, day in written_dates("Publié le 25/11/2026 à 10:12, mis à jour le 26 novembre 2026")]
    ['2026-11-25', '2026-11-26']
    >>> [str(day) for _, day in written_dates("25 november 2026 om 10:12; Nov. 24, 2026; 1er déc. 2026; 23.11.26")]
    ['2026-11-25', '2026-11-24', '2026-12-01', '2026-11-23']
    """
    return sorted(_found(text, month_first=month_first))


def _found(text: str, *, month_first: bool) -> Iterator[tuple[int, date]]:
    for match in WRITTEN.finditer(text):
        yield from _day(match.start(), match[3], MONTHS[match[2].lower()], match[1])
    for match in MONTH_FIRST.finditer(text):
        yield from _day(match.start(), match[3], MONTHS[match[1].lower()], match[2])
    for match in ISO.finditer(text):
        yield from _day(match.start(), match[1] or match[4], match[2] or match[5], match[3] or match[6])
    for match in NUMERIC.finditer(text):
        first, second = int(match[1]), int(match[3])
        is_month_first = second > 12 or (month_first and first <= 12)
        day, month = (second, first) if is_month_first else (first, second)
        yield from _day(match.start(), match[4] if len(match[4]) == 4 else f"20{match[4]}", month, day)


def _day(start: int, year: str, month: int | str, day: int | str) -> Iterator[tuple[int, date]]:
    try:
        yield start, date(int(year), int(month), int(day))
    except ValueError:
        return

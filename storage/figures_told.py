"""Figures by which two articles on one attack may be known: 180,000 patients, 14,000 students, a bill of 16 million."""

from __future__ import annotations

import re
from decimal import Decimal

_MAGNITUDES = {
    **dict.fromkeys(("million", "millions", "miljoen", "mln", "mio"), 10**6),
    **dict.fromkeys(("billion", "milliard", "milliards", "miljard", "mrd", "mld"), 10**9),
}
_SPACES = " \u00a0\u2009\u202f"
_FIGURE = re.compile(
    rf"(?<![\w.,])(\d{{1,3}}(?:[{_SPACES}.,'’]\d{{3}}){{1,4}}|\d{{1,15}})(?:[.,](\d{{1,2}}))?"
    rf"(?:[{_SPACES}-]({'|'.join(_MAGNITUDES)})\b)?(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)
_YEARS = range(1900, 2100)
MOST_FIGURES = 10  # of one article


def figures_in(text: str) -> list[str]:
    """Numbers of a text that few other texts have: of three digits that count and more, of two from 1,000 on, of one
    from a million on; no years.

    >>> figures_in("In 2024 werden 180.000 patiënten van 12 klinieken gewaarschuwd, 1,3 miljoen keer")
    ['180000', '1300000']
    """
    found = []
    for whole, fraction, magnitude in _FIGURE.findall(text):
        digits = re.sub(r"\D", "", whole)
        value = Decimal(f"{digits}.{fraction or 0}") * _MAGNITUDES.get(magnitude.lower(), 1)
        if value == int(value) and not (whole == digits and int(value) in _YEARS) and _is_rare(int(value)):
            found.append(str(int(value)))
    return list(dict.fromkeys(found))[:MOST_FIGURES]


def _is_rare(value: int) -> bool:
    telling = len(str(value).rstrip("0"))
    return telling >= 3 or (telling == 2 and value >= 1000) or value >= 10**6

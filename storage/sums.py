"""Do two articles tell of the same sum of money, perhaps converted?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from storage.incidents import Telling

Money = tuple[Decimal, str]  # whole units, ISO 4217 code or BTC, XMR, ETH

# US dollars for one unit, rounded: good enough to see that 15.000 euros and 20,500 dollars are one demand. Never shown.
_DOLLARS = {
    "USD": 1.0, "EUR": 1.12, "GBP": 1.3, "CHF": 1.08, "CAD": 0.76, "AUD": 0.7, "NZD": 0.65, "JPY": 0.0085,
    "CNY": 0.145, "HKD": 0.128, "SGD": 0.74, "KRW": 0.00083, "INR": 0.0135, "IDR": 0.000067, "RUB": 0.014,
    "SEK": 0.105, "NOK": 0.11, "DKK": 0.15, "PLN": 0.26, "CZK": 0.044, "HUF": 0.0032, "TRY": 0.1, "ZAR": 0.065,
    "BRL": 0.2, "MXN": 0.052, "AED": 0.272, "SAR": 0.267, "ILS": 0.28, "XOF": 0.0017, "XAF": 0.0017, "MAD": 0.1,
    "TND": 0.33, "KES": 0.0085, "NGN": 0.002, "THB": 0.03, "PHP": 0.019, "MYR": 0.23, "TWD": 0.032, "VND": 0.000042,
}  # fmt: skip
# A bitcoin's lowest and highest price in dollars of each year: what a demand in bitcoin may be worth in a newspaper.
_BITCOIN = {
    2012: (4, 14), 2013: (13, 1200), 2014: (300, 1000), 2015: (170, 500), 2016: (350, 1000), 2017: (750, 20000),
    2018: (3100, 17500), 2019: (3300, 13900), 2020: (4000, 29500), 2021: (28000, 69000), 2022: (15500, 48200),
    2023: (16500, 45000), 2024: (38500, 108500), 2025: (74000, 126500), 2026: (60000, 130000),
}  # fmt: skip
_SAME, _CONVERTED = 0.02, 0.25  # how far figures of one sum may lie apart, in one currency and in two
_SMALL = 1000.0  # dollars: the list price of mass ransomware, which proves nothing


def same_sum(one: Iterable[Money], two: Iterable[Money], day: date | None = None) -> tuple[Money, Money] | None:
    """The first two sums that may be one, or None; `day` is when it was told, for the price of a bitcoin.

    >>> same_sum([(Decimal(15000), "EUR")], [(Decimal(17000), "USD")]) is not None
    True
    >>> same_sum([(Decimal(2000), "BTC")], [(Decimal(800000), "USD")], date(2014, 11, 18)) is not None
    True
    """
    second = sorted(two)
    for a in sorted(one):
        for b in second:
            if _is_same(a, b, day):
                return a, b
    return None


def far_apart(one: Iterable[Money], two: Iterable[Money]) -> bool:
    """Are all figures in a common currency wide of each other, by a factor of three?"""
    pairs = [(float(a[0]), float(b[0])) for a in one for b in list(two) if a[1] == b[1] and a[0] and b[0]]
    return bool(pairs) and all(max(a, b) / min(a, b) >= 3 for a, b in pairs)


def _is_same(a: Money, b: Money, day: date | None) -> bool:
    if a[1] == b[1]:
        return _near(float(a[0]), float(b[0]), _SAME) and (
            a[1] == "BTC" or float(a[0]) * _DOLLARS.get(a[1], 1) > _SMALL
        )
    if "BTC" in (a[1], b[1]):
        coins, cash = (a, b) if a[1] == "BTC" else (b, a)
        low, high = _BITCOIN.get(day.year if day else 0, (1, 0))
        dollars = float(cash[0]) * _DOLLARS.get(cash[1], 0)
        return dollars > _SMALL and low * 0.9 <= dollars / max(float(coins[0]), 1e-9) <= high * 1.1
    if a[1] not in _DOLLARS or b[1] not in _DOLLARS:
        return False
    left, right = float(a[0]) * _DOLLARS[a[1]], float(b[0]) * _DOLLARS[b[1]]
    return left > _SMALL and _near(left, right, _CONVERTED)


def _near(a: float, b: float, share: float) -> bool:
    return abs(a - b) <= share * max(a, b)


def money_of(telling: Telling) -> frozenset[Money]:
    """Every sum that the article gives for this attack."""
    claim = telling.claim
    sums = {(a.amount.value, a.amount.currency) for a in claim.amounts}
    if claim.amount is not None and claim.currency:
        sums.add((claim.amount, claim.currency))
    return frozenset(sums)

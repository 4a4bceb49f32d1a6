from decimal import Decimal

import pytest

from nlp.claims import with_roles
from nlp.types import Amount, ClaimAmount


def sums(*printed):
    """Sums 100 characters apart, or beside the one before when the currency begins with a plus."""
    made, at = [], 0
    for value, code in printed:
        at += 10 if code.startswith("+") else 100
        made.append(ClaimAmount(Amount(Decimal(value), code.lstrip("+")), "demand", (at, at + 5)))
    return made


@pytest.mark.parametrize(
    ("printed", "status", "roles"),
    [
        ([(300_000, "GBP")], "demanded", ["demand"]),
        ([(120_000, "GBP")], "paid", ["paid"]),
        ([(300_000, "GBP"), (120_000, "GBP")], "paid", ["demand", "paid"]),
        ([(120_000, "GBP"), (300_000, "GBP")], "paid", ["paid", "demand"]),
        ([(50, "BTC"), (750_000, "+EUR")], "demanded", ["demand", "converted"]),
        ([(500_000, "EUR"), (200_000, "EUR")], "refused", ["demand", "lowered"]),
        ([], "unknown", []),
    ],
)
def test_each_sum_says_what_it_was(printed, status, roles):
    assert [each.role for each in with_roles(sums(*printed), status)] == roles

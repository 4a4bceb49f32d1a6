from decimal import Decimal

import numpy as np
import pytest

from nlp.claims import with_conversions, with_roles
from nlp.kinds import settled
from nlp.scene import OUTCOMES, Candidate
from nlp.types import KINDS, Amount, ClaimAmount


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


def printed_sum(first, currency):
    """A sum of two tokens of five characters each."""
    nothing = np.zeros(len(OUTCOMES))
    return Candidate(first, first + 2, 6 * first, 6 * first + 11, "a sum", True, nothing, nothing, False, 1.0, currency)


@pytest.mark.parametrize(
    ("sums", "chances", "found"),
    [
        ([(0, "BTC"), (3, "EUR"), (9, "EUR")], [0.3, 0.4, 0.5], [0.7, 0.0, 0.5]),  # one demand, printed twice
        ([(0, "EUR"), (3, "EUR")], [0.3, 0.4], [0.3, 0.4]),  # two sums of one currency are two sums
        ([(0, "BTC"), (8, "EUR")], [0.3, 0.4], [0.3, 0.4]),  # far apart
        ([(3, "BTC"), (5, "EUR")], [0.3, 0.4], [0.3, 0.4]),  # in two sentences
        ([], [], []),
    ],
)
def test_a_sum_and_its_conversion_are_one_demand(sums, chances, found):
    sentences = [0] * 5 + [1] * 10
    printed = [printed_sum(*each) for each in sums]
    assert with_conversions(chances, printed, sentences) == pytest.approx(found)


def test_an_attack_is_settled_on_however_its_kinds_divide_what_is_likely():
    kinds = np.zeros(len(KINDS))
    for name, chance in {"none": 0.55, "breach": 0.2, "ransomware": 0.25}.items():
        kinds[KINDS.index(name)] = chance
    assert settled(kinds) == "ransomware"
    kinds[KINDS.index("none")] = 0.7
    assert settled(kinds) == "none"

"""Sums of money as the press writes them: the table of real strings, and what holds for all of them."""

from __future__ import annotations

import contextlib
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.amounts import UnreadableAmount, find_amounts, parse_amount, read_spans, vague_bounds
from nlp.annotated import load_corpus
from nlp.currency_table import TABLE, table_text
from nlp.types import Amount

COLUMNS = ("text", "language", "country", "value", "currency", "low", "high", "about", "why_not")


def table_rows() -> list[object]:
    """The rows of amounts.tsv; a reason in the last column makes one a strict xfail."""
    lines = Path(__file__).with_name("amounts.tsv").read_text("utf-8").splitlines()
    params = []
    for line in lines:
        if line.startswith("#"):
            continue
        row = dict(zip(COLUMNS, (None if cell == "-" else cell for cell in line.split("\t")), strict=True))
        row["text"] = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), row["text"] or "")
        why_not = row.pop("why_not")
        marks = [pytest.mark.xfail(strict=True, reason=why_not)] if why_not else []
        params.append(
            pytest.param(
                row,
                marks=marks,
                id=f"{row['language']}-{row['country']}-{row['text']}".encode("unicode_escape").decode(),
            )
        )
    return params


def number(cell: str | None) -> Decimal | None:
    return None if cell is None else Decimal(cell)


@pytest.mark.parametrize("row", table_rows())
def test_the_table_of_amounts(row):
    text, where = row["text"], {"language": row["language"], "country": row["country"]}
    low, high = number(row["low"]), number(row["high"])
    found = [amount for _, _, amount in find_amounts(text, **where)]
    if row["value"] == "none":
        assert found == []
    elif row["value"] in ("vague", "bare"):
        with pytest.raises(UnreadableAmount):
            parse_amount(text, **where)
        assert found in ([], [None])
        bounds = vague_bounds(text, **where)
        assert (bounds and (bounds.low, bounds.high, bounds.currency)) == (
            (low, high, row["currency"]) if low else None
        )
    else:
        amount = Amount(Decimal(row["value"]), row["currency"], low, high, about=row["about"] == "about")
        assert parse_amount(text, **where) == amount
        assert found[0] is not None
        assert (found[0].value, found[0].currency) == (amount.value, amount.currency)


def test_the_table_is_large_enough_to_mean_something():
    assert len(table_rows()) >= 250


def spans(text: str, **where: str) -> list[str]:
    return [text[start:end] for start, end, _ in find_amounts(text, **where)]


@pytest.mark.parametrize(
    ("language", "text", "sums"),
    [
        ("fr", "Rex Mundi exige environ 15.000€ en bitcoins, pas 30.000.", ["15.000€"]),
        ("fr", "Soit 50 bitcoins (près de 750.000 euros) en 2014.", ["50 bitcoins", "750.000 euros"]),
        ("fr", "En 2012 à 150.000 euros, en 2020 300 000 dollars.", ["150.000 euros", "300 000 dollars"]),
        ("fr", "Ils en veulent deux millions. Le vol touche 12 millions de comptes.", ["deux millions"]),
        ("fr", "5 millions d'amende et 30 millions de dommages", ["5 millions", "30 millions"]),
        ("nl", "De dieven wilden vier ton. Het schip vervoert 20 ton staal.", ["vier ton"]),
        (
            "nl",
            "Ze eisten zo'n 2,5 bitcoin, enkele tienduizenden euro's dus.",
            ["2,5 bitcoin", "enkele tienduizenden euro's"],
        ),
        ("nl", "de euro 15.000 bezoekers", []),
        ("en", "It paid $350,000; five $100 vouchers went to staff.", ["$350,000", "$100"]),
        ("en", "They asked for a seven-figure sum, about $1.2 million.", ["seven-figure sum", "$1.2 million"]),
        ("en", "The leak held 559 million passwords of 3 million users.", []),
        (
            "en",
            "A US$2.8-million demand, a $1m fine and a 200,000-zloty bill",
            ["US$2.8-million", "$1m", "200,000-zloty"],
        ),
        ("en", "costs of 10\n\n000 dollars", ["000 dollars"]),
    ],
)
def test_spans_are_figure_magnitude_and_currency(language, text, sums):
    assert spans(text, language=language) == sums


def test_hostile_repetition_stays_linear():
    """Quadratic reading would run into the time limit of the tests."""
    for piece in ("1 000 ", "one ", "millions of ", "1 million to ", "$1 and 5 million paid, ", "2 x ", "een ", "vijf"):
        text = piece * (20_000 // len(piece))
        find_amounts(text)
        read_spans(text, [(0, 10)] * 3)


def test_a_bare_figure_takes_the_currency_of_the_sums_around_it():
    text = "Le groupe exigeait 3 millions de dollars, puis en a accepté deux millions, soit 28 bitcoins."
    assert [amount.currency for _, _, amount in find_amounts(text, language="fr") if amount] == ["USD", "USD", "BTC"]
    text = "Na 1,2 miljoen dollar werd het vier ton, betaald in 3 bitcoin."
    assert [amount.currency for _, _, amount in find_amounts(text, language="nl") if amount] == ["USD", "USD", "BTC"]


def test_bare_crowns_are_those_the_article_names_elsewhere():
    text = "Up to 350 mln crowns. Hydro lost 350 million Norwegian crowns."
    assert [amount.currency for _, _, amount in find_amounts(text, language="en") if amount] == ["NOK", "NOK"]


def test_two_ways_of_cutting_a_sum_are_read_in_one_order():
    text = "Tien ether of ze breken, nu 3.800 euro."
    amounts = read_spans(text, [(0, 4), (0, 10), (28, 38)], language="nl")
    assert [amount.currency for amount in amounts if amount] == ["ETH", "ETH", "EUR"]


def test_a_span_known_to_be_a_sum_may_be_a_bare_figure():
    text = "Krampus demandait 1,2 million de francs, puis 700'000, enfin quelques milliers."
    assert read_spans(text, [(18, 39), (46, 53), (61, 78)], language="fr", country="CH") == [
        Amount(Decimal(1_200_000), "CHF"),
        Amount(Decimal(700_000), "CHF"),
        None,
    ]


def test_the_currency_of_a_bare_figure_can_be_given():
    assert parse_amount("700'000", currency="CHF") == Amount(Decimal(700_000), "CHF")


@pytest.mark.parametrize(
    "text", ["", "rançon", "a ransom", "€", "$ $ $", "1" * 5000, "٣٠ euros", "x" * 10_000, "1.2.3,4,5 $ 6"]
)
def test_strange_text_is_read_or_refused_and_never_breaks(text):
    find_amounts(text)
    with contextlib.suppress(UnreadableAmount):
        parse_amount(text)


@given(
    st.integers(1, 10**12),
    st.sampled_from([" ", ".", ",", "'", "’", "\u00a0", "\u2009", "\u202f"]),
    st.sampled_from(["fr", "nl", "en", None]),
)
def test_the_thousands_separator_never_changes_the_value(n, separator, language):
    assert parse_amount(f"{n:,}".replace(",", separator) + " euros", language=language) == Amount(Decimal(n), "EUR")


@given(st.integers(0, 10**6), st.integers(0, 99), st.sampled_from([",", "."]))
def test_two_decimals_are_cents(whole, cents, mark):
    assert parse_amount(f"€ {whole}{mark}{cents:02}").value == Decimal(f"{whole}.{cents:02}")


WORDS = """
    € $ US$ 15.000 1,2 million miljoen d'euros euro's een half a ton twee en entre et - à quelques bitcoin zes cijfers
    x ½ M€ k . ’ crore F CFA
"""
PIECES = [*WORDS.split(), "30 000", "\n\n"]


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=20),
    st.sampled_from(["fr", "nl", "en", None]),
    st.sampled_from(["", " "]),
)
def test_spans_index_the_text_in_order_and_do_not_overlap(pieces, language, space):
    text = space.join(pieces)
    at = 0
    for start, end, amount in find_amounts(text, language=language):
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert amount is None or amount.value.is_finite()
        at = end


# Batches with bare figures ("puis 700'000") on purpose, or none of the first.
LATER = ("1991", "1992", "1993", *map(str, range(2006, 2015)), "2022", "2023", "2026", "short", "shortnone")


@pytest.mark.parametrize(("is_later", "recall", "precision"), [(False, 0.97, 0.985), (True, 0.88, 0.975)])
def test_the_sums_of_the_training_articles_are_found_as_annotated(is_later, recall, precision):
    """Floors, rising only. Missed are mostly bare figures, left to the tagger and `read_spans`."""
    annotated, found = set(), set()
    for article in load_corpus(development=False):
        if (article.id.split("-")[1] in LATER) is not is_later:
            continue
        annotated |= {(article.id, one.start, one.end) for one in article.mentions if one.label in ("RANSOM", "MONEY")}
        sums = find_amounts(article.full_text, language=article.language)
        found |= {(article.id, start, end) for start, end, _ in sums}
    assert len(annotated & found) / len(annotated) > recall
    assert len(annotated & found) / len(found) > precision


def test_the_table_of_currencies_is_current():
    """After an update of pycountry or babel: python -m nlp.currency_table."""
    assert TABLE.read_text("utf-8") == table_text()

"""Read amounts of money as newspapers write them, in French, Dutch and English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nlp.currencies import CRYPTO, FAMILIES, currency_of, table
from nlp.sums import TO_WORDS, Sum, find_sums
from nlp.types import Amount, Span

_JOINTS = TO_WORDS | {"-", "–"}
_NEAR = 50  # sums looked at on each side: an article has fewer, hostile text thousands
_COIN_LIMIT = 20_000  # a bare figure from here up is never meant in bitcoin, whatever stands before it


class UnreadableAmount(ValueError):
    "An amount is written, but with no figure or no known currency."


@dataclass(frozen=True)
class VagueAmount:
    """What a sum with no figure still says: "quelques milliers d'euros" is between 2,000 and 10,000 EUR."""

    low: Decimal
    high: Decimal
    currency: str | None  # None: "a seven-figure sum"


def parse_amount(
    text: str, *, language: str | None = None, country: str | None = None, currency: str | None = None
) -> Amount:
    """Read one amount of money, in whole units of its currency: the first one, where the text has several.

    `language` (fr, nl, en) settles "billion" and the decimal mark; `country` (ISO 3166-1 alpha-2, the victim's) whose
    dollars, crowns or pesos are meant; `currency` is the code for a figure with none beside it.
    A range's value is its lower end: what was asked at the least.

    >>> parse_amount("1,2 million d'euros") == Amount(Decimal(1_200_000), "EUR")
    True
    >>> parse_amount("tussen 50.000 en 100.000 euro", language="nl")
    Amount(value=Decimal('50000'), currency='EUR', low=Decimal('50000'), high=Decimal('100000'), about=False)

    Raises UnreadableAmount ("plusieurs milliers d'euros"): keep the mention, store no figure; `vague_bounds` may help.
    """
    found = _first(text, language)
    if found is None or found.is_vague:
        raise UnreadableAmount(f"no {'exact ' if found else ''}figure in {text!r}: keep the words, store no amount")
    code = _code(found, country) or currency or _implied(found, country)
    if not code:
        raise UnreadableAmount(f"no currency in {text!r}: give the one of the sums around it")
    return _amount(found, code)


def vague_bounds(text: str, *, language: str | None = None, country: str | None = None) -> VagueAmount | None:
    """The bounds that a vague sum leaves; None when the text has no sum, or one with a figure.

    Several and some are two to ten, "a seven-figure sum" is 1,000,000 to 9,999,999.

    >>> vague_bounds("several hundred thousand dollars", language="en")
    VagueAmount(low=Decimal('200000'), high=Decimal('1000000'), currency='USD')
    """
    found = _first(text, language)
    if found is None or not found.is_vague or found.high is None:
        return None
    return VagueAmount(found.value, found.high, _code(found, country) or _implied(found, country))


def find_amounts(
    text: str, *, language: str | None = None, country: str | None = None
) -> list[tuple[int, int, Amount | None]]:
    """Every sum of money in running text, in order: start, end, and the amount, None when it is vague.

    Spans are those of a mention: figure, magnitude and currency, without "environ" or "about". A large figure with no
    currency ("ils en veulent deux millions") counts where the words around speak of money; it takes the currency of the
    sums around it, and is None when there are none.

    >>> find_amounts("Asked for $4.4m, paid about 75 bitcoin.", language="en")[1]
    (28, 38, Amount(value=Decimal('75'), currency='BTC', low=None, high=None, about=True))
    """
    sums = find_sums(text, language=language)
    return [(one.start, one.end, amount) for one, amount in zip(sums, _amounts(text, sums, country), strict=True)]


def read_spans(
    text: str, spans: Iterable[Span], *, language: str | None = None, country: str | None = None
) -> list[Amount | None]:
    """The amounts of stretches known to be sums, such as a tagger's mentions: one for each span, None when vague.

    Knowing that they are sums, this reads bare figures too, in the currency of the sums around:

    >>> text = "The price fell from 35 to 12 bitcoin."
    >>> [amount.currency for amount in read_spans(text, [(20, 22), (26, 36)], language="en") if amount]
    ['BTC', 'BTC']
    """
    in_text = find_sums(text, language=language)
    known = {(one.start, one.end): one for one in in_text}
    wanted = [
        known.get((start, end)) or _placed(_first(text[start:end], language), (start, end)) for start, end in spans
    ]
    read = [one for one in wanted if one is not None]
    rest = [one for one in in_text if not any(one.start < other.end and other.start < one.end for other in read)]
    sums = sorted(
        {*read, *rest}, key=lambda one: (one.start, -one.end, one.value)
    )  # "ten ether" before "ten", cut from it
    amounts = dict(zip(sums, _amounts(text, sums, country), strict=True))
    return [None if one is None else amounts[one] for one in wanted]


def _placed(found: Sum | None, span: Span) -> Sum | None:
    return None if found is None else replace(found, start=span[0], end=span[1])


def _first(text: str, language: str | None) -> Sum | None:
    """The text's first sum; two joined by "to" or "and" are one range."""
    sums = find_sums(text, language=language) or find_sums(text, language=language, bare=True)
    if len(sums) < 2:
        return sums[0] if sums else None
    first, second = sums[:2]
    between = text[first.end : second.start].strip().lower()
    if between not in _JOINTS or first.is_vague or second.is_vague or second.value < first.value:
        return first
    if None not in (first.meaning, second.meaning) and first.meaning != second.meaning:
        return first
    return replace(first, high=second.value, meaning=first.meaning or second.meaning, end=second.end)


def _amount(found: Sum, code: str) -> Amount:
    if found.high is None:
        return Amount(found.value, code, about=found.about)
    return Amount(found.value, code, low=found.value, high=found.high, about=found.about)


def _amounts(text: str, sums: Sequence[Sum], country: str | None) -> list[Amount | None]:
    codes = [_code(one, country) for one in sums]
    explicit = {one.meaning for one in sums if one.meaning and one.meaning not in FAMILIES}
    for at, one in enumerate(sums):
        if one.meaning in FAMILIES and one.meaning != "dollar" and country is None:
            codes[at] = _settled(one.meaning, explicit) or codes[at]
    codes = [code or _inherited(text, sums, codes, at, country) for at, code in enumerate(codes)]
    return [None if one.is_vague or not code else _amount(one, code) for one, code in zip(sums, codes, strict=True)]


def _settled(family: str, explicit: set[str]) -> str | None:
    """Bare "crowns" are Norwegian when the same text says "Norwegian crowns" and of no others."""
    shared = explicit & {FAMILIES[family].default, *FAMILIES[family].others.split()}
    return shared.pop() if len(shared) == 1 else None


def _inherited(text: str, sums: Sequence[Sum], codes: Sequence[str | None], at: int, country: str | None) -> str | None:
    """The currency of a bare figure: that of the sum it is joined to, of the nearest before, of the nearest after.

    After it, as for a figure in the title, a sum in the victim's own currency goes first.
    """
    one = sums[at]
    if one.implied and one.implied != "EUR":
        return one.implied
    own = table().countries.get(country or "")
    after = range(at + 1, min(at + _NEAR, len(sums)))
    order = [*range(at - 1, max(at - _NEAR, -1), -1), *sorted(after, key=lambda other: codes[other] != own)]
    if at + 1 < len(sums) and text[one.end : sums[at + 1].start].strip().lower() in _JOINTS:
        order.insert(0, at + 1)
    may_be_coin = one.value < _COIN_LIMIT and not one.implied
    near = (codes[other] for other in order if sums[other].meaning and (may_be_coin or codes[other] not in CRYPTO))
    return next(near, _implied(one, country))


def _implied(found: Sum, country: str | None) -> str | None:
    """What a figure stands for in itself; a Dutch ton is of euros, of an American town it is of dollars."""
    return "USD" if found.implied == "EUR" and country == "US" else found.implied


def _code(found: Sum, country: str | None) -> str | None:
    return None if found.meaning is None else currency_of(found.meaning, country)

"""Read the quantity of a sum: a figure in digits or words, its magnitude, a range, a half, or how vague it is left.

quantity = figure [to figure] magnitude* [and a half]  |  fraction magnitude  |  open magnitude+  |  "six-figure sum"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from nlp import magnitudes
from nlp.figures import is_joiner, is_number_word, read_digits, read_words
from nlp.magnitudes import GLUED, LINKS, MILLION, lexicon
from nlp.money_tokens import DIGIT, JOINED, SIGN, WORD, Tokens

ONE, NONE = Decimal(1), Decimal(0)
_TO = {"fr": {"à", "ou"}, "nl": {"tot", "of", "à"}, "en": {"to", "or"}}
_ANY_TO = {"à", "ou", "tot", "to", "or"}
_BETWEEN = {"et": "entre", "en": "tussen", "and": "between"}
_WITH = {"à", "van", "de", "met", "of"}  # un montant à cinq chiffres, een bedrag van zes cijfers
_TIMES = {"x", "maal", "keer", "fois", "times"}
_LONGEST = 12  # words in a figure, characters doubled in digits: what is longer is no sum, and hostile text is long
_YEAR = re.compile(r"(?:19|20)\d\d")  # "en 2012 à 150.000 euros" is no range
_HALVES = {
    "demi": "0.5",
    "demie": "0.5",
    "half": "0.5",
    "halve": "0.5",
    "quart": "0.25",
    "quarter": "0.25",
    "kwart": "0.25",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure, not yet tied to a currency; `end` is the token after it."""

    end: int
    first: str | Decimal  # digits stay as printed until the currency says whether fractions are usual
    second: str | Decimal | None = None  # the other end of a range, or of a vague quantity
    factor: Decimal = ONE
    times: Decimal = ONE  # the 2 of "2 x 50.000"
    plus: Decimal = NONE
    implied: str | None = None  # the currency the magnitude stands for: EUR for "ton", INR for "crore"
    is_large: bool = False  # its magnitude may tell of money with no currency beside it
    is_vague: bool = False  # first and second bound what "several", "hundreds of" leave open
    is_count: bool = False  # "seven-figure sum": money, whatever follows
    about: bool = False

    def bounds(self, language: str | None, *, fractional: bool) -> tuple[Decimal, Decimal | None]:
        """The value, of a range its lower end, and the upper end or None."""
        first, second = self._value(self.first, language, fractional), self.second
        if second is None:
            return first, None
        high = self._value(second, language, fractional)
        if isinstance(second, str) and first < 1000 <= high < MILLION and first * 1000 <= high and self.factor == ONE:
            first *= 1000  # "6 à 10.000 dollars"
        return min(first, high), max(first, high)

    def _value(self, figure: str | Decimal, language: str | None, fractional: bool) -> Decimal:
        if isinstance(figure, str):
            figure = read_digits(figure, language=language, fractional=fractional or self.factor >= MILLION)
        value = (figure * self.factor + self.plus) * self.times
        return value.quantize(ONE) if value == value.to_integral_value() else value  # 1200000, not 1200000.0


class QuantityReader:
    """Quantities at a token, the longest reading first: the caller takes the first that has a currency."""

    def __init__(self, tokens: Tokens, language: str | None) -> None:
        self.tokens = tokens
        self.language = language
        self.lexicon = lexicon(language)

    def read(self, at: int) -> Iterator[Quantity]:
        if self.tokens.is_kind(at, DIGIT):
            yield from self._figure_count(at)
            yield from self._digits(at)
        elif self.tokens.is_kind(at, WORD):
            for reader in (
                self._figure_count,
                self._fraction,
                self._number,
                self._round,
                self._open,
                self._lone_magnitude,
            ):
                yield from reader(at)

    def _digits(self, at: int) -> Iterator[Quantity]:
        """ "15.000", "1½", "2 x 50.000", "6 à 10.000"."""
        tokens = self.tokens
        raw, after, times, plus = tokens.word[at], at + 1, ONE, NONE
        if len(raw) > 2 * _LONGEST:
            return
        if tokens.low_at(after) in _TIMES and tokens.is_kind(after + 1, DIGIT) and tokens.glue(after + 1) in JOINED:
            times, raw, after = read_digits(raw, language=self.language), tokens.word[after + 1], after + 2
        if tokens.low_at(after) in magnitudes.FRACTION_SIGNS:
            plus, after = magnitudes.FRACTION_SIGNS[tokens.low[after]], after + 1
        elif tokens.is_kind(second := self._range_end(at, after), DIGIT) and not _YEAR.fullmatch(raw):
            yield self._scaled(Quantity(second + 1, raw, second=tokens.word[second], times=times))
        yield self._scaled(Quantity(after, raw, times=times, plus=plus))

    def _range_end(self, at: int, after: int) -> int:
        """The token at which the second figure of a range would stand; -1 when none is announced."""
        tokens = self.tokens
        if tokens.glue(after) == "-":
            return after
        word = tokens.low_at(after)
        if word in _TO.get(self.language or "", _ANY_TO) or _BETWEEN.get(word, "-") in tokens.low[max(0, at - 3) : at]:
            return after + 1 if tokens.glue(after) == " " == tokens.glue(after + 1) else -1
        return -1

    def _number(self, at: int) -> Iterator[Quantity]:
        """ "deux cent mille", "two and a half million", "three quarters of a million"."""
        tokens = self.tokens
        value, after = self._words(at)
        if value is None:
            return
        is_article = tokens.low[at] in ("a", "an") and after == at + 1
        if tokens.low_at(after) in ("quarters", "quarts"):
            yield self._scaled(Quantity(self._skip_links(after + 1), value / 4))
        elif not is_article or self._magnitude(after)[1] > after:  # "a bitcoin wallet" is no sum
            half, after = self._half(after)
            second, end = self._words(self._range_end(at, after))
            if second is not None:
                yield self._scaled(Quantity(end, value, second=second))
            yield self._scaled(Quantity(after, value + half))

    def _words(self, at: int) -> tuple[Decimal | None, int]:
        """The value of a row of number words and the token after it; an English article counts as one."""
        tokens, languages = self.tokens, self.lexicon.languages
        run: list[str] = []
        end = at
        while len(run) < _LONGEST and tokens.is_kind(end, WORD) and (end == at or tokens.glue(end) in (" ", "-")):
            low = tokens.low[end]
            if not run and low in ("a", "an") and "en" in languages:
                low = "one"
            elif not is_number_word(low if not run or not is_joiner(low) else tokens.low_at(end + 1), languages):
                break
            run.append(low)
            end += 1
        while run:
            if (value := read_words(tuple(run), languages)) is not None:
                return value, at + len(run)
            run.pop()
        return None, at

    def _fraction(self, at: int) -> Iterator[Quantity]:
        """ "half a million", "un demi-million", "anderhalve ton", "a quarter of a million", "een halve bitcoin"."""
        tokens = self.tokens
        begin = at
        if tokens.low[at] in self.lexicon.articles and tokens.glue(at + 1) == " ":
            begin += 1
        if value := self.lexicon.fractions.get(tokens.low_at(begin)):
            for after in {self._skip_links(begin + 1): 0, begin + 1: 0}:
                yield self._scaled(Quantity(after, value))

    def _skip_links(self, at: int) -> int:
        """Past the "of a" of "a quarter of a million"."""
        tokens = self.tokens
        for after in range(at, at + 2):
            low = tokens.low_at(after)
            if tokens.glue(after) not in (" ", "'") or (low not in LINKS and low not in self.lexicon.articles):
                return after
        return at + 2

    def _round(self, at: int) -> Iterator[Quantity]:
        """ "quarantaine de millions" (its "une" left outside), "een tientje", "a dozen"."""
        tokens = self.tokens
        begin = at + 1 if tokens.low[at] in ("een", "a") else at
        if value := self.lexicon.round.get(tokens.low_at(begin)):
            links = self._skip_links(begin + 1)
            after = links if self._magnitude(links)[1] > links else begin + 1
            implied = magnitudes.IMPLIED.get(tokens.low[begin])
            yield self._scaled(
                Quantity(after, Decimal(value), implied=implied, is_large=bool(implied), about=not implied)
            )

    def _open(self, at: int) -> Iterator[Quantity]:
        """ "several million", "plusieurs centaines de milliers", "een paar ton", "hundreds of thousands"."""
        tokens, lexicon = self.tokens, self.lexicon
        after = at + 1 if tokens.low[at] in ("een", "a") and tokens.low_at(at + 1) in lexicon.open else at
        is_open = tokens.low[after] in lexicon.open
        if is_open:
            after += 2 if tokens.low_at(after + 1) == "of" else 1
        elif at and (tokens.kind[at - 1] == DIGIT or is_number_word(tokens.low[at - 1], lexicon.languages)):
            return  # "20 millions de comptes": that figure has been tried
        unit, size, implied = ONE, ONE, None
        while (
            after < at + _LONGEST
            and tokens.is_kind(after, WORD)
            and (after == at or tokens.glue(after) in (" ", "-", "'"))
        ):
            low = tokens.low[after]
            value: int | Decimal | None = lexicon.plurals.get(low)
            if value is None and (is_open or unit > ONE) and low not in GLUED:
                value = magnitudes.HUNDREDS.get(low) or lexicon.magnitudes.get(low)
            if value is not None:
                unit, size, implied = unit * value, Decimal(value), magnitudes.IMPLIED.get(low)
            elif unit == ONE or low not in LINKS or tokens.low_at(after + 1) not in lexicon.plurals:
                break
            after += 1
        if is_open or unit > ONE:
            large = implied is not None or (size >= MILLION and (is_open or unit > size))
            yield Quantity(
                after, Decimal(2), second=Decimal(10), factor=unit, implied=implied, is_large=large, is_vague=True
            )

    def _lone_magnitude(self, at: int) -> Iterator[Quantity]:
        """The "miljoen" of "een klein miljoen dollar", "geen miljoen pond"."""
        if self.tokens.low[at] in magnitudes.LONE and not self.tokens.is_kind(at - 1, DIGIT):
            quantity = self._scaled(Quantity(at, ONE))
            if self.tokens.glue(quantity.end) == " ":
                yield replace(quantity, is_large=False)

    def _figure_count(self, at: int) -> Iterator[Quantity]:
        """ "seven-figure sum", "zes cijfers", "un montant à cinq chiffres"."""
        tokens = self.tokens
        begin = at + 1 if tokens.low[at] in self.lexicon.articles else at
        is_named = tokens.low_at(begin) in magnitudes.SUMS and tokens.low_at(begin + 1) in _WITH
        begin = begin + 2 if is_named else at
        if tokens.low_at(begin + 1) not in self.lexicon.figures or tokens.glue(begin + 1) not in (" ", "-"):
            return
        is_digit = tokens.is_kind(begin, DIGIT)
        count: Decimal | None = read_digits(tokens.word[begin]) if is_digit else self._words(begin)[0]
        if count is None or not 3 <= count <= 12:
            return
        after = begin + 2
        if tokens.low_at(after) in magnitudes.SUMS and tokens.glue(after) == " ":
            is_named, after = True, after + 1
        low = Decimal(10) ** (int(count) - 1)
        if is_named or tokens.low[begin + 1] in ("figure", "figures"):
            yield Quantity(after, low, second=low * 10 - 1, is_large=True, is_vague=True, is_count=True)
        elif 4 < count < 10:  # "zes cijfers" may be those of a code, "trois chiffres" those of a survey
            yield Quantity(after, low, second=low * 10 - 1, is_large=True, is_vague=True)

    def _magnitude(self, at: int) -> tuple[Decimal, int, str | None, bool]:
        """Factor, the token after, the currency implied, and whether so large that it may be money unnamed."""
        tokens, factor, implied, large = self.tokens, ONE, None, False
        for _ in range(2):  # "2 lakh crore", "cent mille milliards"
            low = tokens.low_at(at)
            value = self.lexicon.magnitudes.get(low)
            if value is None or tokens.glue(at) not in JOINED:
                break
            if (
                low in GLUED
                and tokens.glue(at)
                and not (tokens.is_kind(at + 1, SIGN) and tokens.glue(at + 1) in ("", " "))
            ):
                break
            factor *= value
            implied = magnitudes.IMPLIED.get(low) if low != "mille" or self.language == "nl" else None
            large = value >= 100_000 or low in ("k", "grand") or implied is not None
            at += 1
        return factor, at, implied, large

    def _half(self, at: int) -> tuple[Decimal, int]:
        """The "et demi", "and a half", "en een half" at this token, and the token after it."""
        tokens = self.tokens
        if tokens.low_at(at) in ("et", "and", "en") and tokens.glue(at) == " ":
            end = at + 2 if tokens.low_at(at + 1) in ("a", "een") else at + 1
            if half := _HALVES.get(tokens.low_at(end)):
                return Decimal(half), end + 1
        return NONE, at

    def _grouped(self, at: int) -> Decimal | None:
        """The figure at this token when its thousands are set apart: in "1 million 200.000", not in "1 million 500"."""
        raw = self.tokens.word[at]
        return None if raw.isdigit() or len(raw) > 2 * _LONGEST else read_digits(raw, language=self.language)

    def _scaled(self, quantity: Quantity) -> Quantity:
        """With the magnitude behind it, the half behind that ("et demi"), and a smaller figure in words behind that."""
        factor, after, implied, large = self._magnitude(quantity.end)
        if after == quantity.end:
            return quantity
        half, after = self._half(after)
        plus = (quantity.plus + half) * factor
        if not half and self.tokens.glue(after) == " ":
            more, end = (
                self._words(after) if not self.tokens.is_kind(after, DIGIT) else (self._grouped(after), after + 1)
            )
            scale, end, _, _ = self._magnitude(end)
            if more is not None and 1000 <= more * scale < factor:  # "un million deux cent mille"
                plus, after = plus + more * scale, end
        return replace(
            quantity,
            end=after,
            factor=factor,
            plus=plus,
            implied=implied or quantity.implied,
            is_large=large or quantity.is_large,
        )

"""Find each sum of money in a text: figure, magnitude and currency in any of the orders in which newspapers write them.

A small grammar over nlp.money_tokens, tried at each token that may begin a sum:

    sum = [currency] quantity [connector] [currency]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nlp import currencies, magnitudes
from nlp.figures import is_number_word
from nlp.magnitudes import ABOUT, ABOUT_AFTER, ABOUT_PHRASES, lexicon
from nlp.money_tokens import WORD, Tokens
from nlp.printed_currencies import CurrencyReader
from nlp.quantities import Quantity, QuantityReader
from nlp.unnamed_sums import is_about_money, stands_alone

TO_WORDS = frozenset({"à", "tot", "to", "en", "et", "and", "naar"})
DOLLARS = frozenset(currencies.DOLLARS.values())


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money at text[start:end]."""

    start: int
    end: int
    value: Decimal  # of a range and of a vague sum the lower bound
    high: Decimal | None
    meaning: str | None  # a code or a family of nlp.currencies; None: no currency beside the figure
    implied: str | None  # the currency that figure then stands for in itself
    is_vague: bool
    about: bool


def find_sums(text: str, *, language: str | None = None, bare: bool = False) -> list[Sum]:
    """Each sum of money, in order, none overlapping another.

    `bare`: the text is known to be a sum, so a figure needs neither a currency nor a word of money near it.
    """
    return list(_SumFinder(text, language, bare).sums())


class _Starts(dict[str, int]):
    """May a sum begin with this lower-cased word? 0 no, 1 when the next word is not 0 either, 2 yes.

    Nearly all words of an article stop here, so this is the speed of the whole: a dictionary, filled as words come,
    emptied when it grows.
    """

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self.words, names = lexicon(language), currencies.table().names
        words = self.words
        self.first = {word.lower() for word in (*currencies.table().codes, *currencies.PREFIXES, *currencies.DOLLARS)}
        self.first |= {*words.open, *words.fractions, *words.round, *words.plurals, *magnitudes.LONE, *magnitudes.SUMS}
        self.second = {*names, *words.magnitudes, *words.figures, *magnitudes.HUNDREDS}

    def __missing__(self, word: str) -> int:
        if len(self) > 50_000:
            self.clear()
        if word in self.words.articles:
            rank = 1
        else:
            rank = 2 if word in self.first or is_number_word(word, self.words.languages) else 0
        self[word] = rank
        return rank


@lru_cache(maxsize=8)
def _starts(language: str | None) -> _Starts:
    return _Starts(language)


class _SumFinder:
    def __init__(self, text: str, language: str | None, bare: bool) -> None:
        self.tokens = Tokens(text)
        self.language = language
        self.bare = bare
        self.quantities = QuantityReader(self.tokens, language)
        self.currencies = CurrencyReader(self.tokens, language)

    def sums(self) -> Iterator[Sum]:
        tokens, starts = self.tokens, _starts(self.language)
        lows, end = tokens.low, 0
        for at, low in enumerate(lows):
            if tokens.kind[at] == WORD:
                rank = starts[low]
                if not rank or (rank == 1 and not self._may_follow(starts, at + 1)):
                    continue
            if tokens.start[at] >= end and (found := self._sum_at(at)):
                yield found
                end = found.end

    def _may_follow(self, starts: _Starts, at: int) -> bool:
        """Can the word after "un", "een", "a" go on with a sum?"""
        low = self.tokens.low_at(at)
        return starts[low] > 0 or low in starts.second

    def _sum_at(self, at: int) -> Sum | None:
        before, begin = self.currencies.before(at)
        for quantity in self.quantities.read(begin):
            meaning, end = self._currency(before, quantity)
            if meaning is None and not self._is_sum_unnamed(quantity):
                continue
            if found := self._sum(at, end, meaning, quantity):
                return found
        return None

    def _currency(self, before: str | None, quantity: Quantity) -> tuple[str | None, int]:
        """What is meant by the currencies before and behind, and the token after the sum.

        One is enough ("$5m bitcoin ransom"), unless the second repeats or completes the first: "US$5 million dollars",
        "$25,000 CAD". Of "$25,000 Canadian" the word is outside the sum, and heeded.
        """
        after, end = self.currencies.after(quantity)
        if before is None:
            return after, end
        if before == "dollar":
            before = self.currencies.qualified(before, quantity.end)[0]
        if after == "dollar" or (after is not None and after == before):
            return before, end
        return (after, end) if before == "dollar" and after in DOLLARS else (before, quantity.end)

    def _sum(self, at: int, end: int, meaning: str | None, quantity: Quantity) -> Sum | None:
        tokens = self.tokens
        value, high = quantity.bounds(self.language, fractional=meaning in currencies.DIVISIBLE)
        if value < 1000 and not {tokens.word[at], tokens.word[end - 1]}.isdisjoint(currencies.LARGE_ONLY):
            return None
        if tokens.low[end - 1] in currencies.CENTS:
            value, high = value / 100, None
        return Sum(
            start=tokens.start[at],
            end=tokens.end[end - 1],
            value=value,
            high=high,
            meaning=meaning,
            implied=quantity.implied,
            is_vague=quantity.is_vague,
            about=quantity.about or self._is_about(at, end),
        )

    def _is_about(self, at: int, end: int) -> bool:
        """Do the words beside the sum say that it is not exact?"""
        tokens = self.tokens
        if tokens.low_at(end) in ABOUT_AFTER and tokens.glue(end) == " ":
            return True
        if tokens.glue(at) is None:
            return False
        low = tokens.low_at(at - 1)
        return low in ABOUT or f"{tokens.low_at(at - 2)}_{low}" in ABOUT_PHRASES

    def _is_sum_unnamed(self, quantity: Quantity) -> bool:
        """May the figure be a sum though no currency stands beside it ("il en veut deux millions")?"""
        if self.bare or quantity.is_count:
            return True
        if not quantity.is_large:
            return False
        if self._leads_to_sum(quantity.end):
            return True
        if not stands_alone(self.tokens, quantity.end, self.language):
            return False
        return quantity.implied is not None or is_about_money(self.tokens, quantity.end)

    def _leads_to_sum(self, at: int) -> bool:
        """ "300 million to 350 million crowns": the second has the currency."""
        if self.tokens.low_at(at) not in TO_WORDS or self.tokens.glue(at) != " ":
            return False
        following = next(self.quantities.read(at + 1), None)
        return following is not None and self.currencies.after(following)[0] is not None

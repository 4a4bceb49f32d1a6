"""Read the currency that stands before or after a figure: a sign, a code, a letter, a name of one word or several."""

from __future__ import annotations

from nlp import currencies
from nlp.magnitudes import ABBREVIATED, LINKS, lexicon
from nlp.money_tokens import DIGIT, JOINED, SIGN, WORD, Tokens
from nlp.quantities import Quantity

Found = tuple[str | None, int]  # a code or a family of nlp.currencies, None when none is written; the token after it


class CurrencyReader:
    """Currencies around a quantity in a text."""

    def __init__(self, tokens: Tokens, language: str | None) -> None:
        self.tokens = tokens
        self.magnitudes = lexicon(language).magnitudes
        self.codes, self.names = currencies.table().codes, currencies.table().names
        self.foreign = currencies.FOREIGN.get(language or "", frozenset())

    def before(self, at: int) -> Found:
        """The currency written before the figure; (None, at) when there is none."""
        tokens, word = self.tokens, self.tokens.word[at]
        if tokens.kind[at] == SIGN:
            meaning, after = currencies.SIGNS[word], at + 1
            is_between = tokens.is_kind(after, WORD) and tokens.is_kind(after + 1, DIGIT)
            if word == "$" and is_between and tokens.glue(after) == "":
                return currencies.DOLLARS.get(tokens.word[after], meaning), after + 1  # $US8 million
            return (meaning, after) if tokens.glue(after) in JOINED else (None, at)
        if tokens.kind[at] != WORD or tokens.glue(at) == "":
            return None, at
        if word in currencies.DOLLARS and tokens.low_at(at + 1) == "$" and tokens.glue(at + 1) == "":
            return (currencies.DOLLARS[word], at + 2) if tokens.glue(at + 2) in JOINED else (None, at)
        prefix = currencies.PREFIXES.get(word) or (word if word in self.codes else None)
        if prefix is None or not tokens.is_kind(at + 1, DIGIT) or tokens.glue(at + 1) not in ("", " ", "."):
            return None, at
        if word in currencies.LONE_LETTERS and not self._is_sum_of_lone_letter(at + 1):
            return None, at
        return prefix, at + 1

    def _is_sum_of_lone_letter(self, at: int) -> bool:
        """R4.5m, R400 000, N25 million are sums; the server R710 and the mask N95 are not."""
        glued = self.tokens.glue(at) == ""
        has_magnitude = self.tokens.low_at(at + 1) in self.magnitudes
        return glued and (has_magnitude or not self.tokens.word[at].isdigit())

    def after(self, quantity: Quantity) -> Found:
        """The currency written after the figure; (None, its end) when there is none."""
        tokens, at = self.tokens, quantity.end
        none: Found = (None, at)
        glue = tokens.glue(at)
        if glue == "." and tokens.low[at - 1] in ABBREVIATED:
            glue = " "
        if glue not in JOINED:
            return none
        if tokens.low[at] in LINKS and (quantity.factor > 1 or quantity.about):
            meaning, end = self._name(at + 1) if tokens.glue(at + 1) in (" ", "'") else none
            return (meaning, end) if meaning else none
        if tokens.low[at] == "in" and quantity.is_vague:  # five-figure sum in US dollars
            meaning, end = self._name(at + 1)
            return (meaning, end) if meaning and meaning not in currencies.CRYPTO else none
        if tokens.kind[at] == SIGN:
            if tokens.is_kind(at + 1, DIGIT) and tokens.glue(at + 1) == "":
                return none  # five $100 vouchers
            meaning, end = self.qualified(currencies.SIGNS[tokens.word[at]], at + 1)
            return meaning, end if tokens.word[
                end - 1
            ].isupper() else at + 1  # in "20 000 $ canadiens" the sign ends it
        if tokens.word[at] in currencies.DOLLARS and tokens.low_at(at + 1) == "$" and tokens.glue(at + 1) == "":
            return none if tokens.glue(at + 2) == "" else (currencies.DOLLARS[tokens.word[at]], at + 2)
        meaning, end = self._name(at)
        if meaning == "F" and len(tokens.word[at - 1]) < 5:
            return none  # 12 000 F, not 30 F
        return (meaning, end) if meaning else none

    def _name(self, at: int) -> Found:
        """A currency's name or code at this token."""
        tokens = self.tokens
        low = tokens.low_at(at)
        for others, meaning in self.names.get(low, ()):
            end = at + 1 + len(others)
            if others:
                joined = all(tokens.glue(k) in (" ", "-", "'") for k in range(at + 1, end))
                if not joined or tuple(tokens.low[at + 1 : end]) != others:
                    continue
            elif low in self.foreign:
                continue
            if tokens.low_at(end) == "s" and tokens.glue(end) == "'" and low[-1] in "aeiouy":
                end += 1  # euro's
            return self.qualified(meaning, end)
        word = tokens.word[at] if at < len(tokens) else ""
        if word in currencies.SUFFIX_CODES:
            return currencies.SUFFIX_CODES[word], at + 1
        return (word, at + 1) if word in self.codes else (None, at)

    def qualified(self, meaning: str, end: int) -> Found:
        """With what may follow a dollar: "$ US", "dollars canadiens"."""
        if meaning == "dollar" and self.tokens.glue(end) in ("", " "):
            code = currencies.AFTER_SIGN.get(self.tokens.word[end])
            return (code, end + 1) if code else (meaning, end)
        return meaning, end

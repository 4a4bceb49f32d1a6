"""Figures in digits, with any separator, and in words, in French, Dutch and English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from price_parser.parser import parse_number
from text_to_num import text2num

SPACES = " \u00a0\u2009\u202f"  # normal, no-break, thin, narrow no-break
DIGITS = rf"\d{{1,3}}(?:[{SPACES}'’]\d{{3}}){{1,6}}(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
# At most six groups: an endless row of them, tried again from each, would take for ever.
DECIMAL_MARK = {"fr": ",", "nl": ",", "en": "."}

_SEPARATORS = re.compile(rf"[{SPACES}'’]")
_NUMBERS = {
    "fr": "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts"
    " trente quarante cinquante soixante septante huitante octante nonante cent cents mille",
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand",
}
_WORDS = {language: frozenset(words.split()) for language, words in _NUMBERS.items()}
_DUTCH = re.compile(
    "(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|(?:vijf|zes|zeven|acht|negen)tien"
    "|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|duizend|en(?=.)|ën)+(?:half|halve)?$"
)
_JOINERS = frozenset({"et", "and"})  # vingt et un, two hundred and fifty


def read_digits(raw: str, *, language: str | None = None, fractional: bool = False) -> Decimal:
    """The value of a figure in digits; it must match DIGITS.

    One point or comma before exactly three digits is read as thousands, whatever the language: papers take over each
    other's "15.000 dollars". Only where fractions are usual ("1.134 billion", "0,085 bitcoin": `fractional`) does the
    language's own decimal mark stand for one.

    >>> [str(read_digits(raw)) for raw in ("15.000", "1'000'000", "457.059,24", "0,085", "7,50,000")]
    ['15000', '1000000', '457059.24', '0.085', '750000']
    >>> read_digits("1.134", language="en", fractional=True)
    Decimal('1.134')
    """
    digits = _SEPARATORS.sub("", raw)
    spaced = len(digits) < len(raw)
    marks = [char for char in digits if char in ".,"]
    if not marks:
        return Decimal(digits)
    if len(set(marks)) == 2 or (len(marks) == 1 and _is_decimal(digits, marks[0], language, fractional, spaced)):
        mark = marks[-1]
    else:
        mark = "," if marks[0] == "." else "."
    if marks.count(mark) > 1:  # "1.234,567,890": no number is written so; the digits count
        return Decimal(re.sub("[.,]", "", digits))
    value = parse_number(digits, mark)
    return Decimal(0) if value is None else value


def _is_decimal(digits: str, mark: str, language: str | None, fractional: bool, spaced: bool) -> bool:
    whole, _, rest = digits.partition(mark)
    if spaced or len(rest) != 3 or whole == "0" or len(whole) > 3:
        return True
    return fractional and mark == DECIMAL_MARK.get(language or "", mark)


@lru_cache(maxsize=1 << 14)
def is_number_word(word: str, languages: tuple[str, ...]) -> bool:
    """Is the lower-cased word, alone or in a row of such, a figure below a million?

    >>> is_number_word("vijfentwintigduizend", ("nl",)), is_number_word("thousand", ("fr",))
    (True, False)
    """
    return any(_DUTCH.match(word) is not None if name == "nl" else word in _WORDS[name] for name in languages)


def is_joiner(word: str) -> bool:
    """Does the word stand inside a figure in words, as in "vingt et un", "two hundred and fifty"?"""
    return word in _JOINERS


@lru_cache(maxsize=1 << 12)
def read_words(words: Sequence[str], languages: tuple[str, ...]) -> Decimal | None:
    """The value of a figure in words below a million, given as a tuple of lower-cased words; None when it is none.

    >>> read_words(("quatre", "vingt", "cinq", "mille"), ("fr",))
    Decimal('85000')
    >>> read_words(("drieënhalf",), ("nl",))
    Decimal('3.5')
    """
    phrase = " ".join(words)
    if "nl" in languages and (halved := re.fullmatch(r"(.+?)(?:ën|en|ëneen|eneen)(?:half|halve)", phrase)):
        whole = read_words((halved[1],), ("nl",))
        return None if whole is None else whole + Decimal("0.5")
    for language in languages:
        try:
            return Decimal(text2num(phrase, language))
        except ValueError:
            continue
    return None

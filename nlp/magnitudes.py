"""The words that make a figure large, halve it, or leave it open, in French, Dutch and English.

A French or Dutch billion is a million millions, an English one a thousand millions; a Dutch ton of money is 100,000.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

THOUSAND, MILLION, MILLIARD, BILLION = (Decimal(10) ** power for power in (3, 6, 9, 12))
LAKH, CRORE, TON = Decimal(10) ** 5, Decimal(10) ** 7, Decimal(10) ** 5


def word_set(line: str) -> frozenset[str]:
    """The words of a line, for the long lists that read best as a line."""
    return frozenset(line.split())


def _table(rows: Mapping[Decimal, str]) -> dict[str, Decimal]:
    return {word: value for value, words in rows.items() for word in words.split()}


# Written the same, and meaning the same, in all three: any article may quote another's figures.
SHARED = _table({
    THOUSAND: "k",
    MILLION: "m mm mln mlns mio mn million millions miljoen mil",
    MILLIARD: "md mds mrd mld mlds mia bn bln milliard milliards miljard",
    BILLION: "biljoen tn trn",
    Decimal(10) ** 15: "biljard",
    Decimal(10) ** 18: "triljoen",
    LAKH: "lakh lakhs",
    CRORE: "crore crores",
})  # fmt: skip
OWN = {
    "fr": _table({
        THOUSAND: "mille millier milliers",
        BILLION: "billion billions",
        Decimal(10) ** 18: "trillion trillions",
    }),
    "nl": _table({THOUSAND: "duizend mille", TON: "ton", MILLIARD: "billion", BILLION: "trillion"}),
    "en": _table({
        THOUSAND: "thousand grand",
        MILLIARD: "b billion billions",
        BILLION: "t trillion trillions",
    }),
}  # fmt: skip
# A magnitude only in "5m" or before a sign, "5 M€": "5 m" is a length.
GLUED = frozenset({"k", "m", "b", "t", "mm", "mil"})
ABBREVIATED = frozenset({"mln", "mio", "mrd", "mld", "mia", "mn", "bn"})  # a full stop may follow: "1,5 mln. euro"
# With no currency beside them these still tell of money, and whose.
IMPLIED = dict.fromkeys(("lakh", "lakhs", "crore", "crores"), "INR") | dict.fromkeys(
    ("ton", "tonnen", "mille", "tientje", "tientjes"), "EUR"
)

FRACTIONS = {
    "fr": {"demi": "0.5", "quart": "0.25"},
    "nl": {
        "half": "0.5",
        "halve": "0.5",
        "kwart": "0.25",
        "driekwart": "0.75",
        "anderhalf": "1.5",
        "anderhalve": "1.5",
    },
    "en": {"half": "0.5", "quarter": "0.25"},
}
FRACTION_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
ARTICLES = {"fr": "un une", "nl": "een één", "en": "a an"}
# "une quarantaine de millions": a round figure, so about
ROUND = {
    "fr": {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
           "cinquantaine": 50, "soixantaine": 60, "centaine": 100},
    "nl": {"tiental": 10, "tientje": 10, "twintigtal": 20, "dertigtal": 30, "veertigtal": 40, "vijftigtal": 50,
           "honderdtal": 100},
    "en": {"dozen": 12},
}  # fmt: skip
# How many of them is left open: "several", "hundreds of". Between two and ten, whatever the unit.
OPEN = {
    "fr": {"quelques", "plusieurs"},
    "nl": {"enkele", "meerdere", "verschillende", "paar", "ettelijke"},
    "en": {"several", "few", "couple", "multiple", "many", "multi"},
}
PLURALS = {
    "fr": {"dizaines": 10, "centaines": 100, "milliers": 1000, "millions": 10**6, "milliards": 10**9},
    "nl": {"tientjes": 10, "tientallen": 10, "honderden": 100, "duizenden": 1000, "tienduizenden": 10**4,
           "tonnen": 10**5, "honderdduizenden": 10**5, "miljoenen": 10**6, "miljarden": 10**9},
    "en": {"tens": 10, "dozens": 12, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9,
           "multimillion": 10**6},
}  # fmt: skip
# "six-figure sum", "zes cijfers", "un montant à cinq chiffres"
FIGURES = {"fr": {"chiffres"}, "nl": {"cijfers"}, "en": {"figure", "figures"}}
LONE = frozenset({"million", "miljoen", "milliard", "miljard"})  # "een klein miljoen dollar"
# "a few hundred", "een paar honderd"
HUNDREDS = {"hundred": 100, "honderd": 100, "honderdduizend": 10**5, "tienduizend": 10**4}
SUMS = word_set("sum amount ransom demand payment fee figure settlement som bedrag losgeld montant somme rançon")

LINKS = frozenset({"de", "d", "of", "du"})  # un million DE dollars, millions OF dollars
# Before the sum, one word or two; after it in French and Dutch, one.
ABOUT = word_set(
    "environ presque quelque approximativement vers approchant frôlant minimum maximum"
    " ongeveer circa ca bijna ruim krap rond omstreeks tot maximaal minimaal minstens hooguit dik slordige zowat"
    " klein kleine goed goede bon petit gros cool"
    " about around nearly almost roughly approximately some over under approaching near exceeding estimated"
)
ABOUT_PHRASES = word_set(
    "près_de près_d plus_de plus_d moins_de moins_d autour_de autour_d jusqu_à au_moins au_plus ordre_de ordre_d"
    " alentours_de environs_de dépasser_les dépassé_les"
    " meer_dan minder_dan rond_de tegen_de nabij_de nabij_het ten_minste zo_n tot_wel"
    " up_to more_than less_than at_least at_most much_as excess_of upwards_of close_to fewer_than order_of just_over"
)
ABOUT_AFTER = frozenset({"environ", "approximativement", "ongeveer", "circa"})


@dataclass(frozen=True)
class Lexicon:
    """The words of one language, or of all three when it is not known."""

    languages: tuple[str, ...]
    magnitudes: Mapping[str, Decimal]
    fractions: Mapping[str, Decimal]
    articles: frozenset[str]
    round: Mapping[str, int]
    open: frozenset[str]
    plurals: Mapping[str, int]
    figures: frozenset[str]


@lru_cache(maxsize=8)
def lexicon(language: str | None) -> Lexicon:
    """The words of "fr", "nl" or "en"; those of all three for anything else, English "billion" first."""
    languages = (language,) if language in OWN else ("fr", "nl", "en")
    return Lexicon(
        languages=languages,
        magnitudes={
            "billion": MILLIARD,
            "trillion": BILLION,
            "mille": THOUSAND,
            "duizend": THOUSAND,
            "thousand": THOUSAND,
        }
        | SHARED
        | {word: value for name in languages for word, value in OWN[name].items()},
        fractions={word: Decimal(value) for name in languages for word, value in FRACTIONS[name].items()},
        articles=frozenset(word for name in languages for word in ARTICLES[name].split()),
        round={word: value for name in languages for word, value in ROUND[name].items()},
        open=frozenset(word for name in languages for word in OPEN[name]),
        plurals={word: value for name in languages for word, value in PLURALS[name].items()},
        figures=frozenset(word for name in languages for word in FIGURES[name]),
    )

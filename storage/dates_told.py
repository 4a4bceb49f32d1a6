"""When an attack was, as an article says it that looks back: years and months before its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from babel import Locale
from text_to_num import text2num

from nlp.types import LANGUAGES

_YEAR = re.compile(r"\b(20[0-3]\d)\b(?!\s*(?:bitcoin|btc|euro|dollar|%))", re.IGNORECASE)
_YEAR_BEFORE = r"(?:last year|vorig jaar|l['’]an(?:née)? (?:dernier|dernière|passée?))"
_LAST_YEAR = re.compile(rf"\b{_YEAR_BEFORE}\b", re.IGNORECASE)
_COUNT = r"(\d{1,2}|[^\W\d_]+(?:-[^\W\d_]+)?)"  # "3", "trois", "dix-huit"; what is no number is dropped
_YEARS_AGO = re.compile(
    rf"\b(?:{_COUNT} (?:years? (?:ago|after|on|later)|jaar (?:geleden|na|later)|ans? (?:après|plus tard))"
    rf"|il y a {_COUNT} ans?)\b",
    re.IGNORECASE,
)
_MONTHS_AGO = re.compile(
    rf"\b(?:{_COUNT} (?:months? (?:ago|after|on|later)|maand(?:en)? (?:geleden|na|later)|mois (?:après|plus tard))"
    rf"|il y a {_COUNT} mois)\b",
    re.IGNORECASE,
)
_LAST_MONTH = re.compile(r"\b(?:last month|vorige maand|le mois (?:dernier|passé))\b", re.IGNORECASE)
_SEASONS = {  # their middle months, from 0
    **dict.fromkeys(("spring", "printemps", "voorjaar", "lente"), 3),
    **dict.fromkeys(("summer", "été", "zomer"), 6),
    **dict.fromkeys(("autumn", "fall", "automne", "najaar", "herfst"), 9),
    **dict.fromkeys(("winter", "hiver"), 0),
}
_NOT_A_SUM = r"(?!\s*(?:bitcoins?|btc|euros?|dollars?|%|points|records|files|accounts|fichiers|dossiers|bestanden))"
_SEASON = re.compile(
    r"\b(?P<last>(?:last|vorige|vorig|afgelopen) )?"
    r"(?P<season>spring|printemps|voorjaar|lente|summer|(?:(?<=l['’])|(?<=d['’])|(?<=\bcet )|(?<=\ben ))été|zomer|"
    r"autumn|(?:(?<=last )|(?<=the )|(?<=in ))fall|automne|najaar|herfst|winter|hiver)\b"
    r"(?P<french> (?:derni(?:er|ère)|passée?)\b)?"
    rf"(?: (?:of |de |van )?(?P<year>20[0-3]\d)(?:-(?:20)?\d\d)?\b{_NOT_A_SUM})?",
    re.IGNORECASE,
)
# "le piratage de l'été 2015", "het lek van vorig jaar", "accounts were compromised in August 2013"
_ATTACK = (
    r"(?:cyber-?|gijzel|data)?(?:attacks?|attaques?|aanval(?:len)?|breach(?:es)?|leaks?|lek(?:ken)?)|hacks?|piratages?|"
    r"fuites?|thefts?|vol (?:de données|remonte)|diefstal|intrusions?|inbraak|stolen|compromised|dérobée?s?|volée?s?|"
    r"gestolen|buitgemaakt|gehackt|(?:was|were|been) (?:taken|accessed|copied) (?:from|by|out)"
)
_OTHER_VERB = r"(?!found|open|fond|créé|opgericht|bought|acqui|overgenomen)"
_TIME = (
    rf"(?:(?:[dl]['’])?(?:in|of|from|since|late|early|mid|en|de|depuis|année|van|sinds|eind|begin|fin|début|"
    rf"{'|'.join(_SEASONS)}|<months>)[ -]20[0-3]\d\b|{_YEAR_BEFORE}\b)"
)
_MOST = 30  # months or years that are counted back
_EARLIEST = 1990  # what is told of earlier years is no attack of which anybody reports


def years_told(text: str, published: date | None) -> set[int]:
    """The years before that of publication which a text names, or counts back to.

    >>> years_told("Two years on, a year after the first, and not in 2024", date(2024, 5, 1))
    {2022, 2023}
    """
    years = {int(year) for year in _YEAR.findall(text)}
    if published:
        years |= {published.year - 1} if _LAST_YEAR.search(text) else set()
        years |= {published.year - count for count in _counts(_YEARS_AGO, text)}
    return {year for year in years if year >= _EARLIEST and (published is None or year < published.year)}


def months_told(text: str, published: date | None) -> set[str]:
    """The months before that of publication which a text names, with a year or without, or counts back to; ISO 8601.

    >>> sorted(months_told("Huit mois après l'attaque de février, et non celle d'octobre 2022", date(2023, 10, 3)))
    ['2022-10', '2023-02']
    >>> months_told("It may march on", date(2023, 10, 3))
    set()
    """
    today = month_number(published.isoformat()) if published else None
    found = {*_named(text, today), *_seasons(text, today)}
    if today is not None:
        found |= {today - count for count in _counts(_MONTHS_AGO, text)}
        found |= {today - 12 * count for count in _counts(_YEARS_AGO, text)}
        found |= {today - 1} if _LAST_MONTH.search(text) else set()
    return {
        f"{number // 12:04}-{number % 12 + 1:02}"
        for number in found
        if number >= 12 * _EARLIEST and (today is None or number < today)
    }


def years_of_attacks(text: str, published: date | None) -> set[int]:
    """The earlier years that stand beside words for an attack or for what was taken.

    >>> years_of_attacks("Acme opened in 2001. L'enquête sur le piratage de l'été 2015 est close.", date(2016, 5, 1))
    {2015}
    """
    return years_told(" ".join(match[0] for match in _attack_pattern().finditer(text)), published)


@cache
def _attack_pattern() -> re.Pattern[str]:
    months = "|".join(sorted(_month_names(), key=len, reverse=True))
    between = rf"(?: {_OTHER_VERB}\w+(?:['’]\w+)?){{0,5}}?"
    return re.compile(rf"\b(?:{_ATTACK}){between} {_TIME.replace('<months>', months)}{_NOT_A_SUM}", re.IGNORECASE)


def counts_back(text: str) -> bool:
    """Does a text say how many months or years ago something was?"""
    return bool(_counts(_MONTHS_AGO, text) or _counts(_YEARS_AGO, text))


def is_month(word: str) -> bool:
    """Is it a month's name?"""
    return word.lower() in _month_names()


def month_number(iso: str) -> int:
    """Months since the year 0 of an ISO month or date.

    >>> month_number("2023-02") - month_number("2022-12-31")
    2
    """
    return int(iso[:4]) * 12 + int(iso[5:7]) - 1


def _counts(pattern: re.Pattern[str], text: str) -> set[int]:
    return {count for first, second in pattern.findall(text) if 0 < (count := _count(first or second)) <= _MOST}


def _count(printed: str) -> int:
    if printed.isdigit():
        return int(printed)
    word = printed.lower().replace("é", "e")  # één
    if word in ("a", "an"):
        return 1
    for language in LANGUAGES:
        try:
            return int(text2num(word, language))
        except ValueError:
            continue
    return 0


def _named(text: str, today: int | None) -> Iterator[int]:
    """A month without a year is the last of that name."""
    for match in _month_pattern().finditer(text):
        before, name, year = match["before"], match["month"], match["year"]
        month = _month_names().get(name.lower())  # None: letters that only a regular expression takes for these
        if month is None or (not year and _is_other_word(name, before)):
            continue
        if year and year.isdigit():
            yield int(year) * 12 + month
        elif today is not None and year:
            yield (today // 12 - 1) * 12 + month
        elif today is not None:
            yield today - (today - month) % 12


def _seasons(text: str, today: int | None) -> Iterator[int]:
    """The middle month of a season of a year, or of the last one: "last summer", said in summer, is the year before.

    Without either it is no date: "le rapport d'été". A winter is told by its January, of two years by the second.
    """
    for match in _SEASON.finditer(text):
        middle = _SEASONS.get(match["season"].lower())  # None: letters that only a regular expression takes for these
        if middle is None:
            continue
        if match["year"]:
            yield int(match["year"]) * 12 + middle + (12 if "-" in match[0] and middle == 0 else 0)
        elif today is not None and (match["last"] or match["french"]):
            ago = (today - middle) % 12
            yield today - (ago if ago > 1 else ago + 12)


def _is_other_word(name: str, before: str | None) -> bool:
    """May and Mars have other meanings: where no word of time stands before them, or "of" before a capital."""
    if name.lower() not in ("mars", "may", "march"):
        return False
    return not before or (name != name.lower() != "march" and before.strip(" -").lower() in ("of", "de", "du", "van"))


@cache
def _month_names() -> dict[str, int]:
    """From 0, by their names in our languages."""
    return {
        name.lower(): number - 1
        for language in LANGUAGES
        for number, name in Locale(language).months["format"]["wide"].items()
    }


@cache
def _month_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(_month_names(), key=len, reverse=True))
    before = r"(?:\b(?:in|of|since|last|early|late|mid|en|de|du|mi|fin|début|depuis|sinds|van|eind|\d{1,2}(?:er)?)[ -])"
    year = rf"(?:20[0-3]\d\b|(?:of |de )?{_YEAR_BEFORE})"
    return re.compile(
        rf"(?P<before>{before})?\b(?P<month>{names})\b(?: \d{{1,2}}\b,?)?(?: (?P<year>{year}))?", re.IGNORECASE
    )

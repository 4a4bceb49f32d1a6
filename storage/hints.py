"""What the text beside a claim adds for resolving and showing: stored with it, so that neither needs the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from nlp.types import Article, Claim
from storage.fold import fold

_END = re.compile(r"(?<=[.!?…»”\"])\s+(?=[A-ZÀ-Ý«“\"'0-9\[])|\n+")
_YEAR = re.compile(r"\b(20[0-3]\d)\b(?!\s*(?:bitcoin|btc|euro|dollar|%))", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\b(?:last year|vorig jaar|l['’]an(?:née)? (?:dernier|dernière|passée?))\b", re.IGNORECASE)
_COUNTED = {  # words before "years ago", "years after", "years on"
    **dict.fromkeys(("a", "one", "een", "één", "un"), 1),
    **dict.fromkeys(("two", "twee", "deux"), 2),
    **dict.fromkeys(("three", "drie", "trois"), 3),
    **dict.fromkeys(("four", "vier", "quatre"), 4),
    **dict.fromkeys(("five", "vijf", "cinq"), 5),
}
_NUMBER = f"({'|'.join(_COUNTED)})"
_YEARS_AGO = re.compile(
    rf"\b(?:{_NUMBER} (?:years? (?:ago|after|on|later)|jaar (?:geleden|na|later)|ans? (?:après|plus tard))"
    rf"|il y a {_NUMBER} ans?)\b",
    re.IGNORECASE,
)
# The news is of police, court, authority or insurer: of an attack that was told before.
_FOLLOW_UP = re.compile(
    r"\b(?:arrest(?:s|ed)?|charged|indict(?:s|ed|ment)?|sentenced?|sentences|pleaded|pleads|trial|court|dock|fined?|penalty|extradit|convict|jailed)\b|"
    r"\b(?:insurers?|lawsuits?|sue[sd]?|class action|settle(?:s|d|ment)?)\b|"
    r"\b(?:assureur|indemnis|recours collectif|poursuit en justice)|(?:verzekeraar|schikking|schadeclaim)|"
    r"\b(?:interpell|condamn|procès|tribunal|amende|mis en examen|écroué|arrêté|extradé)|"
    r"(?:gearresteerd|aangehouden|arrestatie|rechtbank|rechter|boete|celstraf|veroordeel|uitgeleverd|opgepakt)",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:again|second time|third time|déjà|de nouveau|à nouveau|une nouvelle fois|(?:deuxième|troisième) fois|"
    r"opnieuw|alweer|weer eens|nogmaals|(?:tweede|derde) keer)\b",
    re.IGNORECASE,
)
_LONGEST_SENTENCE = 400
LEAD = 600  # characters, the title among them: news says at its beginning where it happened
_PROPER = re.compile(r"\b[A-ZÀ-Þ][^\W\d_]{3,}")


def hints_of(claim: Claim, article: Article) -> dict[str, Any]:
    """`sentences`: for each field with evidence the sentence that says it; `years`: earlier years in the sentences
    that name the victim, which tell when a recalled attack was; `follow_up`: the news is an arrest, a trial or an
    insurer's; `again`: it is of one more attack; `names`: words with a capital in the title and the lead, a town among
    them, folded, without the victim's own. A pure function of the claim and its article.
    """
    text = article.full_text
    spans = list(_sentences(text))
    sentences = {name: _around(text, spans, place[0]) for name, place in claim.evidence.items()}
    years = _years(text, spans, claim, article.published)
    hints = {
        "sentences": sentences,
        "years": sorted(years),
        "follow_up": bool(_FOLLOW_UP.search(article.title)),
        "again": bool(years and _AGAIN.search(text)),
        "names": sorted(proper_words(text[:LEAD]) - proper_words(" ".join((claim.victim, *claim.aliases)))),
    }
    return {key: value for key, value in hints.items() if value}


def proper_words(text: str) -> set[str]:
    """Words of four letters and more that have a capital, folded.

    >>> sorted(proper_words("L'hôpital de Liège, le CHU et l'Institut Notre-Dame de Beauraing"))
    ['beauraing', 'dame', 'institut', 'liege', 'notre']
    """
    return {fold(word) for word in _PROPER.findall(text)}


def _years(text: str, spans: list[tuple[int, int]], claim: Claim, published: date | None) -> set[int]:
    places = [start for name, (start, _) in claim.evidence.items() if name in ("victim", "amount", "actor")]
    for name in (claim.victim, *claim.aliases):
        places += _places_of(name, text)
    named = [any(start <= place < end for place in places) for start, end in spans]
    years = {year for (start, end), is_it in zip(spans, named, strict=True) if is_it
             for year in _years_in(text[start:end], published)}  # fmt: skip
    if not years and not claim.primary:  # what is recalled may be told in the sentence behind the name
        behind = [span for span, is_it in zip(spans[1:], named, strict=False) if is_it]
        years = {year for start, end in behind for year in _years_in(text[start:end], published)}
    return years


def _years_in(sentence: str, published: date | None) -> set[int]:
    years = {int(year) for year in _YEAR.findall(sentence)}
    years |= _counted_back(sentence, published) if published else set()
    return {year for year in years if published is None or year < published.year}


def _counted_back(sentence: str, published: date) -> set[int]:
    """The years that a sentence names by their distance.

    >>> _counted_back("Two years on, a year after the first", date(2024, 5, 1))
    {2022, 2023}
    """
    years = {published.year - 1} if _LAST_YEAR.search(sentence) else set()
    counted = (_COUNTED[(first or second).lower()] for first, second in _YEARS_AGO.findall(sentence))
    return years | {published.year - years_ago for years_ago in counted}


def _places_of(name: str, text: str) -> Iterator[int]:
    """Where a name stands as whole words. A compiled expression would cost more than all else that is done here.

    >>> list(_places_of("Acme", "Acme, Acmeville, an Acme"))
    [0, 20]
    """
    at = text.find(name) if name else -1
    while at >= 0:
        beside = text[max(at - 1, 0) : at] + text[at + len(name) : at + len(name) + 1]
        if not any(character.isalnum() or character == "_" for character in beside):
            yield at
        at = text.find(name, at + 1)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _around(text: str, spans: list[tuple[int, int]], place: int) -> str:
    start, end = next((span for span in spans if span[0] <= place < span[1]), (place, place + _LONGEST_SENTENCE))
    if end - start > _LONGEST_SENTENCE:
        start = max(start, place - _LONGEST_SENTENCE // 2)
        end = min(end, start + _LONGEST_SENTENCE)
    return " ".join(text[start:end].split())

"""What the text beside a claim adds for resolving and showing: stored with it, so that neither needs the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from nlp.types import Article, Claim
from storage.dates_told import counts_back, months_told, years_of_attacks, years_told
from storage.figures_told import figures_in
from storage.fold import fold
from storage.lexicon import countries_named
from storage.nameless import body_of, kinds_beside, places_in

_END = re.compile(r"(?<=[.!?…»”\"])\s+(?=[A-ZÀ-Ý«“\"'0-9\[])|\n+")
# The news is of police, court, authority, insurer or receiver: of an attack that was told before.
_FOLLOW_UP = re.compile(
    r"\b(?:arrest(?:s|ed)?|charged|indict(?:s|ed|ment)?|sentenced?|sentences|pleaded|pleads|trial|court|dock|fined?|penalty|extradit|convict|jailed)\b|"
    r"\b(?:insurers?|lawsuits?|sue[sd]?|class action|settle(?:s|d|ment)?|insolven\w*|bankrupt\w*)\b|"
    r"\b(?:assureur|indemnis|recours collectif|poursuit en justice|faillite|liquidation|redressement judiciaire)|"
    r"(?:verzekeraar|schikking|schadeclaim|failliet|faillissement|insolventie)|"
    r"\b(?:interpell|inflige|sanctionn|condamn|procès|tribunal|amende|mis en examen|écroué|arrêté|extradé)|"
    r"(?:gearresteerd|aangehouden|arrestatie|rechtbank|rechter|boete|celstraf|veroordeel|uitgeleverd|opgepakt)|"
    r"(?:werkstraf|taakstraf|gevangenis|jaar cel|ans de prison|prison ferme)",
    re.IGNORECASE,
)
_OF_THE_ATTACK = re.compile(  # a sentence that tells of it without the victim's name: "the theft of October 2024"
    r"attack|attaque|aanval|attempt|poging|tentative|target|victim|doelwit|slachtoffer|hack|pirat|cyber|ransom|rançon|"
    r"gijzel|breach|leak|lek\b|fuite|stolen|theft|\bvol de|intrusion|intrud|indring|chiffr|encrypt|versleutel|incident",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:again|(?:second|third) (?:time|attack|breach|hack|leak)|déjà|reviennent|récidivent|"
    r"de nouveau|à nouveau|une nouvelle fois|"
    r"(?:deuxième|troisième) (?:fois|attaque|fuite)|seconde (?:fois|attaque|fuite)|rien à voir|sans lien|aucun lien|"
    r"opnieuw|alweer|weer (?:eens|slachtoffer|doelwit|raak)|nogmaals|(?:tweede|derde) (?:keer|aanval|hack|datalek)|"
    r"niets te maken|los van|geen verband|nothing to do with|unrelated|separate from|"
    r"not (?:linked|connected|related) to)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:déjà|auparavant|already|previously|al eens|al eerder|eerder al|eerder)\b", re.IGNORECASE)
_LONGEST_SENTENCE = 400
_NEAR = 2  # sentences between a victim's name and "the firm had already been hit in 2020"
MOST_DATES = 6  # months, and years, of one article: the latest
LEAD = 600  # characters, the title among them: news says at its beginning where it happened
_PROPER = re.compile(r"\b[A-ZÀ-Þ][^\W\d_]{3,}")


def hints_of(claim: Claim, article: Article) -> dict[str, Any]:
    """`sentences`: for each field with evidence the sentence that says it; `years` and `months`: earlier ones in
    the sentences that name the victim, or of a report's own attack in those that tell of one: when it was;
    `of_years`: those beside a report's words for the attack or for what was taken; `follow_up`: the news is an
    arrest, a trial, an insurer's or a receiver's; `again`: it is of one more attack; `names`: words with a capital
    in the title and the lead, folded, without the victim's own; `places`: where something stands; `countries`: that
    are named; `kinds`: what the victim is said to be; `figures`: numbers that few articles have.
    A pure function of the claim and its article.
    """
    text = article.full_text
    spans = list(_sentences(text))
    names = (claim.victim, *claim.aliases)
    follow_up = _follows_up(_without(names, article.title), body_of(claim.victim, claim.aliases).kinds)
    years, months, again = _looking_back(text, spans, claim, article, follow_up=follow_up)
    of_years = years_of_attacks(text, article.published) if claim.primary else set()
    years = years or of_years
    hints = {
        "sentences": {name: _around(text, spans, place[0]) for name, place in claim.evidence.items()},
        "years": sorted(years)[-MOST_DATES:],
        "months": sorted(months)[-MOST_DATES:],
        "of_years": sorted(of_years),
        "follow_up": follow_up,
        "again": again,
        "names": sorted(proper_words(text[:LEAD]) - proper_words(" ".join(names))),
        "places": places_in(text[:LEAD]),
        "kinds": sorted(kinds_beside(names, text)),
        "countries": sorted(countries_named(fold(text[:LEAD]).split())),
        "figures": figures_in(text[:LEAD]),
    }
    return {key: value for key, value in hints.items() if value}


def proper_words(text: str) -> set[str]:
    """Words of four letters and more that have a capital, folded.

    >>> sorted(proper_words("L'hôpital de Liège, le CHU et l'Institut Notre-Dame de Beauraing"))
    ['beauraing', 'dame', 'institut', 'liege', 'notre']
    """
    return {fold(word) for word in _PROPER.findall(text)}


def _without(names: Sequence[str], title: str) -> str:
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    return re.sub("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first) or "(?!)", " ", title)


def _follows_up(title: str, kinds: frozenset[str]) -> bool:
    """Does a title tell of what followed, or count back to an attack: "Un an après, le CHU rouvre"? A court that was
    hit itself is in court for no reason.
    """
    told = bool(_FOLLOW_UP.search(title)) and not kinds & {"court", "prosecution", "prison", "police"}
    return told or (counts_back(title) and not _AGAIN.search(title))


def _looking_back(
    text: str, spans: list[tuple[int, int]], claim: Claim, article: Article, *, follow_up: bool
) -> tuple[set[int], set[str], bool]:
    """Years and months of an attack that are told, and whether the article says that it is not the first.

    They stand in the sentences that name the victim; of what is recalled in the sentence behind or before, when those
    say no year; months of a report's own attack in any sentence that tells of one, and of a trial's in any.
    """
    published = article.published
    named = _names_victim(text, spans, claim)
    sentences = [text[start:end] for start, end in spans]
    about = [sentence for sentence, is_it in zip(sentences, named, strict=True) if is_it]
    if not claim.primary and not any(years_told(sentence, published) for sentence in about):
        about += [beside for beside, is_it in zip(sentences[1:], named, strict=False) if is_it]
        if not any(years_told(sentence, published) for sentence in about):
            about += [beside for beside, is_it in zip(sentences, named[1:], strict=False) if is_it]
    if not claim.primary:
        about = _said_before(sentences, named, published) or about
    of_the_attack = [is_it or _tells(sentence) for sentence, is_it in zip(sentences, named, strict=True)]
    wider = [sentence for sentence, is_it in zip(sentences, of_the_attack, strict=True) if is_it or follow_up]
    years = years_told(" ".join(wider if claim.primary and follow_up else about), published)
    months = months_told(" ".join(wider if claim.primary else about), published)
    says_again = (
        start < LEAD and is_it and _AGAIN.search(text, start, min(end, LEAD))
        for (start, end), is_it in zip(spans, of_the_attack, strict=True)
    )
    return years, months, bool(years or months) and any(says_again)


def _said_before(sentences: Sequence[str], named: Sequence[bool], published: date | None) -> list[str]:
    """Sentences near a victim's name that date an earlier attack, "La société avait déjà subi un rançongiciel en août
    2020", where none that names it dates one.
    """
    dated = [_tells(sentence) and bool(years_told(sentence, published)) for sentence in sentences]
    if any(is_it and tells for is_it, tells in zip(named, dated, strict=True)):
        return []
    near = [any(named[max(at - _NEAR, 0) : at + _NEAR + 1]) for at in range(len(named))]
    return [
        sentence
        for sentence, is_near, tells in zip(sentences, near, dated, strict=True)
        if is_near and tells and _BEFORE.search(sentence)
    ]


def _tells(sentence: str) -> bool:
    return bool(_OF_THE_ATTACK.search(sentence))


def _names_victim(text: str, spans: list[tuple[int, int]], claim: Claim) -> list[bool]:
    """Of each sentence: does it name the victim, or hold evidence for the claim?"""
    places = [start for name, (start, _) in claim.evidence.items() if name in ("victim", "amount", "actor")]
    for name in (claim.victim, *claim.aliases):
        places += _places_of(name, text)
    starts = [start for start, _ in spans]
    sentences = {bisect_right(starts, place) - 1 for place in places}
    return [at in sentences for at in range(len(spans))]


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

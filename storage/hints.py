"""What the text beside a claim adds for resolving and showing: stored with it, so that neither needs the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from nlp.types import Article, Claim
from storage.dates_told import months_told, years_told
from storage.figures_told import figures_in
from storage.fold import fold
from storage.nameless import kinds_beside, places_in

_END = re.compile(r"(?<=[.!?…»”\"])\s+(?=[A-ZÀ-Ý«“\"'0-9\[])|\n+")
# The news is of police, court, authority, insurer or receiver: of an attack that was told before.
_FOLLOW_UP = re.compile(
    r"\b(?:arrest(?:s|ed)?|charged|indict(?:s|ed|ment)?|sentenced?|sentences|pleaded|pleads|trial|court|dock|fined?|penalty|extradit|convict|jailed)\b|"
    r"\b(?:insurers?|lawsuits?|sue[sd]?|class action|settle(?:s|d|ment)?|insolven\w*|bankrupt\w*)\b|"
    r"\b(?:assureur|indemnis|recours collectif|poursuit en justice|faillite|liquidation|redressement judiciaire)|"
    r"(?:verzekeraar|schikking|schadeclaim|failliet|faillissement|insolventie)|"
    r"\b(?:interpell|condamn|procès|tribunal|amende|mis en examen|écroué|arrêté|extradé)|"
    r"(?:gearresteerd|aangehouden|arrestatie|rechtbank|rechter|boete|celstraf|veroordeel|uitgeleverd|opgepakt)",
    re.IGNORECASE,
)
_OF_THE_ATTACK = re.compile(  # a sentence that tells of it without the victim's name: "the theft of October 2024"
    r"attack|attaque|aanval|hack|pirat|cyber|ransom|rançon|gijzel|breach|leak|lek\b|fuite|stolen|theft|\bvol de|"
    r"intrusion|intrud|indring|chiffr|encrypt|versleutel|incident",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:again|(?:second|third) (?:time|attack|breach|hack|leak)|déjà|de nouveau|à nouveau|une nouvelle fois|"
    r"(?:deuxième|troisième) (?:fois|attaque|fuite)|seconde (?:fois|attaque|fuite)|rien à voir|sans lien|aucun lien|"
    r"opnieuw|alweer|weer (?:eens|slachtoffer|doelwit|raak)|nogmaals|(?:tweede|derde) (?:keer|aanval|hack|datalek)|"
    r"niets te maken|los van|nothing to do with|unrelated|not (?:linked|connected|related) to)\b",
    re.IGNORECASE,
)
_LONGEST_SENTENCE = 400
LEAD = 600  # characters, the title among them: news says at its beginning where it happened
_PROPER = re.compile(r"\b[A-ZÀ-Þ][^\W\d_]{3,}")


def hints_of(claim: Claim, article: Article) -> dict[str, Any]:
    """`sentences`: for each field with evidence the sentence that says it; `years` and `months`: earlier ones in the
    sentences that name the victim, or of a report's own attack in those that tell of one: when it was; `follow_up`:
    the news is an arrest, a trial, an insurer's or a receiver's; `again`: it is of one more attack; `names`: words
    with a capital in the title and the lead, folded, without the victim's own; `places`: where something stands;
    `kinds`: what the victim is said to be; `figures`: numbers that few articles have. A pure function of the claim and
    its article.
    """
    text = article.full_text
    spans = list(_sentences(text))
    sentences = {name: _around(text, spans, place[0]) for name, place in claim.evidence.items()}
    looking_back = " ".join(_that_look_back(text, spans, claim, article.published))
    years, months = years_told(looking_back, article.published), months_told(looking_back, article.published)
    if claim.primary:
        told = (text[start:end] for start, end in spans)
        months |= months_told(
            " ".join(each for each in told if _OF_THE_ATTACK.search(each) or _AGAIN.search(each)), article.published
        )
    names = proper_words(" ".join((claim.victim, *claim.aliases)))
    title = re.sub("|".join(map(re.escape, (claim.victim, *claim.aliases))), " ", article.title)
    hints = {
        "sentences": sentences,
        "years": sorted(years),
        "months": sorted(months),
        "follow_up": bool(_FOLLOW_UP.search(title)),
        "again": bool((years or months) and _AGAIN.search(text[:LEAD])),
        "names": sorted(proper_words(text[:LEAD]) - names),
        "places": places_in(text[:LEAD]),
        "kinds": sorted(kinds_beside((claim.victim, *claim.aliases), text)),
        "figures": figures_in(text[:LEAD], article.language),
    }
    return {key: value for key, value in hints.items() if value}


def proper_words(text: str) -> set[str]:
    """Words of four letters and more that have a capital, folded.

    >>> sorted(proper_words("L'hôpital de Liège, le CHU et l'Institut Notre-Dame de Beauraing"))
    ['beauraing', 'dame', 'institut', 'liege', 'notre']
    """
    return {fold(word) for word in _PROPER.findall(text)}


def _that_look_back(text: str, spans: list[tuple[int, int]], claim: Claim, published: date | None) -> list[str]:
    """The sentences that name the victim, and the one behind when they recall an attack and say no year."""
    places = [start for name, (start, _) in claim.evidence.items() if name in ("victim", "amount", "actor")]
    for name in (claim.victim, *claim.aliases):
        places += _places_of(name, text)
    named = [any(start <= place < end for place in places) for start, end in spans]
    sentences = [text[start:end] for (start, end), is_it in zip(spans, named, strict=True) if is_it]
    if claim.primary or any(years_told(sentence, published) for sentence in sentences):
        return sentences
    behind = [span for span, is_it in zip(spans[1:], named, strict=False) if is_it]
    return [*sentences, *(text[start:end] for start, end in behind)]


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

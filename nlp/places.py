"""In which country the victim is, by its name, the places near it, its web domain, or else the outlet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from nlp.gazetteer import Gazetteer, Spot, known_by, split_words
from nlp.names import are_linked, domain_stem, folded
from nlp.types import Mention

SENTENCE_END = re.compile(r"[.!?…][»”\"')]*\s+(?=[^a-z])|\n+")
DOMAIN = re.compile(r"\b(?:[a-z0-9-]+\.)*([a-z0-9-]+)\.(?:co\.|com\.|org\.|gov\.|ac\.)?([a-z]{2})\b", re.IGNORECASE)
NO_COUNTRY = frozenset({"io", "ai", "me", "tv", "co", "cc", "ly", "fm", "gg", "to", "eu", "ws", "sh", "vc", "re", "im"})
ATTACKER = re.compile(
    r"^(hack|pirat|cybercrim|crimin|gang|bende|spion|spies|malfrat|groep|attack|aanval|agress|maffi|mafia|saboteur)"
)
CURRENCY = re.compile(r"^(dollars?|franc|francs|frank|pounds?|livres?|couronnes?|kroner|kronor|kroon)$")
AUTHORITY = re.compile(
    r"^(police|politie|fbi|justice|justitie|federal|federale?s?|authorit|autorit|prosecut|parquet|secret)"
)
AT = re.compile(
    r"\b(in|à|a|en|te|uit|of|de|d|from|near|bij|based|basée?|gevestigd|située?|établie?|près|of|van|au)\b", re.I
)

KNOWN, NAMED, TOWN_IN_NAME, CUE_IN_NAME, DOMAIN_OF_VICTIM, OUTLET = 6.9, 10.0, 7.0, 4.0, 7.0, 1.2
BESIDE, IN_SENTENCE, IN_TITLE, ELSEWHERE = 5.0, 2.5, 2.0, 0.6  # beside: within NEAR characters of the name
NEAR = 30
LEAST = 0.5  # less than this is one doubtful town somewhere in the text


@dataclass(frozen=True)
class Evidence:
    """One thing that speaks for a country."""

    country: str
    origin: str  # "text", "place", "domain", "outlet"
    weight: float


def victim_country(
    victim: str,
    full_text: str,
    *,
    mentions: Sequence[Mention],
    url: str | None,
    outlet_country: str | None,
    gazetteer: Gazetteer,
) -> tuple[str, str] | None:
    """The victim's country (ISO 3166-1 alpha-2) and what said so: "text", "place", "domain" or "outlet".

    Weighs everything that speaks for a country; the strongest single piece of the winner is named. "text" is a
    people's or country's name, a word used in one country only, or the victim being known; "place" a town or region.
    None when nothing speaks for any.
    """
    found = [
        *_by_name(victim, gazetteer),
        *_by_text(victim, full_text, mentions, gazetteer),
        *_by_domain(victim, full_text),
        *_by_outlet(url, outlet_country),
    ]
    weights: dict[str, list[float]] = {}
    for each in found:
        weights.setdefault(each.country, []).append(each.weight)
    totals = {country: max(each) + 0.3 * (sum(each) - max(each)) for country, each in weights.items()}
    best = max(totals, key=lambda country: (totals[country], country), default=None)
    if best is None or totals[best] < LEAST:
        return None
    return best, max((each for each in found if each.country == best), key=lambda each: each.weight).origin


def _by_name(victim: str, gazetteer: Gazetteer) -> Iterator[Evidence]:
    known = gazetteer.known.get(known_by(victim))
    if known:
        yield Evidence(known, "text", KNOWN)
    cues = [code for _, _, code in gazetteer.find_cues(victim, "name")]
    for code in cues:
        yield Evidence(code, "text", CUE_IN_NAME / len(cues))
    for spot in gazetteer.spots(victim):
        whole = folded(victim[spot.start : spot.end]) == folded(victim)
        agreed = [(code, share) for code, share in spot.shares if code in cues]
        largest = max(
            (share for _, share in agreed), default=2.0
        )  # no town where the words would have it: half as good
        for code, share in agreed or spot.shares:
            if spot.kind != "town":
                yield Evidence(code, "place" if spot.kind == "country" else "text", NAMED * share)
            elif cues or AT.search(victim[: spot.start]):
                yield Evidence(code, "place", TOWN_IN_NAME * share / (largest if cues else 1.0))
            elif whole:
                yield Evidence(code, "place", TOWN_IN_NAME / 2 * share)
            else:
                yield Evidence(code, "place", (0.5 if spot.plain else 2.0) * share)


def _by_text(victim: str, text: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Evidence]:
    places = _occurrences(victim, text, mentions)
    sentences = [_sentence(text, start, end) for start, end in places]
    skipped = [(m.start, m.end) for m in mentions if m.label in ("ACTOR", "PER", "RANSOM", "MONEY", "VICTIM")]
    organisations = [(m.start, m.end) for m in mentions if m.label == "ORG"]
    located = [(m.start, m.end) for m in mentions if m.label == "LOC"]
    for spot, credit in _credited(text, gazetteer):
        at = (spot.start, spot.end)
        if _inside(at, skipped) or _inside(at, places):
            continue
        weight = _nearness(at, text, places, sentences) * credit
        if spot.kind == "town" and not _inside(at, located):
            weight *= 0.2 if spot.plain else 0.6
        if _inside(at, organisations):
            weight *= 0.5
        for code, share in spot.shares:
            yield Evidence(code, "place" if spot.kind == "town" else "text", weight * share)
    for start, end, code in gazetteer.find_cues(text, "text"):
        yield Evidence(code, "text", 1.5 if _inside((start, end), sentences) else 0.9)


def _occurrences(victim: str, text: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Where the victim is named: its printed name, and the mentions that are another form of it."""
    found = {(match.start(), match.end()) for match in re.finditer(re.escape(victim), text)}
    found.update((m.start, m.end) for m in mentions if m.label == "VICTIM" and are_linked(m.text, victim))
    return sorted(found)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    before = max((match.end() for match in SENTENCE_END.finditer(text, 0, start)), default=0)
    after = SENTENCE_END.search(text, end)
    return before, after.start() if after else len(text)


def _nearness(
    at: tuple[int, int], text: str, places: Sequence[tuple[int, int]], sentences: Sequence[tuple[int, int]]
) -> float:
    """How much a place or people's name weighs by where it stands to the victim's name."""
    best = IN_TITLE if at[0] < text.find("\n") else 1.5 if at[0] < 250 else ELSEWHERE
    for place, sentence in zip(places, sentences, strict=True):
        if not (sentence[0] <= at[0] and at[1] <= sentence[1]):
            continue
        gap = max(at[0] - place[1], place[0] - at[1])
        weight = IN_SENTENCE if gap > 2 * NEAR else 3.5 if gap > NEAR else BESIDE
        best = max(best, weight * (1.2 if at[0] >= place[1] and AT.search(text[place[1] : at[0]]) else 1.0))
    return best


@lru_cache(maxsize=2)
def _credited(text: str, gazetteer: Gazetteer) -> list[tuple[Spot, float]]:
    """The places and peoples of a text with their credit; an article is asked about once for each of its victims."""
    return [(spot, _credit(spot, text)) for spot in gazetteer.spots(text)]


def _credit(spot: Spot, text: str) -> float:
    """Peoples' names that tell of the attacker, the police or the currency say little of the victim."""
    if spot.kind != "people":
        return 1.0
    before = [word.text for word in split_words(text[max(0, spot.start - 30) : spot.start])][-2:]
    after = [word.text for word in split_words(text[spot.end : spot.end + 40])][:2]
    beside = [*before, *after]
    if any(CURRENCY.match(word) for word in beside):
        return 0.3
    if any(ATTACKER.match(word) for word in beside):
        return 0.0
    return 0.4 if any(AUTHORITY.match(word) for word in beside) else 1.2


def _inside(at: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at[0] and at[1] <= end for start, end in spans)


def _by_domain(victim: str, text: str) -> Iterator[Evidence]:
    stem = domain_stem(victim) or folded(victim).replace(" ", "")
    for match in DOMAIN.finditer(f"{victim} {text}"):
        code = country_of_domain(match[2])
        printed = match[1].lower().replace("-", "")
        if code and (printed == stem.replace("-", "") or (len(printed) > 4 and printed in stem)):
            yield Evidence(code, "domain", DOMAIN_OF_VICTIM)
            return


def _by_outlet(url: str | None, outlet_country: str | None) -> Iterator[Evidence]:
    host = urlsplit(url).hostname if url else None
    country = outlet_country or (country_of_domain(host.rsplit(".", 1)[-1]) if host else None)
    if country:
        yield Evidence(country, "outlet", OUTLET)


def country_of_domain(suffix: str) -> str | None:
    """The country of a top-level domain; None for those that are sold to anybody.

    >>> country_of_domain("uk"), country_of_domain("io")
    ('GB', None)
    """
    suffix = suffix.lower()
    if len(suffix) != 2 or suffix in NO_COUNTRY:
        return None
    return "GB" if suffix == "uk" else suffix.upper()

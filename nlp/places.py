"""What speaks for a country as the victim's: its name, the places and peoples near it, its web domain.

`nlp/countries.py` weighs it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

from nlp.gazetteer import Gazetteer, Spot, known_by, split_words
from nlp.names import are_linked, domain_stem, folded
from nlp.types import Mention

SENTENCE_END = re.compile(r"[.!?…][»”\"')]*\s+(?=[^a-z])|\n+")
DOMAIN = re.compile(r"(?<![\w.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}(?![\w-])", re.IGNORECASE)
SECOND_LEVEL = frozenset({"co", "com", "org", "gov", "ac"})  # "example.co.uk"
NO_COUNTRY = frozenset({"io", "ai", "me", "tv", "co", "cc", "ly", "fm", "gg", "to", "eu", "ws", "sh", "vc", "re", "im"})
ATTACKER = re.compile(
    r"^(hack|pirat|cybercrim|crimin|gang|bende|spion|spies|malfrat|groep|attack|aanval|agress|maffi|mafia|saboteur)"
)
CURRENCY = re.compile(r"^(dollars?|franc|francs|frank|pounds?|livres?|couronnes?|kroner|kronor|kroon)$")
AUTHORITY = re.compile(
    r"^(police|politie|fbi|justice|justitie|federal|federale?s?|authorit|autorit|prosecut|parquet|secret)"
)
AT = re.compile(
    r"\b(in|à|a|en|te|uit|of|de|d|from|near|bij|based|basée?|gevestigd|située?|établie?|près|van|au)\b", re.I
)
_PROVINCES = "B.C. Alta. Sask. Man. Ont. Que. N.B. N.S. P.E.I. N.L. Nfld. Yukon N.W.T."
_STATES = (
    "Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Md. Mass. Mich. Minn. Miss. Mo. Mont. "
    "Neb. Nev. N.H. N.J. N.M. N.Y. N.C. N.D. Okla. Ore. Pa. R.I. S.C. S.D. Tenn. Tex. Vt. Va. Wash. W.Va. Wis. Wyo."
)
DATELINES = {**dict.fromkeys(_PROVINCES.split(), "CA"), **dict.fromkeys(_STATES.split(), "US")}  # "DAUPHIN, Man."
DATELINE = re.compile(rf"\b[A-Z][\w'’-]{{1,40}}, ({'|'.join(map(re.escape, DATELINES))})(?!\w)")
BESIDE, NEAR = 30, 60  # characters to the victim's name, within its sentence
LEAD = 250  # characters at an article's beginning
OTHERS = 40  # characters within which a place belongs to another victim
FAR = 10**9  # characters: after the end of any article

Origin = Literal["text", "place", "domain"]
WHERE = ("name", "beside", "near", "sentence", "title", "lead", "elsewhere", "other")  # other: at another victim
WHAT = ("country", "people", "town", "cue")  # a region stands among the countries
CELLS = (
    *(f"{where} {what}" for where in WHERE for what in WHAT),
    "known",
    "name town at",  # "hôpital de Dax", or where a word of the name is used in that country only
    "name town whole",
    "domain",
)


@dataclass(frozen=True)
class Evidence:
    """One thing that speaks for a country: `cell` says what and where it is, `weight` how clear, 1 as a rule."""

    country: str  # ISO 3166-1 alpha-2
    origin: Origin
    cell: str
    weight: float = 1.0


@dataclass(frozen=True)
class Setting:
    """An article as the search for countries needs it."""

    full_text: str  # the title, a blank line, the text
    language: str
    mentions: Sequence[Mention]
    url: str | None = None  # None: nobody knows the outlet


def find_evidence(victim: str, setting: Setting, gazetteer: Gazetteer) -> list[Evidence]:
    """All that speaks for any country as this victim's, but the outlet: that is asked when nothing else is clear."""
    return [
        *_by_name(victim, gazetteer),
        *_by_text(victim, setting, gazetteer),
        *_by_domain(victim, setting.full_text),
    ]


def _by_name(victim: str, gazetteer: Gazetteer) -> Iterator[Evidence]:
    known = gazetteer.known.get(known_by(victim))
    if known:
        yield Evidence(known, "text", "known")
    cues = [code for _, _, code in gazetteer.find_cues(victim, "name")]
    for code in cues:
        yield Evidence(code, "text", "name cue", 1 / len(cues))
    for spot in gazetteer.spots(victim):
        whole = folded(victim[spot.start : spot.end]) == folded(victim)
        agreed = [(code, share) for code, share in spot.shares if code in cues]
        largest = max(
            (share for _, share in agreed), default=2.0
        )  # no town where the words would have it: half as good
        for code, share in agreed or spot.shares:
            if spot.kind != "town":
                yield Evidence(code, "place" if spot.kind == "country" else "text", f"name {spot.kind}", share)
            elif cues or AT.search(victim[: spot.start]):
                yield Evidence(code, "place", "name town at", share / (largest if cues else 1.0))
            elif whole:
                yield Evidence(code, "place", "name town whole", share)
            else:
                yield Evidence(code, "place", "name town", (0.25 if spot.plain else 1.0) * share)


def _by_text(victim: str, setting: Setting, gazetteer: Gazetteer) -> Iterator[Evidence]:
    text, mentions = setting.full_text, setting.mentions
    scene = _scene(victim, text, mentions)
    skipped = _labelled(mentions, "ACTOR", "PER", "RANSOM", "MONEY", "VICTIM")
    organisations, located = _labelled(mentions, "ORG"), _labelled(mentions, "LOC")
    for spot, credit in _credited(text, gazetteer):
        at = (spot.start, spot.end)
        if _inside(at, skipped) or _inside(at, scene.places):
            continue
        weight = credit
        if spot.kind == "town" and not _inside(at, located):
            weight *= 0.2 if spot.plain else 0.6
        if _inside(at, organisations):
            weight *= 0.5
        where = _where(at, scene)
        for code, share in spot.shares:
            yield Evidence(code, "place" if spot.kind == "town" else "text", f"{where} {spot.kind}", weight * share)
    for match in DATELINE.finditer(text):
        yield Evidence(DATELINES[match[1]], "place", f"{_where(match.span(), scene)} town")
    for start, end, code in gazetteer.find_cues(text, "text"):
        yield Evidence(code, "text", f"{_where((start, end), scene)} cue")


Range = tuple[int, int]  # characters of the article


def _labelled(mentions: Sequence[Mention], *labels: str) -> list[Range]:
    return sorted((m.start, m.end) for m in mentions if m.label in labels)


@dataclass(frozen=True)
class _Scene:
    """Where the victim stands in its article, and where the others do; all in order."""

    places: list[Range]
    others: list[Range]
    sentences: Sequence[int]  # where each ends
    title_end: int

    def sentence(self, at: int) -> int:
        """The number of the sentence in which a character stands."""
        return bisect_right(self.sentences, at)


def _scene(victim: str, text: str, mentions: Sequence[Mention]) -> _Scene:
    places = _occurrences(victim, text, mentions)
    others = [(m.start, m.end) for m in mentions if m.label == "VICTIM" and not _touches((m.start, m.end), places)]
    return _Scene(places, sorted(others), _sentence_ends(text), text.find("\n"))


def _occurrences(victim: str, text: str, mentions: Sequence[Mention]) -> list[Range]:
    """Where the victim is named: its printed name, and the mentions that are another form of it."""
    found = {(match.start(), match.end()) for match in re.finditer(re.escape(victim), text)}
    found.update((m.start, m.end) for m in mentions if m.label == "VICTIM" and are_linked(m.text, victim))
    return sorted(found)


@lru_cache(maxsize=4)
def _sentence_ends(text: str) -> Sequence[int]:
    return [match.end() for match in SENTENCE_END.finditer(text)]


def _where(at: Range, scene: _Scene) -> str:
    """Where a place or people's name stands to the victim's: one of WHERE but "name"."""
    own, strange = _nearest(at, scene.places), _nearest(at, scene.others)
    if own and scene.sentence(own[0]) == scene.sentence(at[0]):
        gap = _gap(at, own)
        if strange and _gap(at, strange) < gap:
            return "other"
        return "beside" if gap <= BESIDE else "near" if gap <= NEAR else "sentence"
    if at[0] < scene.title_end:
        return "title"
    if strange and _gap(at, strange) <= OTHERS:
        return "other"
    return "lead" if at[0] < LEAD else "elsewhere"


def _nearest(at: Range, spans: Sequence[Range]) -> Range | None:
    """Of spans in order the one before or the one after a place, whichever is nearer; None when there is none."""
    after = bisect_left(spans, at)
    return min(spans[max(0, after - 1) : after + 1], key=lambda span: _gap(at, span), default=None)


def _touches(at: Range, spans: Sequence[Range]) -> bool:
    """Does one of the spans, which are in order, overlap a place?"""
    nearest = _nearest(at, spans)
    return nearest is not None and _gap(at, nearest) < 0


def _gap(one: Range, other: Range) -> int:
    return max(one[0] - other[1], other[0] - one[1])


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


def _inside(at: Range, spans: Sequence[Range]) -> bool:
    """Does a place lie in one of the spans, which are in order?"""
    before = bisect_right(spans, (at[0], FAR)) - 1
    return before >= 0 and at[1] <= spans[before][1]


def _by_domain(victim: str, text: str) -> Iterator[Evidence]:
    stem = domain_stem(victim) or folded(victim).replace(" ", "")
    for printed, code in (*_domains(victim), *_domains(text)):
        if printed == stem.replace("-", "") or (len(printed) > 4 and printed in stem):
            yield Evidence(code, "domain", "domain")
            return


@lru_cache(maxsize=4)
def _domains(text: str) -> list[tuple[str, str]]:
    """The names of a text's web domains that belong to a country, and that country."""
    found = []
    for match in DOMAIN.finditer(text):
        *labels, suffix = match[0].lower().split(".")
        if len(labels) > 1 and labels[-1] in SECOND_LEVEL:
            labels.pop()
        if code := country_of_domain(suffix):
            found.append((labels[-1].replace("-", ""), code))
    return found


def country_of_outlet(setting: Setting) -> str | None:
    """Where the outlet is, by the domain of its address."""
    try:
        host = urlsplit(setting.url).hostname if setting.url else None
    except ValueError:  # "http://[x"
        return None
    return country_of_domain(host.rsplit(".", 1)[-1]) if host else None


def country_of_domain(suffix: str) -> str | None:
    """The country of a top-level domain; None for those that are sold to anybody.

    >>> country_of_domain("uk"), country_of_domain("io")
    ('GB', None)
    """
    suffix = suffix.lower()
    if len(suffix) != 2 or suffix in NO_COUNTRY:
        return None
    return "GB" if suffix == "uk" else suffix.upper()

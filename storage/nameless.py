"""A victim that is not named yet: "un hôpital de Dax", which other articles call by its name and say where it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from storage.dates_told import is_month
from storage.fold import fold
from storage.lexicon import countries_named, places_named
from storage.name_words import name_parts
from storage.names import read_name

_PLACE = r"[A-ZÀ-Þ][^\W\d_]+(?:[-'’ ](?:(?:sur|sous|lez|la|le|les|de|en|op|aan|den|upon|on)[- ])*[A-ZÀ-Þ][^\W\d_]+)*"
_WHERE = r"(?:\b(?:in|te|uit|à|at|from|near|de|van|of)\s+|\bd['’])"
_BODY_IN_PLACE = re.compile(rf"^(?P<body>.*[^\W\d_])\s+{_WHERE}(?P<place>{_PLACE})$")
_STANDS = re.compile(rf"(?:{_WHERE}({_PLACE})|^({_PLACE})\s?:)")  # "Charleroi : le CPAS se relève"
MOST_PLACES = 8  # of one article
_LONGEST = 200  # characters of a name that are looked at: a hostile one is endless
# Kinds of body that have no other name: "University of Calgary".
_NAMED_BY_PLACE = frozenset(
    [
        *("airport", "architects", "court", "crossborder", "diocese", "fire", "office", "parliament", "police", "port"),
        *("prefecture", "prosecution", "techuniversity", "tourism", "transit", "university", "waterboard", "welfare"),
    ]
)


@dataclass(frozen=True)
class Body:
    """What kinds of body a victim's names say it is, and the place that they say beside."""

    kinds: frozenset[str]
    places: frozenset[str]
    nameless: bool  # nothing else is said: "un hôpital de Dax", "CPAS de Charleroi"
    bare: bool  # not even a place: "le CPAS"
    has_other_names: bool  # bodies of its kinds have names beside that of their place


def places_in(text: str) -> list[str]:
    """The places that a text says something stands in, in their order, each as it stands for all its names.

    >>> places_in("Doornik: het ziekenhuis in Roeselare, de school van Luik en de stad Gent")
    ['tournai', 'roulers', 'liege']
    """
    found = (place for one, other in _STANDS.findall(text) for place in _meant(one or other))
    return list(dict.fromkeys(found))[:MOST_PLACES]


def kinds_beside(names: Iterable[str], text: str) -> set[str]:
    """What a text says a named body is, in the words before its names or behind a comma.

    >>> sorted(kinds_beside(["Infolys", "Delecluse"], "IT-leverancier Infolys belde Delecluse, a French law firm, op"))
    ['lawfirm', 'software']
    """
    found: set[str] = set()
    for name in names:
        at = text.find(name)
        for _ in range(_MOST_MENTIONS):
            if at < 0:
                break
            before = re.split(r"[.,;:!?()\n]", text[max(at - 40, 0) : at])[-1].split()[-4:]
            behind = re.match(r",\s+([^.,;:!?()\n]{,60})", text[at + len(name) : at + len(name) + 64])
            for words in (before, behind[1].split()[:5] if behind else []):
                found |= _kinds_named(" ".join(words))
            at = text.find(name, at + 1)
    return found


_MOST_MENTIONS = 5  # of one name


@lru_cache(maxsize=4096)
def _kinds_named(words: str) -> frozenset[str]:
    meanings = (meaning for _, meaning in name_parts(fold(words).split(), literal=set(), described=frozenset()))
    return frozenset(each.concepts[0] for each in meanings if each and each.role in ("head", "trade"))


@lru_cache(maxsize=65536)
def _meant(place: str) -> tuple[str, ...]:
    if is_month(place) or countries_named(fold(place).split()):
        return ()
    return tuple(name.compact for name in read_name(place) if name.proper)


@lru_cache(maxsize=65536)
def body_of(victim: str, aliases: tuple[str, ...] = ()) -> Body:
    """What a victim's names say of its kind and its place.

    >>> body_of("een drukkerij uit Roeselare").nameless, body_of("Drukkerij Naessens").nameless, body_of("CPAS").bare
    (True, False, True)
    """
    names = tuple(name[:_LONGEST] for name in (victim, *aliases))
    readings = [reading for name in names for reading in read_name(name)]
    kinds = frozenset(kind for reading in readings for kind in (*reading.heads, *reading.trade))
    found = [match for match in map(_BODY_IN_PLACE.match, names) if match]
    places = frozenset(place for match in found for place in _meant(match["place"]))
    says_no_more = len(found) == len(names) and not any(_has_name(match["body"]) for match in found)
    return Body(
        kinds,
        places,
        nameless=bool(kinds) and says_no_more,
        bare=bool(kinds) and not any(reading.proper or reading.country for reading in readings),
        has_other_names=not kinds <= _NAMED_BY_PLACE and not any(reading.places for reading in readings),
    )


def _has_name(body: str) -> bool:
    """Has it a word with a capital that does not just say what it is?"""
    return any(word[0].isupper() and places_named(fold(word)) for word in re.findall(r"[^\W\d_]+", body))

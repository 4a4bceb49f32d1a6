"""What two tellings say of where the victim is, and of what stands in both: points for or against one attack."""

from __future__ import annotations

from functools import lru_cache

from storage.acronyms import acronym
from storage.attackers import same_actor
from storage.fold import fold
from storage.hints import proper_words
from storage.incidents import Telling
from storage.names import read_name
from storage.saints import SAINT
from storage.sums import money_of, same_sum

Step = tuple[float, str, bool]  # points, reason, does it contradict
NO_STEP: Step = (0.0, "", False)


def place_steps(a: Telling, b: Telling) -> list[Step]:
    """The country, the towns of saints, what a fuller name has beside a barer one, and figures."""
    return [_country(a, b), _elsewhere(a, b), _told_place(a, b), _told_figure(a, b)]


def _country(a: Telling, b: Telling) -> Step:
    """A body that many countries have is one only within a country."""
    one, two = (countries_of(t) for t in (a, b))
    if _bodies(a) & _bodies(b):  # the European Parliament is in three countries
        return NO_STEP
    ambiguous = any(is_ambiguous(t.claim.victim) for t in (a, b))
    if one and two:
        generic = any(name.generic for t in (a, b) for name in read_name(t.claim.victim))
        if one & two:
            return (0.1, f"both in {min(one & two)}", False) if generic else NO_STEP
        # A reader takes a town for its namesake abroad now and then, or the reporter's country for the victim's.
        named = one & set(b.hints.get("countries", ())) or two & set(a.hints.get("countries", ()))
        if named or _share_a_place(a, b):
            return -0.2, f"{min(one)} there, {min(two)} here", False
        if ambiguous and not generic and not all(_is_told(t) for t in (a, b)) and _say_the_same(a, b):
            return -0.3, f"{min(one)} there, {min(two)} here", False
        return -0.8 if ambiguous else -0.3, f"{min(one)} there, {min(two)} here", ambiguous
    if all(name.generic for t in (a, b) for name in read_name(t.claim.victim)):
        one_tongue = a.language == b.language and fold(a.claim.victim) == fold(b.claim.victim)
        return -0.25 if one_tongue else -0.55, "a body that many countries have", False
    return NO_STEP


def _say_the_same(a: Telling, b: Telling) -> bool:
    """Do they have an attacker, a sum, a figure or two proper words in common?"""
    own = proper_words(f"{a.claim.victim} {b.claim.victim}")
    words = set(a.hints.get("names", ())) & set(b.hints.get("names", ())) - own
    figures = set(a.hints.get("figures", ())) & set(b.hints.get("figures", ()))
    sums = same_sum(money_of(a), money_of(b), a.published or b.published)
    return len(words) >= 2 or bool(figures or sums) or same_actor(a, b) is True


def _is_told(telling: Telling) -> bool:
    """Does the article name the country that its victim is in?"""
    return bool(countries_of(telling) & {*telling.hints.get("countries", ()), *_named_countries(telling)})


def _named_countries(telling: Telling) -> set[str]:
    return {name.country for name in read_name(telling.claim.victim) if name.country}


def _bodies(telling: Telling) -> set[int]:
    return {name.body for name in read_name(telling.claim.victim) if name.body is not None}


def _share_a_place(a: Telling, b: Telling) -> bool:
    """Do both articles say that something stands in one place, other than by the victims' names?"""
    one, two = (set(t.hints.get("places", ())) for t in (a, b))
    own = {place for t in (a, b) for name in read_name(t.claim.victim) for place in (name.compact, *name.core)}
    return bool((one & two) - own)


def countries_of(telling: Telling) -> frozenset[str]:
    named = _named_countries(telling)
    if telling.claim.country and telling.claim.country_origin != "outlet":
        named.add(telling.claim.country)
    return frozenset(named)


def _told_place(a: Telling, b: Telling) -> Step:
    """What one name has beside the other, as a town, stands in the other's article: "AZ Sint-Rochus" told in Merval."""
    for one, other in ((a, b), (b, a)):
        missing = _told(one.claim.victim, other.claim.victim)
        if told := missing & set(other.hints.get("names", ())):
            points = _TOLD_OF_BODY if told == missing and _are_one_kind(one, other) else _TOLD
            return points, f"{min(told)} stands in both", False
    return NO_STEP


@lru_cache(maxsize=65536)
def _told(name: str, other: str) -> frozenset[str]:
    return frozenset(proper_words(name) - proper_words(other))


def _elsewhere(a: Telling, b: Telling) -> Step:
    """Many towns have a Saint-Joseph: articles that tell of no town in common tell of two."""
    if not all(_is_saints(t.claim.victim) for t in (a, b)):
        return NO_STEP
    one, two = ({*t.hints.get("places", ()), *proper_words(t.claim.victim)} for t in (a, b))
    common = one & two - (proper_words(a.claim.victim) & proper_words(b.claim.victim))
    if not a.hints.get("places") or not b.hints.get("places") or common:
        return NO_STEP
    return -0.35, f"{min(a.hints['places'])} there, {min(b.hints['places'])} here", False


@lru_cache(maxsize=65536)
def _is_saints(victim: str) -> bool:
    return any(name.core[:1] == (SAINT,) and name.heads and not name.places for name in read_name(victim))


def _told_figure(a: Telling, b: Telling) -> Step:
    """Both articles have a number that few have, other than the ransom."""
    sums = {f"{value.normalize():f}" for value, _ in money_of(a) | money_of(b)}
    told = set(a.hints.get("figures", ())) & set(b.hints.get("figures", ())) - sums
    return (_TOLD, f"both have {int(min(told)):,}", False) if told else NO_STEP


_TOLD = 0.06  # less than what an actor or a sum says: of two incidents that a bare name fits it picks one


_TOLD_OF_BODY = 0.25
"""Of "Lukas Hospital" and "hôpital Lukas de Neuss": what the fuller name has more stands in the other's article."""


@lru_cache(maxsize=65536)
def _heads(victim: str) -> frozenset[str]:
    return frozenset(head for name in read_name(victim) if not name.places for head in name.heads)


def _are_one_kind(a: Telling, b: Telling) -> bool:
    return bool(_heads(a.claim.victim) & _heads(b.claim.victim))


_FEW_LETTERS = 4  # an acronym of so many has bearers in many countries


@lru_cache(maxsize=65536)
def is_ambiguous(victim: str) -> bool:
    letters = acronym(victim)
    few = letters is not None and len(letters) <= _FEW_LETTERS
    return few or all(name.generic or name.heads for name in read_name(victim))

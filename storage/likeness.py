"""How alike two victims' names are, by what the words mean, with the reason in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from storage.acronyms import acronym, acronyms_within, initials
from storage.fold import fold, skeleton, undoubled
from storage.lexicon import common_names
from storage.names import Name, is_town, letters_of, read_name, sound, sound_of_all
from storage.saints import SAINT

# Words that make one town's name out of another's: Saint-Denis and Saint-Denis-sur-Sarthon, Bergen and Bergen op Zoom.
_CONNECTORS = frozenset(["sur", "sous", "lez", "les", "pres", "op", "aan", "bij", "upon", "on", "am", "an"])
_LONGEST_ACRONYM_BY_CHANCE = 3
_BARE_SAINT = 0.6  # most that "Sint-Jozef" alone says: many bodies bear it
_SHORT = 5  # letters; so short a name is not taken for another that doubles one of them


@dataclass(frozen=True)
class Likeness:
    """From 0, nothing in common, to 1, one name; `apart` when the names speak against one body."""

    score: float
    reason: str
    apart: bool = False
    one_name: bool = False  # a name that tells enough is the same in both, whatever their full names say


NOTHING = Likeness(0.0, "")


@lru_cache(maxsize=65536)
def likeness(
    victim: str, aliases: tuple[str, ...], other: str, other_aliases: tuple[str, ...], one_tongue: bool = True
) -> Likeness:
    """Compare two victims by all their names; each first name is the fullest.

    What the full names say against each other outweighs a short form that they share: "UVM" is a university and a
    hospital, "UM" is Maastricht's and Manitoba's.
    """
    full = compare(victim, other, one_tongue)
    best = full
    for name in forms(victim, aliases):
        for second in forms(other, other_aliases):
            if (name, second) != (victim, other):
                best = max(
                    best, _damped(compare(name, second, one_tongue), name, second, full), key=lambda like: like.score
                )
    one_name = _share_a_telling_name(forms(victim, aliases), forms(other, other_aliases), one_tongue)
    if full.apart and full.score < best.score:
        if one_name:
            return Likeness(min(best.score, 0.7), best.reason, one_name=True)
        return Likeness(min(best.score, 0.3), full.reason, apart=True)
    if best.score < _TOGETHER and (_adds_up(victim, other, other_aliases) or _adds_up(other, victim, aliases)):
        return Likeness(_TOGETHER, f"{victim!r} and {other!r}: one name, put together")
    return replace(best, one_name=one_name)


_TOGETHER = 0.85  # likeness of a name to two that have its words between them


def _share_a_telling_name(names: Sequence[str], others: Sequence[str], one_tongue: bool) -> bool:
    """Do two victims share a name that says more than letters or a town: "hôpital de Corbeil-Essonnes"?"""
    telling = [name for name in others if _is_telling(name)]
    return any(
        compare(name, other, one_tongue).score >= _ONE_NAME for name in names if _is_telling(name) for other in telling
    )


_MADE_UP = re.compile("(?!IJ)[A-Z]{2}[a-z]{3,}")  # letters of a name that go on as a word
_ONE_STATE = 0.75  # most that "Cambridge, Mass." says of Cambridge, whose state is not told
_ONE_NAME = 0.9  # from here on two names are one: with and without what it is, or but for a letter


def _is_telling(name: str) -> bool:
    """Is it a name of several words, or of a word with what it is, or one made up: "CHwapi"? A saint's name has more
    bearers, a town more bodies.
    """
    if acronym(name) or (" " not in name and "-" in name):
        return bool(_MADE_UP.fullmatch(name))
    return all(
        reading.proper
        and not _is_saints(reading)
        and (len(reading.core) > 1 or (bool(reading.heads) and not reading.places))
        for reading in read_name(name)
    )


def _is_saints(name: Name) -> bool:
    return name.core[:1] == (SAINT,) and len(name.core) == 2


def _adds_up(full: str, victim: str, aliases: tuple[str, ...]) -> bool:
    """Has a victim the words of a fuller name in two forms: "AZ Sint-Jozef" and "ziekenhuis in Kortenhout"?"""
    if not aliases:
        return False
    for long in read_name(full):
        for short in read_name(victim):
            if short.core and set(short.core) < set(long.core) and not _heads_differ(short, long):
                rest = set(long.core) - set(short.core)
                alone = [set(name.core) for alias in aliases for name in read_name(alias) if name.heads == long.heads]
                if any(rest <= words <= set(long.core) for words in alone):
                    return True
    return False


@lru_cache(maxsize=65536)
def forms(victim: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """Every name of a victim, with the acronyms that a name carries in itself."""
    names = [victim, *aliases]
    return tuple(dict.fromkeys([*names, *(short for name in names for short in acronyms_within(name))]))


def _damped(like: Likeness, name: str, second: str, full: Likeness) -> Likeness:
    """A match of short forms is worth less when they are letters or a common word, and the full names share nothing."""
    short = acronym(name) or acronym(second)
    if like.apart:
        return NOTHING
    if full.score == 0 and short and len(short) <= _LONGEST_ACRONYM_BY_CHANCE:
        return Likeness(min(like.score, 0.7), like.reason)
    if any(reading.generic for reading in read_name(name)) and not short:
        return Likeness(min(like.score, 0.55), like.reason)
    if any(_is_saints(reading) and not reading.heads for each in (name, second) for reading in read_name(each)):
        return Likeness(min(like.score, max(full.score, _BARE_SAINT)), like.reason)
    return Likeness(min(like.score, 0.92), like.reason)


@lru_cache(maxsize=65536)
def compare(a: str, b: str, one_tongue: bool = True) -> Likeness:
    """Compare two printed names, over all that each may mean.

    In two languages a word that only one name has may be a translation of one that only the other has.
    """
    found = [_compare(one, two, one_tongue) for one in read_name(a) for two in read_name(b)]
    return max(found, key=lambda like: (like.score, not like.apart))


def _compare(a: Name, b: Name, one_tongue: bool) -> Likeness:
    if a.body is not None and a.body == b.body:
        return Likeness(1.0, f"{a.printed!r} and {b.printed!r} are names of one body")
    if a.state and b.state and a.state != b.state:
        return Likeness(0.0, f"{a.printed!r} and {b.printed!r}: in two states", apart=True)
    one, two = set(a.core), set(b.core)
    if one == two:
        like = _same_core(a, b)
        return replace(like, score=min(like.score, _ONE_STATE)) if a.state != b.state else like
    if _initials_match(a, b):
        length = len(letters_of(a) or letters_of(b) or "")
        score = 0.75 if length == 3 else 0.85
        return Likeness(score, f"{a.printed!r} and {b.printed!r}: initials and long form")
    heads_differ = _heads_differ(a, b)
    if (
        a.compact == b.compact
        or a.joined == b.joined
        or (len(a.compact) > _SHORT and undoubled(a.compact) == undoubled(b.compact))
        or (sound(a) and sound(a) == sound(b) and fuzz.ratio(a.compact, b.compact) >= 80)
    ):
        return Likeness(
            0.0 if heads_differ else 0.93, f"{a.printed!r} and {b.printed!r}: one name, spelt apart", heads_differ
        )
    if not one & two:
        apart = bool(a.heads and a.heads == b.heads and a.proper and b.proper)
        return Likeness(0.0, f"{a.printed!r} is not {b.printed!r}", apart) if not _close(a, b) else _typo(a, b)
    if one < two or two < one:
        return _part(a, b, one_tongue) if one < two else _part(b, a, one_tongue)
    if _close(a, b) and not heads_differ:
        return _typo(a, b)
    left, right = a.proper - two, b.proper - one
    if left and right:
        apart = one_tongue or heads_differ or bool(a.heads ^ b.heads)
        return Likeness(0.0, f"{a.printed!r} is not {b.printed!r}", apart)
    shared = a.proper & b.proper
    score = 0.45 if shared and not heads_differ else 0.2 if len(one & two) >= 2 and not heads_differ else 0.0
    return Likeness(score, f"{a.printed!r} and {b.printed!r} share words", heads_differ)


def _same_core(a: Name, b: Name) -> Likeness:
    names = f"{a.printed!r} and {b.printed!r}"
    if not a.core and _heads_differ(a, b):
        return NOTHING
    if not a.proper and a.country and b.country and a.country != b.country:
        return Likeness(0.0, f"{names}: bodies of two countries", apart=True)
    if a.heads == b.heads or _one_body(a, b):
        if a.trade and b.trade and not a.trade & b.trade:
            return Likeness(0.3, f"{names}: one name in two trades", apart=True)
        if (a.heads or not a.proper) and a.trade != b.trade:
            return Likeness(0.5, f"{names}: perhaps two bodies of one name")
        score = 1.0 if a.extra == b.extra else 0.97 if not a.trade ^ b.trade else 0.9
        return Likeness(score, f"same name: {names}" if score == 1 else f"{names}: one name, more or less full")
    if _heads_differ(a, b):
        return Likeness(0.0, f"{names}: two bodies of one name", apart=True)
    named = a if a.heads else b
    if named.places or len(named.core) >= 2:
        score = 0.8 if named.places and "city" not in named.heads else 0.9  # a bare name is a town's before a county's
        return Likeness(score, f"{names}: one name, with and without what it is")
    return Likeness(0.6, f"{names}: the second may be another body of that name")


def _heads_differ(a: Name, b: Name) -> bool:
    return bool(a.heads and b.heads and a.heads != b.heads) and not _one_body(a, b)


def _one_body(a: Name, b: Name) -> bool:
    """Are the heads two words for one body? The state of Georgia and Georgia's government are two."""
    return a.heads | b.heads in _ONE_BODY and _COUNTRIES_TOO.isdisjoint(a.core)


_ONE_BODY = (  # of Durham the "regional municipality" is the region; Nova Scotia's province is its government
    frozenset(["regional", "region"]),
    frozenset(["regional", "county"]),
    frozenset(["state", "country"]),
    frozenset(["province", "country"]),
)
_COUNTRIES_TOO = frozenset(["georgie", "luxembourg", "mexico", "mexique"])  # states and provinces of a country's name


def _part(short: Name, long: Name, one_tongue: bool) -> Likeness:
    """One name's words are all in the other."""
    names = f"{short.printed!r} and {long.printed!r}"
    left = [word for word in long.core if word not in short.core]
    if _heads_differ(short, long):
        return Likeness(0.0, f"{names}: two bodies", apart=True)
    leads = long.core[: len(short.core)] == short.core
    connected = leads and _CONNECTORS & set(fold(long.printed).split()) - set(fold(short.printed).split())
    if connected and not long.trade:  # a town's name cut short, or another town's
        return Likeness(0.42, f"{names}: one town, or two")
    if short.places or connected or (long.places and not short.heads and not leads):
        return Likeness(0.0, f"{names}: two places", apart=True)
    if not short.proper:
        enough = len(short.core) > 1 or bool(short.heads and short.heads == long.heads)
        return Likeness(0.42 if enough else 0.0, f"{names} share words")  # with an actor or a country in common one
    new = [word for word in left if word in long.proper]
    if new and short.heads and not long.heads and one_tongue:
        return Likeness(0.0, f"{names}: two bodies", apart=True)
    if new and not short.heads and all(is_town(word) for word in short.core):
        return Likeness(0.0, f"{names}: a town, and a body in it", apart=True)
    if not new:
        country = {long.country.lower()} if long.country else set()
        score = 0.65 if set(left) & country else 0.85
        return Likeness(score, f"{names}: one name, more or less full")
    if short.trade - long.trade:
        return Likeness(0.0 if one_tongue else 0.4, f"{names}: perhaps two trades", apart=one_tongue)
    if long.places and not short.heads:
        return Likeness(0.3, f"{names}: perhaps two places", apart=len(short.core) == 1)
    if _is_saints(short):  # many towns have a Saint-Joseph; an analyst is asked
        return Likeness(0.48, f"{names}: one saint's, with and without where it stands")
    if len(short.proper) >= 2:
        return Likeness(0.75 if leads else 0.65, f"{names}: part of the longer name")
    if acronym(short.printed) or not _tells(short.core[0]):  # "NHS Lanarkshire" is a part of the NHS, no fuller name
        return Likeness(0.3, f"{names} share a word")
    if leads:
        return Likeness(0.6, f"{names}: the first word of the longer name")
    return Likeness(0.4, f"{names}: a word of the longer name")


def _tells(word: str) -> bool:
    """Does the word alone tell which body is meant? "Johnson" and "Saint" do not."""
    return word not in common_names() and word != SAINT and word not in _CONNECTORS and len(word) > 2


def _initials_match(a: Name, b: Name) -> bool:
    for short, long in ((a, b), (b, a)):
        letters = letters_of(short)
        if letters and letters in initials(long.printed):
            return True
    return False


def _close(a: Name, b: Name) -> bool:
    """A slip of the pen: long names that differ in a letter or two, and in no figure."""
    digits = [[c for c in name.compact if c.isdigit()] for name in (a, b)]
    shortest = min(len(a.compact), len(b.compact))
    return (
        shortest >= 7
        and digits[0] == digits[1]
        and not _heads_differ(a, b)
        and _ratio(a, b) >= (92 if shortest > 9 else 88)
    )


def _ratio(a: Name, b: Name) -> float:
    return max(fuzz.ratio(a.compact, b.compact), fuzz.ratio(a.key, b.key))


def _typo(a: Name, b: Name) -> Likeness:
    return Likeness(0.9, f"{a.printed!r} and {b.printed!r}: one name but for a letter or two")


def _heads_of(name: Name) -> str:
    return "+".join(sorted(name.heads))


@lru_cache(maxsize=65536)
def blocking_names(victim: str, aliases: tuple[str, ...]) -> frozenset[tuple[str, int]]:
    """Keys that two alike victims share: role 0 for a name in full, 1 for a part of one or its initials."""
    keys: set[tuple[str, int]] = set()
    for printed in forms(victim, aliases):
        for name in read_name(printed):
            heads = _heads_of(name) if name.generic or not name.core else ""
            keys |= {(f"{heads}/{name.key}" if heads else name.key, 0), (name.compact or heads, 0)}
            keys |= {(name.joined, 0)} if name.extra and not name.heads else set()
            bones = sound(name)
            if bones and len(bones) > 6 and len(name.core) == 1:
                keys.add((bones[:-1], 1))  # a letter less at the end
            if len(name.compact) > _SHORT and undoubled(name.compact) != name.compact:
                keys.add((undoubled(name.compact), 0))  # Monnard
            if len(name.compact) >= 8 and len(name.core) == 1:
                keys.add((f"{name.compact[:4]}~{name.compact[-4:]}", 0))  # a letter less in the middle
            if name.heads and not name.places:  # of a ministry's two tasks one; "Lukas Hospital" and Neuss's
                keys |= {(f"{_heads_of(name)}/{word}", 1) for word in name.core}
                keys |= {(f"{_heads_of(name)}/{name.key}", 0)}
            if name.heads and not bones:
                keys.add((f"{_heads_of(name)}/{skeleton(name.compact)}", 0))
            bones = bones or sound_of_all(name)
            keys |= {(bones, 0)} if bones and len(name.core) <= 3 else set()
            keys |= {(fold(f"body {name.body}"), 0)} if name.body is not None else set()
            keys |= {(word, 1) for word in name.proper if len(name.core) > 1 and _tells(word)}
            keys |= {(" ".join(name.core[:2]), int(len(name.core) > 2))} if name.core[:1] == (SAINT,) else set()
            words = sorted(set(name.core))[:6]
            if len(words) > 2:
                keys |= {(f"{a} {b}", 1) for n, a in enumerate(words) for b in words[n + 1 :] if {a, b} & name.proper}
                keys |= {(" ".join(sorted(name.proper)), 1)}
                keys |= {(" ".join(sorted(name.core[:n])), 1) for n in range(3, min(len(name.core), 6))}
        letters = acronym(printed) or next(filter(None, map(letters_of, read_name(printed))), None)
        keys |= {(f"initials {short}", 1) for short in initials(printed)}
        keys |= {(f"initials {letters}", 0)} if letters else set()
    return frozenset((key, role) for key, role in keys if key)

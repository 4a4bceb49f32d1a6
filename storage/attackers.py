"""Do two tellings name one attacker: by name, UUID or affiliation, or but for a slip of the pen?"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz

from storage.assets import asset_rows
from storage.fold import fold
from storage.incidents import Telling


def same_actor(a: Telling, b: Telling) -> bool | None:
    """None: one of them names nobody."""
    one, two = actor_keys(a), actor_keys(b)
    if not one or not two:
        return None
    return bool(one & two) or any(_misspelt(name, other) for name in one for other in two)


def _misspelt(name: str, other: str) -> bool:
    """LockerGaga for LockerGoga; Dunghill for Dunghill Leak. The names are plain ones, without spaces."""
    short, long = sorted((name, other), key=len)
    if len(short) < 6 or " " in name or " " in other:  # "group 21" is an affiliation
        return False
    if long.startswith(short):
        return _SIDE_WORDS.fullmatch(long, len(short)) is not None
    return fuzz.ratio(name, other) >= 87


_SIDE_WORDS = re.compile("(?:leaks?|international|group|team|gang|crew|ransomware|locker|hackers|blog)+")


def actor_keys(telling: Telling) -> frozenset[str]:
    """What the actor is called, and the attackers that go by that name."""
    return _actor_keys(telling.claim.actor, telling.claim.actor_name, telling.claim.actor_uuid)


@lru_cache(maxsize=16384)
def _actor_keys(actor: str | None, name: str | None, uuid: str | None) -> frozenset[str]:
    keys = {_plain_actor(known) for known in (actor, name) if known} | ({uuid} if uuid else set())
    return frozenset(keys | {group for key in keys for group in _affiliations().get(key, ())})


def _plain_actor(name: str) -> str:
    return fold(name).replace(" ", "").removeprefix("the").removesuffix("ransomware").removesuffix("group")


@cache
def _affiliations() -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for n, names in enumerate(asset_rows("affiliations.tsv", "|")):
        for name in names:
            key = _plain_actor(name)
            groups[key] = (*groups.get(key, ()), f"group {n}")
    return groups

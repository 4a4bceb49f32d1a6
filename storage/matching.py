"""Do two claims tell of one incident? A score and the reason in words."""

from __future__ import annotations

from dataclasses import dataclass

from storage.incidents import Telling
from storage.names import victim_key

JOIN = 0.5


@dataclass(frozen=True)
class Match:
    score: float
    reason: str


def match(a: Telling, b: Telling) -> Match:
    names = [{victim_key(n) for n in (t.claim.victim, *t.claim.aliases)} for t in (a, b)]
    shared = names[0] & names[1]
    if not shared:
        return Match(0, "")
    if (
        a.claim.primary
        and b.claim.primary
        and a.published
        and b.published
        and abs((a.published - b.published).days) > 180
    ):
        return Match(0.2, "same name, far apart in time")
    return Match(0.9, f"same name: {min(shared)}")


def blocking_keys(telling: Telling) -> set[tuple[str, int]]:
    """(key, role): role 0 is a name in full, 1 a part of one. Two tellings are compared when they share a key that is
    a full name for one of them."""
    return {(victim_key(name), 0) for name in (telling.claim.victim, *telling.claim.aliases)}


def linked(a: Telling, b: Telling) -> bool:
    """Must the two be judged together?"""
    return match(a, b).score > 0

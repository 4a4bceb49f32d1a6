"""Which tellings tell of one incident: a pure function of the tellings and of what analysts ruled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from storage.identity import precedence
from storage.incidents import Telling
from storage.matching import JOIN, match

Place = tuple[int, int]  # (article_id, claim_id): one telling


@dataclass(frozen=True)
class Rulings:
    """What analysts ruled on pairs of tellings."""

    together: frozenset[tuple[Place, Place]] = frozenset()
    apart: frozenset[tuple[Place, Place]] = frozenset()


@dataclass(frozen=True)
class NearMiss:
    """Two tellings of different incidents that look like one incident."""

    left: Place
    right: Place
    score: float
    reason: str


def place_of(telling: Telling) -> Place:
    return telling.article_id, telling.claim_id


def cluster(tellings: Iterable[Telling], rulings: Rulings | None = None) -> tuple[list[list[Telling]], list[NearMiss]]:
    """Partition the tellings of one component; each telling comes back with its score and reason."""
    told = sorted(tellings, key=precedence)
    clusters: list[list[Telling]] = []
    for telling in told:
        best = max(
            ((match(c[0], telling), n) for n, c in enumerate(clusters)), key=lambda m: (m[0].score, -m[1]), default=None
        )
        if best and best[0].score >= JOIN:
            clusters[best[1]].append(replace(telling, join_score=best[0].score, reason=best[0].reason))
        else:
            clusters.append([replace(telling, join_score=1.0, reason="stands first")])
    return clusters, []

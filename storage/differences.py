"""What a new reading changed: the readings of two models on the same article, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from sqlite_utils import Database

from nlp.types import Article, Claim, Reading, plain
from storage.articles import article_of_version
from storage.names import name_likeness, victim_key
from storage.readings import find_reading

What = Literal["kind", "language", "lost", "gained", "changed"]
COMPARED = ("victim", "actor_name", "amount", "currency", "payment", "status", "primary", "country", "sector")
SAME_VICTIM = 0.5  # likeness from which two names are one victim, spelt otherwise


@dataclass(frozen=True)
class Change:
    """One thing that the two models read differently."""

    what: What
    victim: str | None = None  # of the claim, as the old model printed it, or the new one when it is gained
    field: str | None = None  # of a changed claim
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True)
class Difference:
    """One article version that both models read."""

    article: Article
    old_model: str
    new_model: str
    changes: tuple[Change, ...]  # empty: they agree


@dataclass(frozen=True)
class Sum:
    """What changed over all articles."""

    articles: int
    changed: int  # articles with a change
    lost: int  # claims
    gained: int
    kinds: dict[tuple[str, str], int]  # (before, after)
    fields: dict[str, int]  # field of a claim: how often it changed


def differences(db: Database, *, old: str | None = None, new: str | None = None) -> Iterator[Difference]:
    """Every article version that two models read, in the order of storing.

    Compared are the readings of the models named; without names the reading that counts and the one before it.
    """
    pairs = db.execute(_PAIRS, {"old": old, "new": new}).fetchall()
    for version_id, old_model, new_model in pairs:
        before, after = (find_reading(db, version_id, model=model) for model in (old_model, new_model))
        if before and after:
            changes = tuple(compare(before, after))
            yield Difference(article_of_version(db, version_id), old_model, new_model, changes)


_PAIRS = """
SELECT n.version_id, o.model, n.model
FROM readings n JOIN readings o ON o.version_id = n.version_id AND o.id <> n.id
WHERE (n.model = :new OR (:new IS NULL AND n.current))
  AND (o.model = :old OR (:old IS NULL AND o.id = (
      SELECT max(p.id) FROM readings p WHERE p.version_id = n.version_id AND p.id <> n.id AND NOT p.current)))
ORDER BY n.version_id"""


def compare(old: Reading, new: Reading) -> Iterator[Change]:
    """What differs, claim by claim; a claim is known again by its victim."""
    for name in ("kind", "language"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change("kind" if name == "kind" else "language", before=before, after=after)
    for before, after in _paired(old.claims, new.claims):
        if before is None:
            yield Change("gained", victim=after.victim)
        elif after is None:
            yield Change("lost", victim=before.victim)
        else:
            for name in COMPARED:
                was, is_now = _printed(getattr(before, name)), _printed(getattr(after, name))
                if was != is_now:
                    yield Change("changed", before.victim, name.removesuffix("_name"), was, is_now)


def summed(found: Iterable[Difference]) -> Sum:
    articles = changed = 0
    what: Counter[str] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    fields: Counter[str] = Counter()
    for difference in found:
        articles += 1
        changed += bool(difference.changes)
        for change in difference.changes:
            what[change.what] += 1
            if change.what == "kind":
                kinds[change.before or "", change.after or ""] += 1
            if change.field:
                fields[change.field] += 1
    return Sum(articles, changed, what["lost"], what["gained"], dict(kinds.most_common()), dict(fields.most_common()))


def _paired(old: tuple[Claim, ...], new: tuple[Claim, ...]) -> Iterator[tuple[Claim | None, Any]]:
    """Each claim with what became of it: the same name first, in order, then the most similar name."""
    left = list(new)
    partner: dict[int, Claim] = {}
    for n, claim in enumerate(old):
        same = next((c for c in left if victim_key(c.victim) == victim_key(claim.victim)), None)
        if same:
            partner[n] = same
            left.remove(same)
    for n, claim in enumerate(old):
        if n not in partner and left:
            likeness = [_likeness(claim, other) for other in left]
            best = left[likeness.index(max(likeness))]
            if max(likeness) >= SAME_VICTIM:
                partner[n] = best
                left.remove(best)
    for n, claim in enumerate(old):
        yield claim, partner.get(n)
    for claim in left:
        yield None, claim


def _likeness(a: Claim, b: Claim) -> float:
    return max(name_likeness(x, y) for x in (a.victim, *a.aliases) for y in (b.victim, *b.aliases))


def _printed(value: object) -> str | None:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, bool):
        return "its own subject" if value else "recalled"
    return None if value is None else str(value)

"""What analysts' decisions mean for the claims of today: which tellings belong together, which fields are settled."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from sqlite_utils import Database

from storage.clustering import Place, Rulings, place_of
from storage.incidents import Incident, IncidentActor, Review, Telling
from storage.names import name_likeness, victim_key

Action = Literal["confirm", "correct", "reject", "merge", "split"]
REVIEWS: dict[Action, Review] = {"confirm": "confirmed", "correct": "corrected", "reject": "rejected"}


@dataclass(frozen=True)
class Anchor:
    """A telling as decisions name it: by its address and its victim, which outlive a new reading and an edit."""

    url: str
    victim: str
    ordinal: int = 0


@dataclass(frozen=True)
class Decision:
    """One ruling of one analyst."""

    id: int
    action: Action
    incident: str  # the id when it was decided
    who: str
    decided: datetime
    field: str | None = None  # of a correction
    before: str | None = None
    after: str | None = None  # None in a correction: the field is to be empty
    anchors: tuple[Anchor, ...] = ()
    others: tuple[Anchor, ...] = ()  # merge: the other incident's; split: what is another attack
    note: str | None = None
    snapshot: str = "{}"  # JSON: the incident's row as the analyst saw it
    undone: datetime | None = None  # None: in force
    undone_by: str | None = None


def anchor_of(telling: Telling) -> Anchor:
    return Anchor(telling.url, telling.claim.victim, telling.ordinal)


def locate(anchors: Iterable[Anchor], tellings: Mapping[str, Sequence[Telling]]) -> list[Telling]:
    """The tellings of today that the anchors meant; `tellings` by address.

    A new reading may print the victim otherwise: then the address's most similar victim is meant, or its only one.
    """
    found = []
    for anchor in anchors:
        told = tellings.get(anchor.url, ())
        same = [t for t in told if victim_key(t.claim.victim) == victim_key(anchor.victim)]
        exact = [t for t in same if t.ordinal == anchor.ordinal] or same
        if exact:
            found.append(exact[0])
        elif told:
            likeness = {place_of(t): name_likeness(t.claim.victim, anchor.victim) for t in told}
            best = max(told, key=lambda t: (likeness[place_of(t)], -t.position))
            if likeness[place_of(best)] > 0 or len(told) == 1:
                found.append(best)
    return found


def rulings_of(decisions: Iterable[Decision], tellings: Mapping[str, Sequence[Telling]]) -> Rulings:
    """Which tellings belong together or apart. A later decision outweighs an earlier one on the same pair."""
    relation: dict[tuple[Place, Place], str] = {}
    for decision in sorted(decisions, key=lambda d: d.id):
        here = [place_of(t) for t in locate(decision.anchors, tellings)]
        there = [place_of(t) for t in locate(decision.others, tellings)]
        if decision.action in ("confirm", "merge"):
            whole = here + there
            pairs = [(a, b) for a in whole[:1] for b in whole[1:]]
        elif decision.action == "split":
            pairs = [(a, b) for a in here for b in there]
        else:
            pairs = []
        for a, b in pairs:
            if a != b:
                relation[min(a, b), max(a, b)] = "apart" if decision.action == "split" else "together"
    together, apart = (frozenset(p for p, r in relation.items() if r == wanted) for wanted in ("together", "apart"))
    return Rulings(together, apart)


def apply_decisions(
    incidents: Sequence[Incident], decisions: Iterable[Decision], tellings: Mapping[str, Sequence[Telling]]
) -> list[Incident]:
    """Settle fields and the review state. A decision speaks of the incident that holds most of what it was made on."""
    settled = {incident.key: incident for incident in incidents}
    home = {place_of(t): incident.key for incident in incidents for t in incident.tellings}
    for decision in sorted(decisions, key=lambda d: d.id):
        review = REVIEWS.get(decision.action)
        keys = Counter(home[place_of(t)] for t in locate(decision.anchors, tellings) if place_of(t) in home)
        if review is None or not keys:
            continue
        key = max(keys, key=lambda key: (keys[key], [-ord(c) for c in settled[key].id]))
        settled[key] = settle(settled[key], decision, review)
    return list(settled.values())


def settle(incident: Incident, decision: Decision, review: Review) -> Incident:
    """One decision applied to one row."""
    if decision.action == "correct" and decision.field:
        value: Any = decision.after
        if decision.field == "amount" and value is not None:
            value = Decimal(value)
        changes: dict[str, Any] = {decision.field: value}
        if decision.field == "victim":
            changes["victim_forms"] = (value, *(form for form in incident.victim_forms if form != value))
        if decision.field == "actor" and value is not None:
            others = (actor for actor in incident.actors if actor.name != value)
            changes["actors"] = (IncidentActor(value, None, 0, None), *others)
        if incident.review != "open":
            review = incident.review
        return replace(incident, review=review, **changes)
    return replace(incident, review=review)


DECISION_COLUMNS = (
    "id, action, incident, who, decided, field, before, after, anchors, others, note, snapshot, undone, undone_by"
)


def decisions_on(db: Database, urls: Iterable[str], *, undone_too: bool = False) -> list[Decision]:
    """Decisions in force that speak of any of these addresses, oldest first."""
    rows = db.execute(
        f"SELECT {DECISION_COLUMNS} FROM decisions WHERE (undone IS NULL OR :undone_too) AND id IN "  # noqa: S608
        "(SELECT decision_id FROM decision_urls WHERE url IN (SELECT value FROM json_each(:urls))) ORDER BY id",
        {"undone_too": undone_too, "urls": json.dumps(sorted(urls))},
    )
    return [decision_from(row) for row in rows]


def decision_from(row: Sequence[Any]) -> Decision:
    id_, action, incident, who, decided, field, before, after, anchors, others, note, snapshot, undone, undone_by = row
    return Decision(
        id=id_,
        action=action,
        incident=incident,
        who=who,
        decided=datetime.fromisoformat(decided),
        field=field,
        before=before,
        after=after,
        anchors=tuple(Anchor(*anchor) for anchor in json.loads(anchors)),
        others=tuple(Anchor(*anchor) for anchor in json.loads(others)),
        note=note,
        snapshot=snapshot,
        undone=datetime.fromisoformat(undone) if undone else None,
        undone_by=undone_by,
    )

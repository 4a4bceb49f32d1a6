"""Keep the incidents what they are: a function of all claims and decisions, whatever the order of arrival.

Only what changed is looked at. Tellings that could be joined are linked; a component of linked tellings is clustered on
its own, so that its incidents depend on nothing outside it. A new claim has its component clustered again, found
through the blocking index: a claim costs what its victim's coverage costs, not what the store holds. Tellings that only
look alike link nothing, or components would grow with the store; each such pair is kept, for the analyst.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sqlite_utils import Database

from storage.clustering import NearMiss, Place, cluster, place_of
from storage.copies import compare_stored
from storage.database import writing
from storage.derive import incident_of
from storage.incident_rows import Row, delete_incidents, read_rows, row_of, write_incident
from storage.incidents import Incident, Telling
from storage.matching import JOIN, PROPOSE, YEARS_DAYS, blocking_keys, match
from storage.orphans import drop_orphans, keep_orphans
from storage.readings import refresh_hints
from storage.rules import are_outdated, begin, keep_current
from storage.rulings import Decision, apply_decisions, decisions_on, locate, rulings_of
from storage.tellings import load_tellings, load_tellings_of_urls

_FOR_EVER = 10_000_000  # later than any day
BATCH = 500  # articles a transaction: others get their turn to write


@dataclass(frozen=True)
class Resolved:
    incidents: int  # in the store afterwards
    opened: int = 0
    joined: int = 0  # tellings that came to an incident that was there before
    changed: int = 0  # incidents that were there before and say something else now
    renewed: bool = False  # other rules had derived them: all were derived anew


def resolve(db: Database, *, renew: bool = True, progress: Callable[[int], None] | None = None) -> Resolved:
    """Bring the incidents up to date with all claims and decisions; nothing new costs nothing.

    `progress` is told the number of articles of each batch when it is done. Incidents that other rules derived are all
    derived anew, unless `renew` is false: somebody waits.
    """
    if renew and are_outdated(db):
        return Resolved(rebuild(db, progress=progress).incidents, renewed=True)  # what is new, nobody can tell
    compare_stored(db)
    opened = joined = changed = 0
    while True:
        with writing(db):
            rows = db.execute("SELECT article_id FROM unresolved ORDER BY article_id LIMIT ?", [BATCH])
            batch = [article_id for (article_id,) in rows]
            if not batch:
                return Resolved(db.table("incidents").count, opened, joined, changed)
            begin(db)
            step = _resolve_articles(db, batch)
            db.execute(
                "DELETE FROM unresolved WHERE article_id IN (SELECT value FROM json_each(?))", [json.dumps(batch)]
            )
        opened, joined, changed = opened + step.opened, joined + step.joined, changed + step.changed
        if progress:
            progress(len(batch))


def rebuild(db: Database, *, progress: Callable[[int], None] | None = None) -> Resolved:
    """Throw away all that is derived and derive it again. The ids come out the same."""
    refresh_hints(db)
    with writing(db):
        for table in ("look_alikes", "near_misses", "incident_claims", "incidents", "claim_keys"):
            db.execute(f"DELETE FROM {table}")  # noqa: S608
        db.execute("INSERT OR IGNORE INTO unresolved(article_id) SELECT id FROM articles WHERE version_id IS NOT NULL")
        keep_current(db)
    return resolve(db, progress=progress)


@dataclass
class _Neighbourhood:
    """The tellings that must be judged anew, and how they hang together."""

    tellings: dict[Place, Telling] = field(default_factory=dict)
    parent: dict[Place, Place] = field(default_factory=dict)
    decisions: dict[int, Decision] = field(default_factory=dict)
    tied: set[int] = field(default_factory=set)  # decisions whose tellings were joined
    alike: list[NearMiss] = field(default_factory=list)  # pairs that are not linked, yet alike

    def add(self, telling: Telling) -> bool:
        place = place_of(telling)
        if place in self.tellings:
            return False
        self.tellings[place] = telling
        self.parent[place] = place
        return True

    def root(self, place: Place) -> Place:
        while self.parent[place] != place:
            self.parent[place] = self.parent[self.parent[place]]
            place = self.parent[place]
        return place

    def join(self, a: Place, b: Place) -> None:
        self.parent[self.root(a)] = self.root(b)

    def are_together(self, a: Telling, b: Telling) -> bool:
        return place_of(b) in self.parent and self.root(place_of(a)) == self.root(place_of(b))

    def components(self) -> list[list[Telling]]:
        groups: dict[Place, list[Telling]] = defaultdict(list)
        for place, telling in self.tellings.items():
            groups[self.root(place)].append(telling)
        return list(groups.values())


def _resolve_articles(db: Database, article_ids: list[int]) -> Resolved:
    old = _places_beside(db, article_ids)
    seeds = [
        telling
        for telling in load_tellings(db, {article for article, _ in old} | set(article_ids))
        if telling.article_id in article_ids or place_of(telling) in old
    ]
    _store_keys(db, article_ids, [t for t in seeds if t.article_id in set(article_ids)])
    near = _neighbourhood(db, seeds, old)
    _store_alike(db, article_ids, near.alike)
    before, stood = _stored(db, set(near.tellings) | old)
    incidents: dict[int, tuple[Incident, int]] = {}
    misses: list[NearMiss] = []
    for component in near.components():
        found, missed = _incidents_of(component, near.decisions.values())
        number = min(incident.key for incident in found)
        incidents.update({incident.key: (incident, number) for incident in found})
        misses += missed
    ruled = drop_orphans(db, article_ids)
    _write(db, before, set(near.tellings) | old, incidents, misses)
    keep_orphans(db, ruled)
    return _count(before, stood, {key: incident for key, (incident, _) in incidents.items()}, len(before))


def _incidents_of(component: list[Telling], decisions: Iterable[Decision]) -> tuple[list[Incident], list[NearMiss]]:
    """The incidents of one component: a pure function."""
    by_url: dict[str, list[Telling]] = defaultdict(list)
    for telling in component:
        by_url[telling.url].append(telling)
    spoken = [d for d in decisions if any(a.url in by_url for a in (*d.anchors, *d.others))]
    clusters, misses = cluster(component, rulings_of(spoken, by_url))
    return apply_decisions([incident_of(told) for told in clusters], spoken, by_url), misses


def _neighbourhood(db: Database, seeds: Iterable[Telling], loose: set[Place]) -> _Neighbourhood:
    """Everything linked to the seeds, over any number of steps.

    What was judged together before hangs together still and is taken in whole, but for the `loose`, of which a
    telling may have changed.
    """
    near = _Neighbourhood()
    frontier = [telling for telling in seeds if near.add(telling)]
    while frontier:
        met = _ruled_with(db, near, frontier)
        for telling, others in _candidates(db, frontier):
            for other in others:
                known = near.tellings.get(place_of(other), other)
                if near.are_together(telling, known):
                    continue
                found = match(telling, known)
                if found.score >= JOIN:
                    if near.add(known):
                        met.append(known)
                    near.join(place_of(telling), place_of(known))
                elif found.score >= PROPOSE:
                    near.alike.append(NearMiss(place_of(telling), place_of(known), found.score, found.reason))
        taken_in = _take_in(db, near, [t for t in met if place_of(t) not in loose])
        frontier = [t for t in met if place_of(t) not in taken_in]
    return near


def _take_in(db: Database, near: _Neighbourhood, met: list[Telling]) -> set[Place]:
    """Add the components that these tellings stand in; the places that need no further look."""
    standing = db.execute(
        "SELECT ic.component, ic.article_id, ic.claim_id FROM json_each(?) p CROSS JOIN incident_claims ic "
        "ON ic.article_id = p.value ->> 0 AND ic.claim_id = p.value ->> 1",
        [json.dumps([place_of(t) for t in met])],
    ).fetchall()
    first = {component: (article, claim) for component, article, claim in standing}
    members = db.execute(
        "SELECT component, article_id, claim_id FROM incident_claims "
        "WHERE component IN (SELECT value FROM json_each(?))",
        [json.dumps(list(first))],
    ).fetchall()
    pool = {place_of(t): t for t in load_tellings(db, {article for _, article, _ in members})}
    for component, article, claim in members:
        if (article, claim) in pool:
            near.add(pool[article, claim])
            near.join(first[component], (article, claim))
    near.decisions.update({d.id: d for d in decisions_on(db, {t.url for t in pool.values()})})
    return {(article, claim) for _, article, claim in standing}


def _candidates(db: Database, frontier: list[Telling]) -> list[tuple[Telling, list[Telling]]]:
    """Tellings that share a key with one of the frontier, a full name on one side at least."""
    wanted = [
        [n, key, other, *between]
        for n, telling in enumerate(frontier)
        for key, role, day in blocking_keys(telling)
        for other in range(2 - role)
        for between in ([(0, 0), (day - YEARS_DAYS, day + YEARS_DAYS)] if day else [(0, _FOR_EVER)])
    ]
    rows = db.execute(
        "SELECT DISTINCT w.value ->> 0, k.article_id, k.claim_id FROM json_each(?) w CROSS JOIN claim_keys k "
        "ON k.key = w.value ->> 1 AND k.role = w.value ->> 2 AND k.day BETWEEN w.value ->> 3 AND w.value ->> 4",
        [json.dumps(wanted)],
    ).fetchall()
    pool = {place_of(t): t for t in load_tellings(db, {article for _, article, _ in rows})}
    found: dict[int, list[Telling]] = defaultdict(list)
    for n, article, claim in rows:
        if (article, claim) in pool and (article, claim) != place_of(frontier[n]):
            found[n].append(pool[article, claim])
    return [(telling, found[n]) for n, telling in enumerate(frontier)]


def _ruled_with(db: Database, near: _Neighbourhood, frontier: list[Telling]) -> list[Telling]:
    """Tellings that an analyst ruled on together with one of the frontier."""
    met: list[Telling] = []
    decisions = [d for d in decisions_on(db, {t.url for t in frontier}) if d.id not in near.tied]
    near.decisions.update({d.id: d for d in decisions})
    near.tied.update(d.id for d in decisions)
    urls = {anchor.url for d in decisions for anchor in (*d.anchors, *d.others)}
    by_url = {
        url: [near.tellings.get(place_of(t), t) for t in told] for url, told in load_tellings_of_urls(db, urls).items()
    }
    for decision in decisions:
        meant = locate((*decision.anchors, *decision.others), by_url)
        met += [telling for telling in meant if near.add(telling)]
        for telling in meant[1:]:
            near.join(place_of(meant[0]), place_of(telling))
    return met


def _places_beside(db: Database, article_ids: Iterable[int]) -> set[Place]:
    """Where the tellings of these articles stood, and all that was judged together with them."""
    rows = db.execute(
        "SELECT article_id, claim_id FROM incident_claims WHERE component IN (SELECT component FROM incident_claims "
        "WHERE article_id IN (SELECT value FROM json_each(?)))",
        [json.dumps(list(article_ids))],
    )
    return set(rows.fetchall())


def _store_keys(db: Database, article_ids: Iterable[int], tellings: Iterable[Telling]) -> None:
    db.execute(
        "DELETE FROM claim_keys WHERE article_id IN (SELECT value FROM json_each(?))", [json.dumps(list(article_ids))]
    )
    db.conn.executemany(
        "INSERT INTO claim_keys(key, role, day, article_id, claim_id) VALUES (?, ?, ?, ?, ?)",
        [(*key, *place_of(telling)) for telling in tellings for key in blocking_keys(telling)],
    )


def _store_alike(db: Database, article_ids: Iterable[int], alike: Iterable[NearMiss]) -> None:
    """Each pair in both directions; those of these articles anew."""
    ids = json.dumps(list(article_ids))
    db.execute(
        "DELETE FROM look_alikes WHERE (article_id, claim_id, other_article_id, other_claim_id) IN (SELECT "
        "other_article_id, other_claim_id, article_id, claim_id FROM look_alikes "
        "WHERE article_id IN (SELECT value FROM json_each(?)))",
        [ids],
    )
    db.execute("DELETE FROM look_alikes WHERE article_id IN (SELECT value FROM json_each(?))", [ids])
    db.conn.executemany(
        "INSERT OR REPLACE INTO look_alikes VALUES (?, ?, ?, ?, ?, ?)",
        [
            (*one, *other, pair.score, pair.reason)
            for pair in alike
            for one, other in ((pair.left, pair.right), (pair.right, pair.left))
        ],
    )


def _stored(db: Database, places: Iterable[Place]) -> tuple[dict[int, Row], dict[Place, int]]:
    """The incidents as they stand in which these tellings stand, and which telling stands where."""
    rows = db.execute(
        "SELECT ic.article_id, ic.claim_id, ic.incident_key FROM json_each(?) p CROSS JOIN incident_claims ic "
        "ON ic.article_id = p.value ->> 0 AND ic.claim_id = p.value ->> 1",
        [json.dumps(list(places))],
    )
    stood = {(article, claim): key for article, claim, key in rows}
    keys = json.dumps(sorted(set(stood.values())))
    found = read_rows(db, "SELECT * FROM incidents WHERE key IN (SELECT value FROM json_each(?))", [keys])
    return {row["key"]: row for row in found}, stood


def _write(
    db: Database,
    before: dict[int, Row],
    places: Iterable[Place],
    incidents: dict[int, tuple[Incident, int]],
    misses: Iterable[NearMiss],
) -> None:
    delete_incidents(db, [row for key, row in before.items() if key not in incidents])
    db.conn.executemany("DELETE FROM incident_claims WHERE article_id = ? AND claim_id = ?", list(places))
    for incident, component in incidents.values():
        write_incident(db, incident, component, old=before.get(incident.key))
    ids = {place_of(t): incident.id for incident, _ in incidents.values() for t in incident.tellings}
    written = json.dumps(sorted(set(ids.values())))
    for side in ("incident", "other"):
        db.execute(f"DELETE FROM near_misses WHERE {side} IN (SELECT value FROM json_each(?))", [written])  # noqa: S608
    inside = [(ids[miss.left], ids[miss.right], miss.score, miss.reason) for miss in misses]
    pairs: dict[tuple[str, str], tuple[float, str]] = {}
    for one, other, score, reason in [*inside, *_misses_outside(db, ids)]:
        pair = (min(one, other), max(one, other))
        if pair not in pairs or score > pairs[pair][0]:
            pairs[pair] = score, reason
    db.conn.executemany("INSERT INTO near_misses VALUES (?, ?, ?, ?)", [(*pair, *miss) for pair, miss in pairs.items()])


def _misses_outside(db: Database, places: Iterable[Place]) -> list[tuple[str, str, float, str]]:
    """Pairs of incidents of two components that look alike, the surest tellings of each pair first."""
    rows: list[tuple[str, str, float, str]] = db.execute(
        "SELECT i.id, o.id, l.score, l.reason FROM json_each(?) p CROSS JOIN look_alikes l "
        "ON l.article_id = p.value ->> 0 AND l.claim_id = p.value ->> 1 "
        "JOIN incident_claims ic ON ic.article_id = l.article_id AND ic.claim_id = l.claim_id "
        "JOIN incident_claims oc ON oc.article_id = l.other_article_id AND oc.claim_id = l.other_claim_id "
        "JOIN incidents i ON i.key = ic.incident_key JOIN incidents o ON o.key = oc.incident_key "
        "WHERE ic.component <> oc.component ORDER BY l.score DESC, l.reason",
        [json.dumps(list(places))],
    ).fetchall()
    return rows


def _count(before: dict[int, Row], stood: dict[Place, int], after: dict[int, Incident], total: int) -> Resolved:
    kept = after.keys() & before.keys()
    joined = sum(place_of(t) not in stood for key in kept for t in after[key].tellings)
    changed = sum(row_of(after[key]) != before[key] for key in kept)
    return Resolved(total, len(after.keys() - before.keys()), joined, changed)

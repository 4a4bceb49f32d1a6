"""Incidents that an analyst confirmed or corrected and that no article tells of any longer: they stay.

A new model may read no claim where an old one did, or an outlet may take a victim's name out of a page. What an
analyst ruled is not lost by that: the incident lives on from the decision's own snapshot, without tellings.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlite_utils import Database

from storage.incident_rows import incident_from, row_of, store_row
from storage.incidents import Telling
from storage.rulings import REVIEWS, Decision, decisions_on, locate, settle
from storage.tellings import load_tellings_of_urls


def drop_orphans(db: Database, article_ids: Iterable[int]) -> dict[str, list[Decision]]:
    """Remove the orphans that decisions on these articles speak of; the decisions, by incident."""
    marks = json.dumps(sorted(article_ids))
    urls = [
        url for (url,) in db.execute("SELECT url FROM articles WHERE id IN (SELECT value FROM json_each(?))", [marks])
    ]
    decisions = [d for d in decisions_on(db, urls, undone_too=True) if d.action in ("confirm", "correct")]
    by_incident: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        by_incident[decision.incident].append(decision)
    db.conn.executemany("DELETE FROM incidents WHERE key = ?", [(orphan_key(id_),) for id_ in by_incident])
    return by_incident


def keep_orphans(db: Database, by_incident: Mapping[str, Sequence[Decision]]) -> None:
    """Store the incidents that are ruled on and have no telling."""
    anchors = (anchor for decisions in by_incident.values() for d in decisions for anchor in d.anchors)
    tellings = load_tellings_of_urls(db, {anchor.url for anchor in anchors})
    for id_, decisions in by_incident.items():
        if is_orphaned(decisions, tellings):
            _keep(db, id_, decisions)


def is_orphaned(decisions: Sequence[Decision], tellings: Mapping[str, Sequence[Telling]]) -> bool:
    in_force = [d for d in decisions if d.undone is None]
    return bool(in_force) and not any(locate(d.anchors, tellings) for d in in_force)


def orphan_key(id_: str) -> int:
    return int.from_bytes(hashlib.sha256(f"orphan\n{id_}".encode()).digest()[-7:]) >> 3


def _keep(db: Database, id_: str, decisions: Sequence[Decision]) -> None:
    in_force = sorted((d for d in decisions if d.undone is None), key=lambda d: d.id)
    seen = json.loads(in_force[0].snapshot)
    incident = incident_from(seen)
    for decision in in_force:
        incident = settle(incident, decision, REVIEWS[decision.action])
    articles = seen["articles"]  # how many told of it when it was last seen
    store_row(db, row_of(incident) | {"key": orphan_key(id_), "id": id_, "articles": articles})

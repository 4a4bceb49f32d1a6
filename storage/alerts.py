"""What each channel was told of each incident, and what is new or changed since.

A channel is told when it never was, or when a field that matters differs from what it was told last. The state is
written after each delivery: a crash between the two repeats one alert and loses none.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlite_utils import Database

from nlp.types import plain
from storage.database import StoreError, writing
from storage.exports.exported import Exported
from storage.exports.identifiers import uuid_of
from storage.fold import fold
from storage.incidents import Incident
from storage.queries import find_incident

Event = Literal["new", "changed", "withdrawn"]
Told = dict[str, Any]

# A longer form of the victim's name or one more article is no news.
FIELDS = ("actor", "currency", "paid_currency", "payment", "status", "kind", "country", "sector")
SUMS = ("amount", "paid")


@dataclass(frozen=True)
class Alert:
    """Something that a channel has not been told yet."""

    channel: str
    event: Event
    incident: Incident  # its row; find_incident has its articles
    before: Told | None  # what the channel was told last

    @property
    def id(self) -> str:
        """The same each time this alert is sent, so that a receiver may know a repetition."""
        said = [json.dumps(told, sort_keys=True) for told in (self.before, told_of(self.incident))]
        return uuid_of("alert", self.channel, self.incident.id, *said)

    @property
    def changes(self) -> dict[str, tuple[Any, Any]]:
        """Each field that changed, as it was told and as it is."""
        now = told_of(self.incident)
        before = self.before or {}
        return {name: (before.get(name), value) for name, value in now.items() if value != before.get(name)}


def told_of(incident: Incident) -> Told:
    """What a channel is told of an incident, as far as it may change."""
    sums = {name: plain(getattr(incident, name)) for name in SUMS}
    fields = {name: getattr(incident, name) for name in FIELDS}
    return fields | sums | {"withdrawn": incident.review == "rejected"}


def due(db: Database, channel: str, incidents: Sequence[Exported]) -> list[Alert]:
    """The alerts that the channel should get of these incidents, the oldest incident first.

    An incident that was rejected is withdrawn, from those who were told of it.
    """
    told = _told(db, channel)
    if not told:
        before: Mapping[int, Told] = {}
    else:
        before = _by_key(db, told, {each.incident.key for each in incidents})
    alerts = (_alert(channel, each.incident, before.get(each.incident.key)) for each in reversed(incidents))
    return [alert for alert in alerts if alert]


def _alert(channel: str, incident: Incident, before: Told | None) -> Alert | None:
    rejected = incident.review == "rejected"
    if before is None:
        return None if rejected else Alert(channel, "new", incident, None)
    if told_of(incident) == before or (rejected and before["withdrawn"]):
        return None
    return Alert(channel, "withdrawn" if rejected else "changed", incident, before)


def record(db: Database, alert: Alert, sent: datetime | None) -> None:
    """Remember that the channel was told; `sent` is None when the user wants it taken as told."""
    moment = sent.astimezone(UTC).isoformat(timespec="seconds") if sent else None
    told = json.dumps(told_of(alert.incident), sort_keys=True)
    with writing(db):
        db.execute(
            "INSERT OR REPLACE INTO alert_deliveries(channel, incident, told, sent) VALUES (?, ?, ?, ?)",
            [alert.channel, alert.incident.id, told, moment],
        )


def _told(db: Database, channel: str) -> dict[str, Told]:
    """What the channel was told last, by the id that the incident had then; the last told comes last."""
    rows = db.execute("SELECT incident, told FROM alert_deliveries WHERE channel = ? ORDER BY sent", [channel])
    return {incident: json.loads(said) for incident, said in rows}


def _by_key(db: Database, told: Mapping[str, Told], keys: Collection[int]) -> dict[int, Told]:
    """The same by the incident's key today. An id it had before is the handle of one of its tellings, or is retired."""
    marks = json.dumps(sorted(keys))
    rows = db.execute(
        "SELECT incident_key, handle FROM incident_claims WHERE incident_key IN (SELECT value FROM json_each(?)) "
        "UNION SELECT key, id FROM incidents WHERE key IN (SELECT value FROM json_each(?))",
        [marks, marks],
    )
    key_of = {handle: key for key, handle in rows if handle in told}
    retired = db.execute(
        "SELECT id FROM retired_ids WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(sorted(told))]
    )
    for (id_,) in retired.fetchall():
        if id_ not in key_of and (found := _today(db, id_)) is not None:
            key_of[id_] = found
    ids: dict[int, list[str]] = defaultdict(list)
    for id_ in told:
        if id_ in key_of:
            ids[key_of[id_]].append(id_)
    return {key: told[each[-1]] for key, each in ids.items()}


def _today(db: Database, id_: str) -> int | None:
    try:
        return find_incident(db, id_).key
    except StoreError:
        return None


def actor_names(db: Database) -> dict[str, str]:
    """The canonical name for each name that was ever printed of an actor; both folded."""
    rows = db.execute("SELECT alias, actor FROM actor_aliases ORDER BY alias, actor")
    return {fold(alias): fold(actor) for alias, actor in rows}

"""An incident as every export sees it: with what the store knows beside the row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from nlp.types import plain
from storage.incident_rows import load_incidents, row_of
from storage.incidents import Incident
from storage.queries import IncidentFilter, stream_incidents
from storage.rates import Rates

NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)  # nothing about the incident has a date


class ExportError(Exception):
    "An export cannot be made; the message is one sentence with the remedy."


@dataclass(frozen=True)
class Exported:
    incident: Incident
    first: datetime  # UTC: the day it was first published, else `changed`
    changed: datetime  # UTC: when what is said of it last changed; never before `first`
    amount_eur: Decimal | None = None  # the demand in euros on the day it was first published
    paid_eur: Decimal | None = None  # what was paid, on the day the press first said so

    @property
    def is_dated(self) -> bool:
        """Has one of its articles a date?"""
        return (self.incident.first_published or self.incident.last_published) is not None

    def to_json(self) -> dict[str, Any]:
        """As `Incident.to_json`, with the values in euros."""
        return self.incident.to_json() | {
            "amount_eur": plain(self.amount_eur),
            "paid_eur": plain(self.paid_eur),
            "changed": self.changed.isoformat().replace("+00:00", "Z"),
        }


def load_exported(db: Database, filter: IncidentFilter) -> Iterator[Exported]:
    """The incidents that pass, the newest first, as the store holds them when the first is asked for."""
    rates = Rates(db)
    for incidents in stream_incidents(db, filter):
        changes = _changes(db, incidents)
        for incident in incidents:
            yield exported(incident, rates, changes.get(incident.key))


def load_one(db: Database, incident: Incident) -> Exported:
    """An incident of which only the row is at hand, with its articles."""
    (whole,) = load_incidents(db, [row_of(incident)])
    return exported(whole, Rates(db), _changes(db, [whole]).get(whole.key))


def exported(incident: Incident, rates: Rates, changed: datetime | None = None) -> Exported:
    """One incident; `changed` is the last time that its articles were fetched or it was ruled on."""
    days = [day for day in (incident.first_published, incident.last_published) if day]
    told = [datetime.combine(day, time.min, UTC) for day in days]
    last = max((moment for moment in (*told, changed) if moment), default=NO_TIME)
    return Exported(
        incident=incident,
        first=min(told, default=last),
        changed=last,
        amount_eur=rates.in_euros(incident.amount, incident.currency, incident.first_published),
        paid_eur=rates.in_euros(incident.paid, incident.paid_currency, paid_on(incident)),
    )


def paid_on(incident: Incident) -> date | None:
    """The day on which the press first said that the victim paid."""
    said = (change.published for change in incident.status_history if change.status == "paid")
    return next(said, None) or incident.first_published


_FETCHED = """
SELECT ic.incident_key, max(v.fetched) FROM incident_claims ic JOIN articles a ON a.id = ic.article_id
JOIN article_versions v ON v.article_id = a.id WHERE ic.incident_key IN (SELECT value FROM json_each(?)) GROUP BY 1"""
_RULED = """
SELECT ic.incident_key, max(max(d.decided, coalesce(d.undone, ''))) FROM incident_claims ic
JOIN articles a ON a.id = ic.article_id JOIN decision_urls u ON u.url = a.url JOIN decisions d ON d.id = u.decision_id
WHERE ic.incident_key IN (SELECT value FROM json_each(?)) GROUP BY 1"""


def _changes(db: Database, incidents: Sequence[Incident]) -> dict[int, datetime]:
    """By key: when an article of the incident was last fetched in a new version, or an analyst ruled on it."""
    keys = json.dumps([incident.key for incident in incidents])
    found: dict[int, datetime] = {}
    for sql in (_FETCHED, _RULED):
        for key, moment in db.execute(sql, [keys]):
            if moment:
                found[key] = max(found.get(key, NO_TIME), _utc(moment))
    return found


def _utc(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.replace(microsecond=0)

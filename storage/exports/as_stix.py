"""A STIX 2.1 bundle: for each incident a report with the incident, its victim, attackers, malware and country.

An object's id is a hash of what its content depends on. Objects that many incidents share (a victim, a country, an
attacker) never change: another sector makes another identity. What belongs to one incident keeps the incident's id and
its dates.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any

import pycountry

from storage.exports import ransom_extension
from storage.exports.as_json import array, encoded
from storage.exports.exported import Exported
from storage.exports.galaxies import FAMILIES, cluster_of, sector_of
from storage.exports.identifiers import uuid_of
from storage.exports.words import one_line, summary_of, title_of, uri
from storage.incidents import IncidentActor

Object = dict[str, Any]

INCIDENT_CORE = "extension-definition--ef765651-680c-498d-9894-99799f2fa126"  # of OASIS's common objects
SHARED_SINCE = "2014-01-01T00:00:00.000Z"
MAKER = f"identity--{uuid_of('identity', 'ransomwire')}"
INCIDENT_TYPES = {  # of the extension's event-type-ov
    "ransomware": ["ransomware"],
    "extortion": ["data-exfiltration"],
    "breach": ["data-exfiltration"],
    "ddos": ["denial-of-service"],
    "none": ["undetermined"],
}
DETERMINATIONS = {"open": "suspected", "confirmed": "confirmed", "corrected": "confirmed", "rejected": "false-positive"}


def render(incidents: Iterable[Exported]) -> Iterator[bytes]:
    """The bundle's id is a hash of its objects, so it stands behind them: it is known when all are written."""
    digest = hashlib.sha256()
    yield b'{"type": "bundle", "objects": '
    yield from array(_each_once(incidents, digest.update))
    yield f', "id": "bundle--{uuid_of("bundle", digest.hexdigest())}"}}\n'.encode()


def _each_once(incidents: Iterable[Exported], look: Callable[[bytes], None]) -> Iterator[bytes]:
    """The objects, encoded; what incidents share stands where the first of them needs it."""
    seen: set[str] = set()
    common = (_maker(), ransom_extension.definition(MAKER, SHARED_SINCE))
    for o in chain(common, chain.from_iterable(map(_objects, incidents))):
        if o["id"] not in seen:
            seen.add(o["id"])
            content = encoded(o)
            look(content)
            yield content


def _objects(each: Exported) -> Iterator[Object]:
    told = list(_told(each))
    references = [o["id"] for o in told]
    yield from told
    yield _of_incident(
        each,
        "report",
        name=title_of(each.incident),
        description=summary_of(each),
        report_types=["threat-report"],
        published=_time(each.first),
        object_refs=references,
        external_references=_articles(each),
    )


def _told(each: Exported) -> Iterator[Object]:
    """Everything but the report."""
    incident = _incident(each)
    victim = _victim(each)
    yield from (incident, victim, _related(each, incident, "targets", victim))
    country = _country(each.incident.country)
    if country:
        yield from (country, _related(each, victim, "located-at", country))
    malware = _malware(each)
    if malware:
        yield from (
            malware,
            _related(each, incident, "related-to", malware),
            _related(each, malware, "targets", victim),
        )
    for actor in each.incident.actors:
        attacker = _attacker(actor)
        yield from (attacker, _related(each, incident, "attributed-to", attacker))
        yield _related(each, attacker, "targets", victim)
        if malware and actor.name == each.incident.actor:
            yield _related(each, attacker, "uses", malware)


def _incident(each: Exported) -> Object:
    incident = each.incident
    types = INCIDENT_TYPES[incident.kind] + (["ransomware-payment"] if incident.status == "paid" else [])
    core = {
        "extension_type": "property-extension",
        "determination": DETERMINATIONS[incident.review],
        "investigation_status": "closed" if incident.review == "rejected" else "open",
        "incident_types": types,
    }
    return _of_incident(
        each,
        "incident",
        name=title_of(incident),
        description=summary_of(each),
        confidence=round(100 * incident.score),
        external_references=[{"source_name": "ransomwire", "external_id": incident.id}, *_articles(each)],
        extensions={INCIDENT_CORE: core, ransom_extension.ID: ransom_extension.properties(each)},
    )


def _victim(each: Exported) -> Object:
    incident = each.incident
    sector = sector_of(incident.sector).stix
    return _shared(
        "identity",
        (incident.victim, incident.country, sector),
        name=one_line(incident.victim),
        identity_class="organization",
        **({"sectors": [sector]} if sector else {}),
    )


def _country(code: str | None) -> Object | None:
    if not code:
        return None
    found = pycountry.countries.get(alpha_2=code)
    return _shared("location", (code,), name=found.name if found else code, country=code)


def _attacker(actor: IncidentActor) -> Object:
    cluster = cluster_of(actor.uuid)
    reference = {"source_name": "misp-galaxy", "external_id": actor.uuid}
    if cluster:
        reference["description"] = cluster.tag
    return _shared(
        "intrusion-set",
        (actor.name, actor.uuid),
        name=one_line(actor.name),
        **({"external_references": [reference]} if actor.uuid else {}),
    )


def _malware(each: Exported) -> Object | None:
    """The family that a galaxy knows by the actor's name, else this incident's ransomware, which nobody names."""
    incident = each.incident
    if incident.kind != "ransomware":
        return None
    uuid = next((actor.uuid for actor in incident.actors if actor.name == incident.actor), None)
    cluster = cluster_of(uuid)
    if cluster and cluster.galaxy in FAMILIES:
        reference = {"source_name": "misp-galaxy", "external_id": uuid, "description": cluster.tag}
        named = {"name": cluster.value, "is_family": True, "external_references": [reference]}
        return _shared("malware", (cluster.value, uuid), malware_types=["ransomware"], **named)
    name = f"ransomware used by {one_line(incident.actor)}" if incident.actor else "unnamed ransomware"
    return _of_incident(each, "malware", name=name, malware_types=["ransomware"], is_family=False)


def _related(each: Exported, source: Object, relation: str, target: Object) -> Object:
    identity = f"relationship--{uuid_of(each.incident.id, source['id'], relation, target['id'])}"
    ends = {"relationship_type": relation, "source_ref": source["id"], "target_ref": target["id"]}
    return _versioned(each, "relationship", identity, ends)


def _articles(each: Exported) -> list[Object]:
    return [
        {"source_name": one_line(t.outlet) or "press", "url": uri(t.url), "description": one_line(t.title)}
        for t in each.incident.articles
    ]


def _of_incident(each: Exported, kind: str, **properties: Any) -> Object:
    """An object that changes with its incident."""
    identity = f"{kind}--{uuid_of(kind, each.incident.id)}"
    filled = {name: value for name, value in properties.items() if value != []}
    return _versioned(each, kind, identity, filled)


def _versioned(each: Exported, kind: str, identity: str, properties: Object) -> Object:
    """With the incident's dates, and taken back when an analyst rejected it."""
    revoked = {"revoked": True} if each.incident.review == "rejected" else {}
    return _object(kind, identity, _time(each.first), _time(each.changed), properties | revoked)


def _shared(kind: str, key: tuple[str | None, ...], **properties: Any) -> Object:
    """An object of many incidents; `key` is all that its properties are made of."""
    return _object(kind, f"{kind}--{uuid_of(kind, *key)}", SHARED_SINCE, SHARED_SINCE, properties)


def _maker() -> Object:
    properties = {"name": "ransomwire", "identity_class": "system"}
    return _object("identity", MAKER, SHARED_SINCE, SHARED_SINCE, properties)


def _object(kind: str, identity: str, created: str, modified: str, properties: Object) -> Object:
    common = {"type": kind, "spec_version": "2.1", "id": identity, "created_by_ref": MAKER}
    if identity == MAKER:
        del common["created_by_ref"]
    return common | {"created": created, "modified": modified} | properties


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")

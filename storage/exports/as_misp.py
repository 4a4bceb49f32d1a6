"""MISP: an event for each incident with ransom-negotiation, victim and report objects and the galaxies' tags.

Distribution is "your organisation only" and nothing is published: who loads the file decides that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from nlp.types import plain
from storage.exports.as_json import array, encoded
from storage.exports.exported import Exported
from storage.exports.galaxies import Cluster, cluster_of, country_cluster, sector_cluster
from storage.exports.identifiers import uuid_of
from storage.exports.words import one_line, summary_of, title_of, uri
from storage.incidents import Evidence, Telling

Values = list[tuple[str, str | None]]

# Object templates: UUID, version and meta-category of MISP's own; type and category of the attributes that we fill.
TEMPLATES = {
    "victim": ("a8806e40-39ad-435f-be02-ac2a13d6fc7d", "10", "misc"),
    "ransom-negotiation": ("FB72F951-DE2E-4B54-A570-8FC560A74B06", "2", "financial"),
    "report": ("70a68471-df22-4e3f-aa1a-5a3be19f82df", "8", "misc"),
}
ATTRIBUTES = {
    ("victim", "name"): ("target-org", "Targeting data"),
    ("victim", "regions"): ("target-location", "Targeting data"),
    ("victim", "sectors"): ("text", "Other"),
    ("victim", "classification"): ("text", "Other"),
    ("victim", "domain"): ("domain", "Network activity"),
    ("victim", "reference"): ("text", "Other"),
    ("ransom-negotiation", "initial_ransom"): ("float", "Other"),
    ("ransom-negotiation", "final_ransom"): ("float", "Other"),
    ("ransom-negotiation", "currency"): ("text", "Other"),
    ("ransom-negotiation", "value_EUR"): ("float", "Other"),
    ("ransom-negotiation", "data_stolen"): ("boolean", "Other"),
    ("ransom-negotiation", "Remarks"): ("text", "Other"),
    ("report", "title"): ("text", "Other"),
    ("report", "summary"): ("text", "Other"),
    ("report", "link"): ("link", "External analysis"),
    ("report", "type"): ("text", "Other"),
}
CORRELATED = frozenset({("victim", "name"), ("victim", "domain"), ("report", "link")})  # the rest match by chance
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)


def render(incidents: Iterable[Exported]) -> Iterator[bytes]:
    events = (encoded({"Event": _event(each)}) for each in incidents)
    return array(events, opening='{"response": ', closing="}")


def _event(each: Exported) -> dict[str, Any]:
    incident = each.incident
    return {
        "uuid": uuid_of("event", incident.id),
        "info": title_of(incident),
        "date": each.first.date().isoformat(),
        "timestamp": _stamp(each),
        "published": False,
        "analysis": "2" if incident.review in ("confirmed", "corrected") else "1",
        "threat_level_id": "4",
        "distribution": "0",
        "Orgc": {"name": "ransomwire", "uuid": uuid_of("organisation", "ransomwire")},
        "Tag": [{"name": name} for name in _tags(each)],
        "Attribute": [],
        "Object": list(_objects(each)),
    }


def _tags(each: Exported) -> Iterator[str]:
    incident = each.incident
    clusters: list[Cluster | None] = [cluster_of(actor.uuid) for actor in incident.actors]
    clusters += [country_cluster(incident.country), sector_cluster(incident.sector)]
    yield from dict.fromkeys(cluster.tag for cluster in clusters if cluster)
    yield f'ransomwire:kind="{incident.kind}"'
    yield f'ransomwire:status="{incident.status}"'
    yield f'ransomwire:review="{incident.review}"'


def _objects(each: Exported) -> Iterator[dict[str, Any]]:
    yield _object(each, "victim", "victim", _victim(each))
    negotiation = _negotiation(each)
    if negotiation:
        yield _object(each, "ransom-negotiation", "negotiation", negotiation)
    for telling in each.incident.articles:
        yield _object(each, "report", telling.url, _report(telling, each.incident.evidence))


def _victim(each: Exported) -> Values:
    incident = each.incident
    names = dict.fromkeys(one_line(form) for form in (incident.victim, *incident.victim_forms))
    domains = [name.lower() for name in names if _DOMAIN.fullmatch(name)]
    return [
        *(("name", name) for name in names),
        *(("domain", domain) for domain in domains),
        ("regions", incident.country),
        ("sectors", incident.sector),
        ("classification", "organization"),
        ("reference", incident.id),
    ]


def _negotiation(each: Exported) -> Values:
    """What is known of the ransom; the template has one currency, so a payment in another is told in words."""
    incident = each.incident
    if incident.amount is None and incident.paid is None and incident.status == "unknown":
        return []
    asked = incident.amount is not None
    in_one_currency = not asked or incident.paid_currency == incident.currency
    return [
        ("initial_ransom", plain(incident.amount)),
        ("final_ransom", plain(incident.paid) if in_one_currency else None),
        ("currency", incident.currency if asked else incident.paid_currency),
        ("value_EUR", plain(each.paid_eur) if in_one_currency else None),
        ("data_stolen", "1" if incident.kind in ("extortion", "breach") else None),
        ("Remarks", summary_of(each)),
    ]


def _report(telling: Telling, evidence: dict[str, Evidence]) -> Values:
    sentences = dict.fromkeys(each.sentence.strip() for each in evidence.values() if each.url == telling.url)
    return [
        ("title", one_line(telling.title)),
        ("link", uri(telling.url)),
        ("type", "Press"),
        *(("summary", sentence) for sentence in sentences),
    ]


def _object(each: Exported, name: str, key: str, values: Values) -> dict[str, Any]:
    uuid, version, category = TEMPLATES[name]
    identity = uuid_of("object", each.incident.id, name, key)
    filled = [(relation, value) for relation, value in values if value]
    return {
        "uuid": identity,
        "name": name,
        "meta-category": category,
        "template_uuid": uuid,
        "template_version": version,
        "timestamp": _stamp(each),
        "distribution": "5",  # the event's
        "Attribute": [_attribute(each, identity, name, relation, value) for relation, value in filled],
    }


def _attribute(each: Exported, parent: str, name: str, relation: str, value: str) -> dict[str, Any]:
    type_, category = ATTRIBUTES[name, relation]
    return {
        "uuid": uuid_of("attribute", parent, relation, value),
        "object_relation": relation,
        "type": type_,
        "category": category,
        "value": value,
        "to_ids": False,
        "disable_correlation": (name, relation) not in CORRELATED,
        "distribution": "5",
        "timestamp": _stamp(each),
    }


def _stamp(each: Exported) -> str:
    return str(int(each.changed.timestamp()))

import json

import pytest
import stix2
from stix2validator import ValidationOptions, validate_string

from storage.decisions import reject
from storage.exports.as_stix import INCIDENT_CORE
from storage.exports.exported import load_exported
from storage.queries import IncidentFilter
from tests.storage.exports.whole import render

# Codes: version 5 ids are meant so; the extension, not STIX, suggests what an incident relates to; pages have no hash.
INTENDED = ["103", "202", "302"]


@pytest.fixture
def objects(incidents):
    return json.loads(render("stix", incidents))["objects"]


def of(objects, kind, **wanted):
    return [o for o in objects if o["type"] == kind and wanted.items() <= o.items()]


def ends(objects):
    names = {o["id"]: o.get("name") for o in objects}
    return {
        (names[r["source_ref"]], r["relationship_type"], names[r["target_ref"]]) for r in of(objects, "relationship")
    }


def test_the_bundle_is_valid_and_the_library_reads_it(incidents):
    content = render("stix", incidents).decode()
    result = validate_string(content, ValidationOptions(version="2.1", strict=True, disabled=INTENDED))
    assert [error.message for error in result.errors] == []
    assert len(stix2.parse(content).objects) == len(json.loads(content)["objects"])


def test_a_rejected_incident_is_revoked_with_all_that_is_its_own(told):
    reject(told, "xperthis", who="ann")
    content = render("stix", load_exported(told, IncidentFilter(victim="xperthis", rejected=True)))
    result = validate_string(content.decode(), ValidationOptions(version="2.1", strict=True, disabled=INTENDED))
    assert [error.message for error in result.errors] == []
    revoked = {o["type"] for o in json.loads(content)["objects"] if o.get("revoked")}
    assert revoked == {"report", "incident", "relationship"}


def test_an_empty_bundle_is_valid(incidents):
    content = render("stix", []).decode()
    assert validate_string(content, ValidationOptions(version="2.1", disabled=INTENDED)).is_valid


def test_an_incident_has_its_attacker_victim_malware_and_country(objects):
    victim = '=Clinic "Nord" <script>'
    incident = f"{victim}: ransomware attack by Akira, 1,500,000 USD, 750,000 USD paid"
    assert {end for end in ends(objects) if victim in end[0] + end[2] or end[0] == "Akira"} == {
        (incident, "targets", victim),
        (incident, "attributed-to", "Akira"),
        (incident, "related-to", "Akira"),
        ("Akira", "targets", victim),
        ("Akira", "uses", "Akira"),
        (victim, "located-at", "France"),
    }
    assert of(objects, "malware", name="Akira")[0]["is_family"] is True
    assert of(objects, "identity", name=victim)[0]["sectors"] == ["healthcare"]


def test_an_incident_carries_the_incident_core_extension_and_the_demand(objects):
    incident = next(o for o in of(objects, "incident") if o["name"].startswith("Xperthis"))
    assert incident["extensions"][INCIDENT_CORE] == {
        "extension_type": "property-extension",
        "determination": "confirmed",
        "investigation_status": "open",
        "incident_types": ["data-exfiltration"],
    }
    (ransom,) = (e for key, e in incident["extensions"].items() if key != INCIDENT_CORE)
    assert (ransom["demand"], ransom["demand_currency"], ransom["ransom_status"]) == ("15000", "EUR", "refused")


def test_a_report_names_every_object_of_its_incident(objects):
    ids = {o["id"] for o in objects}
    reports = of(objects, "report")
    assert len(reports) == 3
    assert all(set(report["object_refs"]) <= ids for report in reports)


def test_an_object_keeps_its_id_whatever_else_is_exported(told, objects):
    alone = json.loads(render("stix", load_exported(told, IncidentFilter(victim="xperthis"))))["objects"]
    assert all(o in objects for o in alone)


def test_an_incident_that_was_ruled_on_is_a_newer_version(objects):
    incident = next(o for o in of(objects, "incident") if o["name"].startswith("Xperthis"))
    assert incident["created"] == "2014-06-01T00:00:00.000Z"
    assert incident["modified"] == "2026-11-03T09:30:00.000Z"

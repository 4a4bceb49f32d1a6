import json
from pathlib import Path

import jsonschema
import pytest

from tests.storage.exports.whole import render

SCHEMA = json.loads(Path(__file__).with_name("veris-1.3.5.json").read_text())


@pytest.fixture
def records(incidents):
    return {record["victim"]["victim_id"]: record for record in json.loads(render("veris", incidents))}


def test_every_record_is_valid(records):
    for record in records.values():
        jsonschema.validate(record, SCHEMA, cls=jsonschema.Draft4Validator)


def test_ransomware_is_malware_and_extortion_an_act_on_people(records):
    assert records['=Clinic "Nord" <script>\x07']["action"]["malware"]["variety"] == ["Ransomware"]
    assert records["Xperthis"]["action"]["social"]["variety"] == ["Extortion"]


def test_what_was_paid_is_the_loss_and_a_demand_is_none(records):
    assert records['=Clinic "Nord" <script>\x07']["impact"]["overall_amount"] == 750000
    assert "impact" not in records["Xperthis"]
    assert records["Xperthis"]["plus"]["ransom"]["demand"] == "15000"


def test_an_incident_without_a_date_has_no_place_in_veris(records):
    assert "stad.example.be" not in records

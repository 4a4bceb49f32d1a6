"""The property extension that carries what STIX has no place for: the demand, the payment and how it stands."""

from __future__ import annotations

from typing import Any

from nlp.types import plain
from storage.exports.exported import Exported
from storage.exports.identifiers import uuid_of

VERSION = "1.0.0"
ID = f"extension-definition--{uuid_of('extension-definition', 'ransom', VERSION)}"
SCHEMA = (
    "Properties, all optional but extension_type and ransom_status; sums are strings of decimal digits, currencies "
    "ISO 4217 codes or BTC, XMR, ETH. ransom_status: demanded, paid, refused or unknown. victim_names: every name "
    "printed. demand, demand_low, demand_high, demand_currency: the first demand, and the range that outlets give. "
    "demand_eur: its value on the day it was first published. paid, paid_currency, paid_eur: what was paid. "
    "payment_currency: what was to be paid in, when that is another currency than the demand's. disputed: names of "
    "the fields on which articles differ."
)


def definition(maker: str, since: str) -> dict[str, Any]:
    return {
        "type": "extension-definition",
        "spec_version": "2.1",
        "id": ID,
        "created_by_ref": maker,
        "created": since,
        "modified": since,
        "name": "Ransom",
        "description": "What was demanded of the victim of an incident, and what came of it.",
        "schema": SCHEMA,
        "version": VERSION,
        "extension_types": ["property-extension"],
    }


def properties(each: Exported) -> dict[str, Any]:
    incident = each.incident
    values: dict[str, Any] = {
        "extension_type": "property-extension",
        "ransom_status": incident.status,
        "victim_names": list(incident.victim_forms),
        "demand": plain(incident.amount),
        "demand_low": plain(incident.amount_low),
        "demand_high": plain(incident.amount_high),
        "demand_currency": incident.currency,
        "demand_eur": plain(each.amount_eur),
        "paid": plain(incident.paid),
        "paid_currency": incident.paid_currency,
        "paid_eur": plain(each.paid_eur),
        "payment_currency": incident.payment,
        "disputed": [conflict.field for conflict in incident.conflicts],
    }
    return {name: value for name, value in values.items() if value not in (None, [])}

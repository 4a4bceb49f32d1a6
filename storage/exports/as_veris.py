"""VERIS: the incidents in the community schema 1.3.5, one JSON array as the VCDB's own joined file.

What the press does not say is "Unknown", as the schema asks. The schema needs a year, so an incident without any date
is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from nlp.types import Kind, plain
from storage.exports.as_json import array, encoded
from storage.exports.exported import Exported
from storage.exports.galaxies import sector_of
from storage.exports.words import summary_of

SCHEMA_VERSION = "1.3.5"
UNKNOWN = ["Unknown"]
CONFIRMED = {"open": "Suspected", "confirmed": "Confirmed", "corrected": "Confirmed", "rejected": "False positive"}
ACTIONS: dict[Kind, dict[str, Any]] = {
    "ransomware": {"malware": {"variety": ["Ransomware"], "vector": UNKNOWN}},
    "extortion": {
        "hacking": {"variety": UNKNOWN, "vector": UNKNOWN},
        "social": {"variety": ["Extortion"], "vector": UNKNOWN, "target": UNKNOWN},
    },
    "breach": {"hacking": {"variety": UNKNOWN, "vector": UNKNOWN}},
    "ddos": {"hacking": {"variety": ["DoS"], "vector": UNKNOWN}},
    "none": {"unknown": {}},
}
ATTRIBUTES: dict[Kind, dict[str, Any]] = {
    "ransomware": {"availability": {"variety": ["Obscuration"]}, "confidentiality": {"data_disclosure": "Unknown"}},
    "extortion": {"confidentiality": {"data_disclosure": "Potentially"}},
    "breach": {"confidentiality": {"data_disclosure": "Yes"}},
    "ddos": {"availability": {"variety": ["Interruption"]}},
    "none": {"unknown": {}},
}
COINS = {"BTC": "XBT", "ETH": "Ether", "LTC": "Litecoin", "XMR": "XMR", "BCH": "BCH", "ZEC": "ZEC"}
# The ISO 4217 codes that the schema lists and that a ransom was ever told in; the others go into `plus` only.
CURRENCIES = frozenset(
    (
        "AED", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "JPY",
        "KES", "KRW", "MAD", "MXN", "MYR", "NGN", "NOK", "NZD", "PHP", "PLN", "RUB", "SAR", "SEK", "SGD", "THB", "TND",
        "TRY", "TWD", "UAH", "USD", "VND", "XAF", "XOF", "ZAR",
    )
)  # fmt: skip


def render(incidents: Iterable[Exported]) -> Iterator[bytes]:
    return array(encoded(_incident(each)) for each in incidents if each.is_dated)


def _incident(each: Exported) -> dict[str, Any]:
    incident = each.incident
    impact = _impact(each)
    return {
        "schema_version": SCHEMA_VERSION,
        "incident_id": incident.id,
        "source_id": "ransomwire",
        "security_incident": CONFIRMED[incident.review],
        "confidence": _confidence(incident.score),
        "summary": summary_of(each),
        "reference": "; ".join(telling.url for telling in incident.articles),
        "timeline": {"incident": {"year": each.first.year, "month": each.first.month}},
        "victim": _victim(each),
        "actor": _actor(each),
        "action": ACTIONS[incident.kind],
        "asset": {"assets": [{"variety": "Unknown"}], "cloud": UNKNOWN},
        "attribute": ATTRIBUTES[incident.kind],
        "discovery_method": {"unknown": True},
        "targeted": "Unknown",
        **({"impact": impact} if impact else {}),
        "plus": {"ransom": _ransom(each)},
    }


def _victim(each: Exported) -> dict[str, Any]:
    incident = each.incident
    industry = sector_of(incident.sector).naics or "00"
    return {
        "victim_id": incident.victim,
        "country": [incident.country or "Unknown"],
        "employee_count": "Unknown",
        "industry": industry,
        "government": UNKNOWN if industry.startswith("92") else ["NA"],
    }


def _actor(each: Exported) -> dict[str, Any]:
    incident = each.incident
    asks_money = incident.kind in ("ransomware", "extortion") or incident.amount is not None
    names = [actor.name for actor in incident.actors]
    return {
        "external": {
            "variety": ["Organized crime"] if asks_money else UNKNOWN,
            "motive": ["Financial"] if asks_money else UNKNOWN,
            "country": UNKNOWN,
            **({"name": names} if names else {}),
        }
    }


def _impact(each: Exported) -> dict[str, Any] | None:
    """What was lost is what was paid; a demand alone is no loss."""
    incident = each.incident
    currency = incident.paid_currency or ""
    code = COINS.get(currency, currency if currency in CURRENCIES else None)
    if incident.paid is None or code is None:
        return None
    amount = float(incident.paid)
    loss = {"variety": "Asset and fraud", "amount": amount}
    return {"overall_rating": "Unknown", "overall_amount": amount, "iso_currency_code": code, "loss": [loss]}


def _ransom(each: Exported) -> dict[str, Any]:
    """Under `plus`, where the schema has users put what it has no field for."""
    incident = each.incident
    values = {
        "status": incident.status,
        "demand": plain(incident.amount),
        "demand_currency": incident.currency,
        "demand_eur": plain(each.amount_eur),
        "paid": plain(incident.paid),
        "paid_currency": incident.paid_currency,
        "paid_eur": plain(each.paid_eur),
    }
    return {name: value for name, value in values.items() if value is not None}


def _confidence(score: float) -> str:
    return "High" if score >= 0.9 else "Medium" if score >= 0.6 else "Low"

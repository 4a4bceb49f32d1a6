"""A small store that has everything an export must carry: languages, currencies, hostile words."""

from datetime import UTC, datetime

import pytest

from nlp.types import Amount, ClaimAmount
from storage.decisions import confirm
from storage.exports.exported import load_exported
from storage.queries import IncidentFilter
from storage.rates import load_rates
from storage.resolve import resolve
from tests.storage.tell import claim, tell

AKIRA = "74f4aa81-d494-41b0-90dd-b5958fa4a822"
RATES = (
    "Date,USD,GBP,RUB,\n2024-03-04,1.0848,0.85575,N/A,\n2024-03-01,1.0813,0.85520,N/A,\n2014-05-30,1.3607,N/A,47.2,\n"
)


@pytest.fixture
def told(store, tmp_path):
    tell(
        store,
        "https://a.example/xperthis",
        claim("Xperthis", amount="15000", currency="EUR", actor="Rex Mundi", status="demanded", country="BE",
              sector="IT", score=0.9),
        kind="extortion", language="fr", published="2014-06-01", title="Xperthis victime d'un chantage",
    )  # fmt: skip
    tell(
        store,
        "https://b.example/xperthis",
        claim("Xperthis", amount="20000", currency="USD", actor="Rex Mundi", status="refused", score=0.7),
        kind="extortion", language="nl", published="2014-06-03",
    )  # fmt: skip
    paid = ClaimAmount(Amount(claim("x", amount="750000").amount, "USD"), "paid", (0, 1))
    tell(
        store,
        "https://a.example/clinic?a=1&b=<2>",
        claim('=Clinic "Nord" <script>\x07', amount="1500000", currency="USD", actor="Akira", actor_uuid=AKIRA,
              status="paid", country="FR", sector="Health", amounts=(paid,)),
        published="2024-03-03",
    )  # fmt: skip
    tell(store, "https://c.example/ddos", claim("stad.example.be"), kind="ddos", published=None)
    resolve(store)
    (tmp_path / "eurofxref-hist.csv").write_text(RATES)
    load_rates(store, tmp_path / "eurofxref-hist.csv")
    confirm(store, "xperthis", who="ann", at=datetime(2026, 11, 3, 9, 30, tzinfo=UTC))
    return store


@pytest.fixture
def incidents(told):
    return list(load_exported(told, IncidentFilter()))

"""An incident: one attack on one victim, whatever number of articles and languages tell of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from nlp.types import Claim, Kind, Status, plain

Review = Literal["open", "confirmed", "corrected", "rejected"]
DecidedBy = Literal["rule", "analyst"]


@dataclass(frozen=True)
class Telling:
    """What one article says of one incident: a claim at an address. A copy at another address tells again."""

    claim_id: int
    article_id: int
    version_id: int
    url: str
    source: str | None  # name of the source; None for an article that was ingested
    outlet: str  # the source's name, else the host
    title: str
    language: str | None
    published: date | None
    kind: Kind
    claim: Claim
    position: int = 0  # of the claim within its article, from 0
    ordinal: int = 0  # among the article's claims on the same victim: two attacks may be told of at once
    hints: dict[str, Any] = field(default_factory=dict)  # of storage/hints.py
    near: dict[int, float] = field(default_factory=dict)  # versions that print nearly this text, and how nearly
    handle: str = ""  # the incident's id, if this telling stood first in it
    join_score: float = 1.0
    reason: str = ""  # why it is told of this incident, in words
    decided_by: DecidedBy = "rule"


@dataclass(frozen=True)
class IncidentActor:
    """An actor that at least one article names."""

    name: str
    uuid: str | None  # of the MISP galaxy's cluster
    articles: int  # how many name it
    first_named: date | None


@dataclass(frozen=True)
class StatusChange:
    """From that article on, the press says this."""

    published: date | None
    status: Status
    url: str


@dataclass(frozen=True)
class Evidence:
    """The best sentence for a field, with the article that has it."""

    url: str
    sentence: str
    value: str


@dataclass(frozen=True)
class Conflict:
    """A field on which articles differ: each value with its number of articles, the most told first."""

    field: str
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Incident:
    """The deduplicated row, and what it is made of. Every value is one that an article or an analyst gave."""

    id: str  # "xperthis-7f3kq2": stable, and older ids of the same incident lead to it too
    key: int  # the incident's number in the tables, from the same hash as the id
    victim: str  # the fullest name
    victim_forms: tuple[str, ...]  # every name printed, the most frequent first
    actor: str | None  # canonical name of the actor that most articles name
    actors: tuple[IncidentActor, ...]
    amount: Decimal | None  # the first demand, in whole units of `currency`
    currency: str | None
    amount_low: Decimal | None  # the range over all articles' first demands in that currency
    amount_high: Decimal | None
    paid: Decimal | None
    paid_currency: str | None
    payment: str | None  # currency of payment when it is not that of the amount
    status: Status  # where it stands after the last article that says
    status_history: tuple[StatusChange, ...]
    kind: Kind
    country: str | None  # ISO 3166-1 alpha-2, of the victim
    sector: str | None  # MISP's sector galaxy
    first_published: date | None  # of articles that report it; recalls count only when there is nothing else
    last_published: date | None  # of all articles
    outlets: int  # with a text of their own
    copies: int  # outlets beside these that only print another's text, as agency copy is printed
    languages: tuple[str, ...]
    evidence: dict[str, Evidence]
    conflicts: tuple[Conflict, ...]
    score: float  # probability that the row tells of a real attack on this victim
    review: Review
    tellings: tuple[Telling, ...] = ()  # oldest first

    @property
    def articles(self) -> tuple[Telling, ...]:
        """One telling for each address, oldest first."""
        return tuple({telling.url: telling for telling in reversed(self.tellings)}.values())[::-1]

    def to_json(self) -> dict[str, Any]:
        """As `incidents --format json` prints it; absent is null, sums are strings."""
        return {
            "id": self.id,
            "victim": self.victim,
            "victim_forms": list(self.victim_forms),
            "actor": self.actor,
            "actors": [
                {"name": a.name, "uuid": a.uuid, "articles": a.articles, "first_named": iso(a.first_named)}
                for a in self.actors
            ],
            "amount": plain(self.amount),
            "currency": self.currency,
            "amount_low": plain(self.amount_low),
            "amount_high": plain(self.amount_high),
            "paid": plain(self.paid),
            "paid_currency": self.paid_currency,
            "payment": self.payment,
            "status": self.status,
            "status_history": [
                {"published": iso(s.published), "status": s.status, "url": s.url} for s in self.status_history
            ],
            "kind": self.kind,
            "country": self.country,
            "sector": self.sector,
            "first_published": iso(self.first_published),
            "last_published": iso(self.last_published),
            "outlets": self.outlets,
            "copies": self.copies,
            "languages": list(self.languages),
            "score": round(self.score, 4),
            "review": self.review,
            "conflicts": [{"field": c.field, "values": [list(value) for value in c.values]} for c in self.conflicts],
            "evidence": {
                name: {"url": e.url, "sentence": e.sentence, "value": e.value} for name, e in self.evidence.items()
            },
            "articles": [
                {"url": t.url, "source": t.outlet, "language": t.language, "title": t.title,
                 "published": iso(t.published)}
                for t in self.articles
            ],
            "claims": [
                {"url": t.url, "victim": t.claim.victim, "actor": t.claim.actor, "amount": plain(t.claim.amount),
                 "currency": t.claim.currency, "payment": t.claim.payment, "status": t.claim.status,
                 "primary": t.claim.primary, "score": t.claim.score, "join_score": round(t.join_score, 4),
                 "reason": t.reason}
                for t in self.tellings
            ],
        }  # fmt: skip


def iso(value: date | None) -> str | None:
    return value.isoformat() if value else None

"""Make an incident's row of its tellings: every value is one that an article gave; differences stay visible."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import prod
from typing import Any, TypeVar

from nlp.types import Kind, plain
from storage.copies import copied_from
from storage.identity import handle_of, key_of, precedence
from storage.incidents import Conflict, Evidence, Incident, IncidentActor, StatusChange, Telling
from storage.names import fullest, victim_key

T = TypeVar("T")
_KIND_RANK: dict[Kind, int] = {"ransomware": 4, "extortion": 3, "ddos": 2, "breach": 1, "none": 0}
_RECALL_WEIGHT = 0.25  # an aside in a later article, against a report


def incident_of(tellings: Iterable[Telling]) -> Incident:
    """The row of one cluster of tellings, which may come in any order."""
    told = sorted(tellings, key=precedence)
    in_time = tuple(sorted(told, key=lambda t: (t.published or date.max, precedence(t))))
    reports = [t for t in told if t.claim.primary and t.published] or [t for t in told if t.published]
    forms = Counter(form for t in told for form in (t.claim.victim, *t.claim.aliases))
    history, actors, paid = _status_history(in_time), _actors(in_time), _first_sum(in_time, "paid")
    amount, currency, low, high = _demand(in_time)
    copies = copied_from(told)
    outlets, voices = {t.outlet for t in told}, {t.outlet for t in told if t.url not in copies}
    located = [t for t in told if t.claim.country_origin != "outlet"]  # where an outlet stands is the weakest ground
    incident = Incident(
        id=handle_of(told[0]),
        key=key_of(told[0]),
        victim=fullest(dict.fromkeys(forms, 0.0) | _weights(told, lambda t: t.claim.victim)),
        victim_forms=tuple(sorted(forms, key=lambda form: (-forms[form], form))),
        actor=actors[0].name if actors else None,
        actors=actors,
        amount=amount,
        currency=currency,
        amount_low=low,
        amount_high=high,
        paid=paid[0] if paid else None,
        paid_currency=paid[1] if paid else None,
        payment=_most_told(told, lambda t: t.claim.payment),
        status=history[-1].status if history else "unknown",
        status_history=history,
        kind=_kind(told),
        country=_most_told(located, lambda t: t.claim.country) or _most_told(told, lambda t: t.claim.country),
        sector=_most_told(told, lambda t: t.claim.sector),
        first_published=min((t.published for t in reports if t.published), default=None),
        last_published=max((t.published for t in told if t.published), default=None),
        outlets=len(voices),
        copies=len(outlets - voices),
        languages=tuple(sorted({t.language for t in told if t.language})),
        evidence={},
        conflicts=_conflicts(told),
        score=1 - prod(1 - min(max(t.claim.score, 0.0), 1.0) for t in told),
        review="open",
        tellings=in_time,
    )
    return replace(incident, evidence=_evidence(incident, told))


def _weight(telling: Telling) -> float:
    return telling.claim.score * (1.0 if telling.claim.primary else _RECALL_WEIGHT) + 1e-6


def _weights(told: Iterable[Telling], of: Callable[[Telling], T | None]) -> dict[T, float]:
    """How much speaks for each value. Sums are rounded: the order of adding floats must not decide."""
    weights: dict[T, float] = defaultdict(float)
    for telling in told:
        value = of(telling)
        if value is not None:
            weights[value] += _weight(telling)
    return {value: round(weight, 6) for value, weight in weights.items()}


def _most_told(told: Iterable[Telling], of: Callable[[Telling], T | None]) -> T | None:
    weights = _weights(told, of)
    return max(weights, key=lambda value: (weights[value], str(value)), default=None)


def _kind(told: Iterable[Telling]) -> Kind:
    kinds: dict[Kind, float] = _weights(told, lambda t: t.kind)
    return max(kinds, key=lambda kind: (kinds[kind], _KIND_RANK[kind]))


def actor_of(telling: Telling) -> str | None:
    return telling.claim.actor_name or telling.claim.actor


def _actors(told: Sequence[Telling]) -> tuple[IncidentActor, ...]:
    weights = _weights(told, actor_of)
    actors = []
    for name in sorted(weights, key=lambda name: (-weights[name], name)):
        naming = [t for t in told if actor_of(t) == name]
        uuid = min((t.claim.actor_uuid for t in naming if t.claim.actor_uuid), default=None)
        first = min((t.published for t in naming if t.published), default=None)
        actors.append(IncidentActor(name, uuid, len({t.url for t in naming}), first))
    return tuple(actors)


def _demand(told: Sequence[Telling]) -> tuple[Decimal | None, str | None, Decimal | None, Decimal | None]:
    """The demand in the currency and with the figure that most tellings give, and the range in that currency."""
    demanded = [t for t in told if t.claim.amount is not None and not _is_payment(t)]
    demanded = demanded or [t for t in told if t.claim.amount is not None]
    best = _most_told(demanded, lambda t: (t.claim.amount, t.claim.currency))
    if best is None:
        return None, None, None, None
    amount, currency = best
    figures = [t.claim.amount for t in told if t.claim.amount is not None and t.claim.currency == currency]
    figures += [
        a.amount.value for t in told for a in t.claim.amounts if a.role == "demand" and a.amount.currency == currency
    ]
    return amount, currency, min(figures), max(figures)


def _is_payment(telling: Telling) -> bool:
    """Is the claim's amount what was paid, because the article tells of no demand?"""
    roles = [a.role for a in telling.claim.amounts if a.amount.value == telling.claim.amount]
    return roles[:1] == ["paid"]


def _first_sum(told: Sequence[Telling], role: str) -> tuple[Decimal, str] | None:
    sums = [(a.amount.value, a.amount.currency) for t in told for a in t.claim.amounts if a.role == role]
    counts = Counter(sums)
    return max(counts, key=lambda money: (counts[money], -sums.index(money)), default=None)


def _status_history(told: Sequence[Telling]) -> tuple[StatusChange, ...]:
    """Each change of status in the order of publication; "demanded" never takes back "paid" or "refused"."""
    history: list[StatusChange] = []
    for telling in told:
        status = telling.claim.status
        if status == "unknown" or (history and status in {history[-1].status, "demanded"}):
            continue
        history.append(StatusChange(telling.published, status, telling.url))
    return tuple(history)


def _conflicts(told: Sequence[Telling]) -> tuple[Conflict, ...]:
    fields: dict[str, Callable[[Telling], str | None]] = {
        "actor": actor_of,
        "country": lambda t: t.claim.country if t.claim.country_origin != "outlet" else None,
        "kind": lambda t: t.kind,
    }
    currencies = sorted({t.claim.currency for t in told if t.claim.currency})
    for code in currencies:
        fields[f"amount in {code}"] = lambda t, code=code: plain(t.claim.amount) if t.claim.currency == code else None  # type: ignore[misc]
    conflicts = []
    for name, of in fields.items():
        counts = Counter(value for _, value in {(t.url, of(t)) for t in told} if value is not None)
        if len(counts) > 1:
            ranked = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
            conflicts.append(Conflict(name, tuple((str(value), count) for value, count in ranked)))
    return tuple(conflicts)


def _evidence(incident: Incident, told: Sequence[Telling]) -> dict[str, Evidence]:
    """For each field the sentence that gives the incident's value, of the surest telling."""
    fields: dict[str, tuple[object, Callable[[Telling], object], str]] = {
        "victim": (victim_key(incident.victim), lambda t: victim_key(t.claim.victim), incident.victim),
        "actor": (incident.actor, actor_of, str(incident.actor)),
        "amount": (
            incident.amount and (incident.amount, incident.currency),
            lambda t: (t.claim.amount, t.claim.currency),
            f"{plain(incident.amount)} {incident.currency}",
        ),
        "payment": (incident.payment, lambda t: t.claim.payment, str(incident.payment)),
        "status": (incident.status, lambda t: t.claim.status, incident.status),
    }
    evidence: dict[str, Evidence] = {}
    for name, (value, of, printed) in fields.items():
        sayers = [t for t in told if of(t) == value and name in _sentences(t)]
        if value not in (None, "unknown") and sayers:
            best = min(sayers, key=lambda t: (not t.claim.primary, -t.claim.score, precedence(t)))
            evidence[name] = Evidence(best.url, _sentences(best)[name], printed)
    return evidence


def _sentences(telling: Telling) -> dict[str, Any]:
    sentences: dict[str, Any] = telling.hints.get("sentences", {})
    return sentences

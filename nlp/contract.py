"""The JSON that goes in and out of `extract` and `ingest`: readings that travel between machines.

The names of the keys are relied on from outside; DESIGN.md lists them. A line says more than it
must (`aliases`, `amounts`, `rules`, `model`, …), so that a reading made elsewhere is stored whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar, cast, get_args

from nlp.types import (
    KINDS,
    LABELS,
    STATUSES,
    Amount,
    AmountRole,
    Article,
    Claim,
    ClaimAmount,
    Kind,
    Label,
    Mention,
    Reading,
    Span,
    Status,
    full_text,
    plain,
)

T = TypeVar("T")
SCORE_DIGITS = 4


class ContractError(ValueError):
    """A line of JSON that is not what `extract` and `ingest` take; one sentence with the remedy."""


def reading_to_json(reading: Reading, *, id: str, article: Article | None = None) -> dict[str, Any]:
    """Write what was read as one line's object; with the article its text goes along, for `ingest` elsewhere."""
    line: dict[str, Any] = {"id": id}
    if article is not None:
        published = article.published.isoformat() if article.published else None
        line |= {"url": article.url, "title": article.title, "text": article.text, "published": published}
    return line | {
        "language": reading.language,
        "kind": reading.kind,
        "kind_score": _score(reading.kind_score),
        "mentions": [_mention_to_json(mention) for mention in reading.mentions],
        "incidents": [_claim_to_json(claim) for claim in reading.claims],
        "model": reading.model,
    }


def _score(value: float) -> float:
    return round(float(value), SCORE_DIGITS)


def _mention_to_json(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "label": mention.label,
        "text": mention.text,
        "score": _score(mention.score),
    }


def _claim_to_json(claim: Claim) -> dict[str, Any]:
    return {
        "victim": claim.victim,
        "actor": claim.actor,
        "amount": plain(claim.amount),
        "currency": claim.currency,
        "payment": claim.payment,
        "status": claim.status,
        "primary": claim.primary,
        "score": _score(claim.score),
        "evidence": {name: list(span) for name, span in claim.evidence.items()},
        "aliases": list(claim.aliases),
        "actor_name": claim.actor_name,
        "actor_uuid": claim.actor_uuid,
        "amounts": [_claim_amount_to_json(amount) for amount in claim.amounts],
        "country": claim.country,
        "country_origin": claim.country_origin,
        "sector": claim.sector,
        "rules": dict(claim.rules),
    }


def _claim_amount_to_json(given: ClaimAmount) -> dict[str, Any]:
    amount = given.amount
    return {
        "amount": plain(amount.value),
        "currency": amount.currency,
        "low": plain(amount.low),
        "high": plain(amount.high),
        "about": amount.about,
        "role": given.role,
        "span": list(given.span),
    }


def article_from_json(obj: Any, *, id: str) -> Article:
    """Read the article of one line; `id` names it in the error. Raises ContractError.

    An article without an address gets one made from its words, the same whenever it comes again.

    >>> article_from_json({"title": "T", "text": "Body."}, id="a1").url
    'urn:ransomwire:a2e5069d78a71ad2c6b0'
    """
    if not isinstance(obj, Mapping):
        raise ContractError(f'{id}: expected an object with "title" and "text", got {_kind_of(obj)}')
    if "incidents" in obj and "text" not in obj:
        raise ContractError(f"{id}: a reading without its text; write it with `ransomwire extract --with-text`")
    line = _Fields(obj, f"{id}: ")
    title, text = line.text("title"), line.text("text")
    if not title.strip() and not text.strip():
        raise ContractError(f'{id}: "title" and "text" are both empty; give at least one of them')
    return Article(
        url=line.optional("url", str) or made_up_address(title, text),
        title=title,
        text=text,
        language=line.optional("language", str),
        published=line.day("published"),
        modified=line.day("modified"),
        source=line.optional("source", str),
        author=line.optional("author", str),
        section=line.optional("section", str),
    )


def made_up_address(title: str, text: str) -> str:
    """Give an article without an address one that depends on its words alone."""
    return f"urn:ransomwire:{hashlib.sha256(full_text(title, text).encode()).hexdigest()[:20]}"


def reading_from_json(obj: Mapping[str, Any]) -> Reading | None:
    """Read the reading of one line; None when it has none. Raises ContractError.

    >>> reading_from_json({"title": "T", "text": "Body."}) is None
    True
    """
    if "kind" not in obj and "incidents" not in obj:
        return None
    line = _Fields(obj, "")
    end = len(full_text(line.text("title"), line.text("text")))
    claims = tuple(_claim_from_json(item, end) for item in line.objects("incidents"))
    return Reading(
        language=line.optional("language", str),
        kind=cast(Kind, line.one_of("kind", KINDS)),
        kind_score=line.number("kind_score"),
        mentions=tuple(_mention_from_json(item, end) for item in line.objects("mentions")),
        claims=claims,
        model=line.optional("model", str) or "given",
    )


def _mention_from_json(obj: Mapping[str, Any], end: int) -> Mention:
    line = _Fields(obj, "a mention: ")
    start, stop = _span([obj.get("start"), obj.get("end")], end, line.where)
    label = cast(Label, line.one_of("label", LABELS))
    return Mention(start, stop, label, line.text("text"), line.number("score"))


def _claim_from_json(obj: Mapping[str, Any], end: int) -> Claim:
    line = _Fields(obj, "an incident: ")
    evidence = line.mapping("evidence")
    return Claim(
        victim=line.text("victim"),
        aliases=tuple(line.texts("aliases")),
        actor=line.optional("actor", str),
        actor_name=line.optional("actor_name", str) or line.optional("actor", str),
        actor_uuid=line.optional("actor_uuid", str),
        amount=line.sum("amount"),
        currency=line.optional("currency", str),
        payment=line.optional("payment", str),
        status=cast(Status, line.one_of("status", STATUSES, default="unknown")),
        primary=bool(obj.get("primary", True)),
        score=line.number("score"),
        amounts=tuple(_claim_amount_from_json(item, end) for item in line.objects("amounts")),
        country=line.optional("country", str),
        country_origin=line.optional("country_origin", str),
        sector=line.optional("sector", str),
        evidence={name: _span(span, end, line.where) for name, span in evidence.items() if span is not None},
        rules={name: str(rule) for name, rule in line.mapping("rules").items()},
    )


def _claim_amount_from_json(obj: Mapping[str, Any], end: int) -> ClaimAmount:
    line = _Fields(obj, "an amount: ")
    value, currency = line.sum("amount"), line.optional("currency", str)
    if value is None or currency is None:
        raise ContractError('an amount: "amount" and "currency" must both be there')
    return ClaimAmount(
        Amount(value, currency, line.sum("low"), line.sum("high"), bool(obj.get("about", False))),
        cast(AmountRole, line.one_of("role", get_args(AmountRole))),
        _span(obj.get("span"), end, line.where),
    )


def _span(value: Any, end: int, where: str) -> Span:
    """Check that a place lies within the text: two whole numbers, the first before the second."""
    match value:
        case [int(start), int(stop)] if 0 <= start < stop <= end:
            return start, stop
    raise ContractError(f"{where}expected a place within the text's {end} characters, got {value!r}")


class _Fields:
    """One object's values, each checked as it is taken; `where` begins the sentence when one is wrong."""

    def __init__(self, obj: Mapping[str, Any], where: str) -> None:
        self.obj, self.where = obj, where

    def optional(self, name: str, kind: type[T]) -> T | None:
        value = self.obj.get(name)
        if value is None:
            return None
        if not isinstance(value, kind):
            raise ContractError(f'{self.where}expected "{name}" to be {_name_of(kind)}, got {_kind_of(value)}')
        if isinstance(value, str):
            self._check_encodable(name, value)
        return value

    def _check_encodable(self, name: str, value: str) -> None:
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ContractError(f'{self.where}"{name}" holds half a character (a lone surrogate)') from None

    def text(self, name: str) -> str:
        value = self.optional(name, str)
        if value is None:
            raise ContractError(f'{self.where}"{name}" is missing')
        return value

    def texts(self, name: str) -> list[str]:
        values: list[Any] = self.optional(name, list) or []
        if not all(isinstance(value, str) for value in values):
            raise ContractError(f'{self.where}expected "{name}" to be a list of texts')
        return values

    def objects(self, name: str) -> list[Mapping[str, Any]]:
        values: list[Any] = self.optional(name, list) or []
        if not all(isinstance(value, Mapping) for value in values):
            raise ContractError(f'{self.where}expected "{name}" to be a list of objects')
        return values

    def mapping(self, name: str) -> dict[str, Any]:
        return self.optional(name, dict) or {}

    def one_of(self, name: str, values: tuple[str, ...], *, default: str | None = None) -> str:
        value = self.optional(name, str) or default
        if value not in values:
            raise ContractError(f'{self.where}expected "{name}" to be one of {", ".join(values)}, got {value!r}')
        return value

    def number(self, name: str) -> float:
        value = self.obj.get(name, 1.0)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ContractError(f'{self.where}expected "{name}" to be a number, got {_kind_of(value)}')
        return float(value)

    def sum(self, name: str) -> Decimal | None:
        value = self.obj.get(name)
        if type(value) is int:  # other tools write sums as numbers; a float is refused, it may have lost cents
            return Decimal(value)
        return self._parsed(name, _finite, "a sum in digits, between quotes")

    def day(self, name: str) -> date | None:
        # "2026-11-03T10:00:00Z" is a day too: outlets and other tools give the minute.
        return self._parsed(name, lambda text: date.fromisoformat(text[:10]), "a date as 2026-11-03")

    def _parsed(self, name: str, parse: Callable[[str], T], expected: str) -> T | None:
        value = self.optional(name, str)
        if not value:
            return None
        try:
            return parse(value)
        except (ValueError, InvalidOperation):
            raise ContractError(f'{self.where}expected "{name}" to be {expected}, got {value!r}') from None


def _finite(text: str) -> Decimal:
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(text)
    return value


_NAMES = {str: "a text", list: "a list", dict: "an object", bool: "true or false", int: "a number", float: "a number"}


def _name_of(kind: type) -> str:
    return _NAMES.get(kind, kind.__name__)


def _kind_of(value: Any) -> str:
    return "null" if value is None else _name_of(type(value))

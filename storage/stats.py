"""Counts and sums over incidents: by month, actor, country, sector and currency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from sqlite_utils import Database

from nlp.types import plain
from storage.exports.exported import Exported, exported
from storage.incident_rows import incident_from
from storage.incidents import Incident
from storage.queries import IncidentFilter, find_rows
from storage.rates import Rates

By = Literal["month", "actor", "country", "sector", "currency"]

LABELS: dict[By, Callable[[Incident], str | None]] = {
    "month": lambda i: i.first_published.isoformat()[:7] if i.first_published else None,
    "actor": lambda i: i.actor,
    "country": lambda i: i.country,
    "sector": lambda i: i.sector,
    "currency": lambda i: i.currency,
}


@dataclass(frozen=True)
class Tally:
    """The incidents of one month, actor, …"""

    label: str | None  # None: the press does not say
    incidents: int
    demands: int  # how many of them have a sum
    valued: int  # how many of the demands have a value in euros
    demanded_eur: Decimal  # of those
    paid: int  # how many paid
    paid_eur: Decimal  # what is known of it
    demanded: Decimal | None = None  # by currency only: in that currency

    def to_json(self) -> dict[str, Any]:
        sums = {name: plain(getattr(self, name)) for name in ("demanded", "demanded_eur", "paid_eur")}
        return vars(self) | sums


def count_incidents(db: Database, filter: IncidentFilter) -> list[Exported]:
    """The incidents to tally, without their articles."""
    rates = Rates(db)
    return [exported(incident_from(row), rates) for row in find_rows(db, filter)]


def tally(incidents: Iterable[Exported], by: By) -> list[Tally]:
    """One row for each label: months in order, all else the most incidents first; by currency only what has a sum."""
    groups: dict[str | None, list[Exported]] = defaultdict(list)
    for each in incidents:
        if by != "currency" or each.incident.amount is not None:
            groups[LABELS[by](each.incident)].append(each)
    tallies = [_tally(label, group, by) for label, group in groups.items()]
    if by == "month":
        return sorted(tallies, key=lambda t: t.label or "")
    return sorted(tallies, key=lambda t: (t.label is None, -t.incidents, t.label or ""))


def _tally(label: str | None, group: Sequence[Exported], by: By) -> Tally:
    demands = [each for each in group if each.incident.amount is not None]
    values = [each.amount_eur for each in demands if each.amount_eur is not None]
    native = [each.incident.amount for each in demands if each.incident.amount is not None]
    return Tally(
        label=label,
        incidents=len(group),
        demands=len(demands),
        valued=len(values),
        demanded_eur=sum(values, Decimal(0)),
        paid=sum(each.incident.status == "paid" for each in group),
        paid_eur=sum((each.paid_eur for each in group if each.paid_eur is not None), Decimal(0)),
        demanded=sum(native, Decimal(0)) if by == "currency" else None,
    )


def latest_months(tallies: Sequence[Tally], count: int) -> list[Tally]:
    """The last `count` months up to the last that has an incident; those without one are rows too."""
    by_month = {t.label: t for t in tallies if t.label}
    if not by_month:
        return []
    last, first = max(by_month), min(by_month)
    months = [month for month in (_months_before(last, back) for back in range(count)) if month >= first]
    return [by_month.get(month) or Tally(month, 0, 0, 0, Decimal(0), 0, Decimal(0)) for month in reversed(months)]


def _months_before(month: str, back: int) -> str:
    """The month so many before it.

    >>> _months_before("2024-02", 3)
    '2023-11'
    """
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 - back, 12)
    return f"{year:04}-{number + 1:02}"

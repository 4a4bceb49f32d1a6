"""Does an incident stand on a watch list? Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from ransomwire.alerting.watchlists import Watch
from storage.exports.exported import Exported
from storage.fold import fold
from storage.names import victim_key

SHORTEST_LABEL = 4  # of a domain: "ing.nl" is no reason to watch all that is called ING


def watches_on(watches: Iterable[Watch], each: Exported, actors: Mapping[str, str]) -> list[Watch]:
    """The watches that the incident stands on; `actors` is of `storage.alerts.actor_names`."""
    return [watch for watch in watches if is_watched(watch, each, actors)]


def is_watched(watch: Watch, each: Exported, actors: Mapping[str, str]) -> bool:
    incident = each.incident
    conditions = (
        not (watch.victims or watch.domains) or _is_victim(watch, incident.victim_forms),
        not watch.sectors or fold(incident.sector or "") in {fold(sector) for sector in watch.sectors},
        not watch.countries or incident.country in watch.countries,
        not watch.actors or _is_actor(watch, [actor.name for actor in incident.actors], actors),
        watch.min_amount is None or any(value >= watch.min_amount for value in _sums(watch.currency, each)),
        watch.since is None or (incident.first_published is not None and incident.first_published >= watch.since),
    )
    return all(conditions)


def _is_victim(watch: Watch, forms: Iterable[str]) -> bool:
    return any(_has_name(form, name) for form in forms for name in watch.victims) or any(
        _has_domain(form, domain) for form in forms for domain in watch.domains
    )


def _has_name(form: str, name: str) -> bool:
    """Is the victim of this name, or is the name a part of its name?

    >>> _has_name("Acme", "ACME N.V."), _has_name("CHU de Liège", "liege"), _has_name("Acmeville", "Acme")
    (True, True, False)
    """
    return victim_key(form) == victim_key(name) or f" {fold(name)} " in f" {fold(form)} "


def _has_domain(form: str, domain: str) -> bool:
    """Is the victim called by this domain, by one under it, or by what is registered in it?

    >>> _has_domain("www.xperthis.be", "xperthis.be"), _has_domain("Xperthis", "xperthis.be")
    (True, True)
    >>> _has_domain("ING", "ing.nl"), _has_domain("notxperthis.be", "xperthis.be")
    (False, False)
    """
    printed, label = form.strip().lower(), domain.split(".")[0]
    if printed == domain or printed.endswith(f".{domain}"):
        return True
    return len(label) >= SHORTEST_LABEL and victim_key(form).replace(" ", "") == fold(label).replace(" ", "")


def _is_actor(watch: Watch, names: Iterable[str], actors: Mapping[str, str]) -> bool:
    wanted = {fold(name) for name in watch.actors}
    wanted |= {actors[name] for name in wanted if name in actors}
    return any(fold(name) in wanted for name in names)


def _sums(currency: str, each: Exported) -> list[Decimal]:
    """What was demanded and paid in that currency; in euros also the value of other currencies."""
    incident = each.incident
    sums = [(incident.amount, incident.currency), (incident.paid, incident.paid_currency)]
    sums += [(each.amount_eur, "EUR"), (each.paid_eur, "EUR")]
    return [amount for amount, code in sums if amount is not None and code == currency]

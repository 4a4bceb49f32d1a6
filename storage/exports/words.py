"""What an incident is in words, for the formats that have a title and a summary."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import quote

from nlp.types import Kind, Status, plain
from storage.exports.exported import Exported
from storage.incidents import Incident

KINDS: dict[Kind, str] = {
    "ransomware": "ransomware attack",
    "extortion": "data extortion",
    "breach": "data breach",
    "ddos": "DDoS attack",
    "none": "incident",
}
STATUSES: dict[Status, str] = {
    "demanded": "a ransom is demanded",
    "paid": "the victim paid",
    "refused": "the victim refuses to pay",
    "unknown": "",
}


def money(amount: Decimal | None, currency: str | None) -> str:
    """Write a sum for reading.

    >>> money(Decimal("1200000"), "EUR"), money(Decimal("0.5"), "BTC"), money(None, None)
    ('1,200,000 EUR', '0.5 BTC', '')
    """
    return "" if amount is None else f"{Decimal(plain(amount) or 0):,f} {currency or ''}".rstrip()


def demand_of(incident: Incident) -> str:
    """The first demand, and what was paid when that is another sum."""
    asked, paid = money(incident.amount, incident.currency), money(incident.paid, incident.paid_currency)
    if not paid or paid == asked:
        return asked
    return f"{asked}, {paid} paid" if asked else f"{paid} paid"


def title_of(incident: Incident) -> str:
    """As "Xperthis: data extortion by Rex Mundi, 15,000 EUR"."""
    by = f" by {one_line(incident.actor)}" if incident.actor else ""
    what = f"{one_line(incident.victim)}: {KINDS[incident.kind]}{by}"
    return ", ".join(filter(None, (what, demand_of(incident))))


def summary_of(each: Exported) -> str:
    """A few sentences: what happened to whom, for how much, how it stands, and who says so."""
    incident = each.incident
    where = ", ".join(filter(None, (incident.sector, incident.country)))
    euros = each.amount_eur if incident.currency != "EUR" else None
    spread = ""
    if incident.amount_low != incident.amount_high:
        spread = f"told as {money(incident.amount_low, None)} to {money(incident.amount_high, incident.currency)}"
    sentences = [
        title_of(incident) + (f" ({where})" if where else ""),
        f"The demand was worth {money(euros, 'EUR')}" if euros is not None else "",
        f"It is {spread}" if spread else "",
        STATUSES[incident.status].capitalize(),
        _spread_of(incident) if incident.articles else "",
    ]
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def _spread_of(incident: Incident) -> str:
    return f"Told in {spread_of(incident)} ({', '.join(incident.languages)})"


def spread_of(incident: Incident) -> str:
    """How many articles tell of it, of how many outlets with a text of their own: "4 articles of 2 outlets, 1 copy"."""
    articles, outlets = len(incident.articles), incident.outlets
    if articles == 1:
        return "1 article"
    copies = f", {incident.copies} {'copy' if incident.copies == 1 else 'copies'}" if incident.copies else ""
    return f"{articles} articles of {outlets} outlet{'s' * (outlets > 1)}{copies}"


def one_line(text: str) -> str:
    """What an outlet wrote, fit for a title or a mail's header: one line without control characters.

    >>> one_line("Acme\\r\\nBcc:\\x00 all")
    'Acme Bcc: all'
    """
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in text).split())


def uri(url: str) -> str:
    """An address as standards want it, whatever stood in the page; what is escaped already stays as it is.

    >>> uri("https://a.example/é?q=<b>&r=%20")
    'https://a.example/%C3%A9?q=%3Cb%3E&r=%20'
    """
    return quote(url, safe="%/:?#@!$&'()*+,;=~")

"""Incidents as people and programs want to see them: a table, JSON, and one in full."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from nlp.passages import Passage, passages
from nlp.printable import printable
from ransomwire.tables import print_table, stdout_console
from storage.copies import copied_from
from storage.exports.words import demand_of, money, spread_of
from storage.incident_rows import Row, incident_from
from storage.incidents import Incident, Telling

COLUMNS = ("date", "victim", "actor", "demand", "status", "kind", "told", "id")
WIDE = 130  # characters in which the columns fit beside one another
STACKED = ((0, 6), (1, 7), (2, 5), (3, 4))  # which columns share one where they do not
STYLES = {"victim": "bold", "actor": "bold magenta", "amount": "bold yellow"}


def print_incidents(incidents: Sequence[Row]) -> None:
    """Print rows of `incidents` as a table; on a narrow terminal two of its columns share one."""
    rows = [_cells(row) for row in incidents]
    if stdout_console().width >= WIDE:
        print_table(COLUMNS, rows, right=("demand",))
    else:
        print_table(
            [_stacked(COLUMNS, pair) for pair in STACKED], [[_stacked(row, p) for p in STACKED] for row in rows]
        )


def _cells(row: Row) -> tuple[str, ...]:
    incident = incident_from(row)
    return (
        str(incident.first_published or ""),
        incident.victim,
        incident.actor or "",
        demand_of(incident),
        "" if incident.status == "unknown" else incident.status,
        incident.kind,
        f"{row['articles']} ({row['languages']})",
        incident.id,
    )


def _stacked(row: Sequence[str], pair: tuple[int, int]) -> str:
    return f"{row[pair[0]]}\n{row[pair[1]]}"


def incidents_as_json(incidents: Iterable[Incident]) -> Iterator[str]:
    """Pieces of one JSON array, an incident at a time.

    >>> "".join(incidents_as_json([]))
    '[]\\n'
    """
    at = -1
    for at, incident in enumerate(incidents):
        value = json.dumps(incident.to_json(), ensure_ascii=False, indent=2)
        yield ("[\n  " if at == 0 else ",\n  ") + value.replace("\n", "\n  ")
    yield "[]\n" if at < 0 else "\n]\n"


def print_incident(console: Console, incident: Incident, texts: Mapping[int, str]) -> None:
    """Print one incident and every article's word on it; `texts` has the full text of each version."""
    console.print(Text(printable(incident.victim), style="bold"), Text(incident.id, style="dim"))
    for name, value in _facts(incident):
        console.print(Text(f"  {name:<10} "), Text(printable(value)), sep="")
    copies = copied_from(incident.tellings)
    for telling in incident.tellings:
        console.print()
        _print_telling(console, telling, texts.get(telling.version_id, ""), copies.get(telling.url))


def _facts(incident: Incident) -> Iterator[tuple[str, str]]:
    history = "; ".join(f"{change.status} {change.published or ''}".rstrip() for change in incident.status_history)
    spread = ""
    if incident.amount_low != incident.amount_high:
        spread = f" (told as {money(incident.amount_low, None)} to {money(incident.amount_high, incident.currency)})"
    days = (incident.first_published, incident.last_published)
    payment = f", payable in {incident.payment}" if incident.payment else ""
    facts = {
        "also": ", ".join(form for form in incident.victim_forms if form != incident.victim),
        "actor": ", ".join(actor.name for actor in incident.actors),
        "demand": demand_of(incident) + spread + payment,
        "status": history or incident.status,
        "kind": incident.kind,
        "where": ", ".join(filter(None, (incident.country, incident.sector))),
        "published": " to ".join(sorted({str(day) for day in days if day})),
        "told": spread_of(incident) if incident.copies else "",
        "disputed": "; ".join(
            f"{conflict.field}: {', '.join(f'{value} ({count})' for value, count in conflict.values)}"
            for conflict in incident.conflicts
        ),
        "review": "" if incident.review == "open" else incident.review,
    }
    return ((name, value) for name, value in facts.items() if value)


def _print_telling(console: Console, telling: Telling, text: str, first: Telling | None) -> None:
    """`first` is the telling of another outlet whose text this one prints."""
    claim = telling.claim
    head = f"{telling.published or 'undated'}  {telling.outlet} ({telling.language or '?'})  {telling.title}"
    console.print(Text(printable(head), style="underline"))
    said = (claim.victim, claim.actor or "", money(claim.amount, claim.currency), claim.status)
    console.print(Text("  " + printable(" · ".join(filter(None, said)))))
    for passage in passages(text, claim.evidence):
        console.print(Text("  > "), highlighted(passage), sep="")
    if first:
        console.print(Text(printable(f"  prints the text of {first.outlet}"), style="dim"))
    if telling.reason:
        console.print(Text(f"  why here: {printable(telling.reason)}", style="dim"))
    console.print(Text(f"  {printable(telling.url)}"), soft_wrap=True)


def highlighted(passage: Passage) -> Text:
    """The sentence with its marks; where there is no colour, as in a pipe, it reads as it stands."""
    # Characters taken out are replaced one by one, so the places stay right.
    text = Text(printable(passage.text))
    for field, (start, end) in passage.marks:
        text.stylize(STYLES.get(field, "bold"), start, end)
    return text

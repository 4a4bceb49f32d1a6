"""What an alert says, for machines and for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.alerts import Alert
from storage.exports.exported import Exported
from storage.exports.words import one_line, summary_of, title_of


@dataclass(frozen=True)
class Message:
    """One alert, ready to be sent to its channel."""

    alert: Alert
    each: Exported  # the incident with its articles
    watches: tuple[str, ...]  # names of the watches that it stands on
    sent: datetime  # UTC

    @property
    def title(self) -> str:
        """As "New: Xperthis: data extortion by Rex Mundi, 15,000 EUR"; one line."""
        return f"{self.alert.event.capitalize()}: {title_of(self.each.incident)}"

    def to_json(self) -> bytes:
        """The body of a webhook, and what a program gets on its standard input."""
        changes = {} if self.alert.event == "new" else self.alert.changes
        body = {
            "id": self.alert.id,
            "event": self.alert.event,
            "sent": self.sent.isoformat(timespec="seconds").replace("+00:00", "Z"),
            "watches": list(self.watches),
            "title": self.title,
            "changes": {name: list(values) for name, values in changes.items()},
            "incident": self.each.to_json(),
        }
        return json.dumps(body, ensure_ascii=False).encode()

    def to_text(self) -> str:
        """The body of a mail."""
        incident = self.each.incident
        changes = [] if self.alert.event == "new" else list(self.alert.changes.items())
        paragraphs = (
            [summary_of(self.each)],
            [f"{name}: {_said(before)} -> {_said(after)}" for name, (before, after) in changes],
            [f"“{one_line(sentence)}”" for sentence in _sentences(self.each)],
            [f"{one_line(t.title)}\n{t.url}" for t in incident.articles],
            [f"Watched as: {', '.join(self.watches)}", f"Incident: {incident.id}"],
        )
        return "\n\n".join("\n".join(lines) for lines in paragraphs if lines) + "\n"


def _sentences(each: Exported) -> Sequence[str]:
    return list(dict.fromkeys(evidence.sentence for evidence in each.incident.evidence.values()))


def _said(value: object) -> str:
    return "nothing" if value is None else one_line(str(value))

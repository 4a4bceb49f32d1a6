"""What an analyst's button does: one ruling, made on what the analyst saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlite_utils import Database

from nlp.types import plain
from review.looking import seen_as
from storage.database import StoreError, open_store, writing
from storage.decisions import FIELDS, apart, confirm, correct, merge, reject, split, undo
from storage.incidents import Incident
from storage.queries import find_incident
from storage.rulings import Decision

Form = Mapping[str, Sequence[str]]


class Changed(Exception):
    """The incident is not any more what the analyst saw; show it anew."""


def rule(path: Path, id: str, form: Form, *, who: str, seen: str) -> Decision:
    """Do what the form asks. Raises Changed, and StoreError when it cannot be done; then nothing was."""
    with open_store(path) as db, writing(db):  # nobody comes between the look and the ruling
        if _one(form, "action") == "undo":
            return undo(db, _number(_one(form, "decision")), who=who)
        incident = find_incident(db, id)
        if seen_as(incident) != seen:
            raise Changed
        return _rule_on(db, incident, form, who)


def _rule_on(db: Database, incident: Incident, form: Form, who: str) -> Decision:
    action, other = _one(form, "action"), _one(form, "other")
    note = _one(form, "note").strip() or None
    for name in ("merge", "apart"):  # the buttons beside a lookalike carry its id
        if name in form:
            action, other = name, _one(form, name)
    if action == "confirm":
        return confirm(db, incident.id, who=who, note=note)
    if action == "reject":
        return reject(db, incident.id, who=who, note=note)
    if action == "merge":
        return merge(db, incident.id, other, who=who, note=note)
    if action == "apart":
        return apart(db, incident.id, other, who=who, note=note)
    if action == "split":
        return split(db, incident.id, form.get("url", ()), who=who, note=note)
    if action == "correct":
        return _correct(db, incident, form, who, note)
    raise StoreError(f"there is no ruling {action!r}")


def _correct(db: Database, incident: Incident, form: Form, who: str, note: str | None) -> Decision:
    """One decision for each field that the analyst changed; all of them or none."""
    made = None
    for field in FIELDS:
        if field in form and _one(form, field).strip() != value_of(incident, field):
            made = correct(db, incident.id, field, _one(form, field), who=who, note=note)
    if made is None:
        raise StoreError("no field was changed; type another value first")
    return made


def value_of(incident: Incident, field: str) -> str:
    """A field as it stands in its input."""
    if field == "amount":
        return plain(incident.amount) or ""
    value: str | None = getattr(incident, field)
    return value or ""


def _one(form: Form, name: str) -> str:
    return form.get(name, ("",))[0]


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 15:
        raise StoreError(f"there is no decision {text!r} to undo")
    return int(text)

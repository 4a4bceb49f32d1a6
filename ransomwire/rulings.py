"""What an analyst is told after ruling on an incident."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ransomwire.console import say
from ransomwire.incident_views import print_incidents
from storage.database import StoreError
from storage.incident_rows import row_of
from storage.queries import find_incident

if TYPE_CHECKING:
    from sqlite_utils import Database

    from storage.rulings import Decision


def tell(db: Database, decision: Decision) -> None:
    """Say what stands, how to take it back, and print the incident as it is now."""
    if decision.undone:
        say(f"Decision {decision.id} ({decision.action} {decision.incident}) is undone.")
    else:
        undo = f"`ransomwire undo {decision.id}` takes it back"
        say(f"Decision {decision.id}: {decision.action} {decision.incident}. {undo}.")
    try:
        print_incidents([row_of(find_incident(db, decision.incident))])
    except StoreError as error:  # what was split or merged may have gone into another incident
        say(f"{error}.")

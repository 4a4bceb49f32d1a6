"""One round of alerts: find what is due and send it, channel by channel."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from ransomwire.alerting.message import Message
from ransomwire.alerting.senders import send
from ransomwire.alerting.undelivered import Undelivered
from ransomwire.alerting.watching import watches_on
from ransomwire.alerting.watchlists import AlertsError, Channel, Watch, WatchLists
from storage.alerts import Alert, actor_names, due, record
from storage.exports.exported import Exported, load_one
from storage.queries import IncidentFilter
from storage.stats import count_incidents

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Due:
    """An alert, and why its channel gets it."""

    alert: Alert
    watches: tuple[str, ...]


@dataclass
class Round:
    sent: int = 0
    failed: list[str] = field(default_factory=list)  # a sentence for each alert or channel that failed


def alerts_due(db: Database, lists: WatchLists) -> dict[Channel, list[Due]]:
    """What each channel should be told, the oldest incident first."""
    incidents, actors = count_incidents(db, IncidentFilter(rejected=True)), actor_names(db)
    found: dict[Channel, list[Due]] = {}
    for channel in lists.channels:
        watches = [watch for watch in lists.watches if channel.name in watch.send]
        on = {each.incident.key: _names(watches, each, actors) for each in incidents}
        watched = [each for each in incidents if on[each.incident.key]]
        found[channel] = [Due(alert, on[alert.incident.key]) for alert in due(db, channel.name, watched)]
    return found


def _names(watches: list[Watch], each: Exported, actors: dict[str, str]) -> tuple[str, ...]:
    return tuple(watch.name for watch in watches_on(watches, each, actors))


def send_all(
    db: Database, waiting: dict[Channel, list[Due]], *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Round:
    """Send each alert and remember it before the next. A channel that is out of reach holds up no other."""
    round_ = Round()
    for channel, dues in waiting.items():
        for number, each in enumerate(dues):
            message = Message(each.alert, load_one(db, each.alert.incident), each.watches, now())
            try:
                send(channel, message)
            except Undelivered as error:
                round_.failed.append(f"{channel.name}: {error} ({each.alert.incident.id}).")
                if error.lasting:
                    left = len(dues) - number - 1
                    round_.failed += [f"{channel.name}: {left} more alerts wait for the next run."] if left else []
                    break
            else:
                record(db, each.alert, message.sent)
                round_.sent += 1
    return round_


def skip_all(db: Database, waiting: dict[Channel, list[Due]]) -> int:
    """Take everything that is due as told, without sending it; how many."""
    alerts = [each.alert for dues in waiting.values() for each in dues]
    for alert in alerts:
        record(db, alert, None)
    return len(alerts)


@contextmanager
def one_at_a_time(db_path: Path) -> Iterator[None]:
    """Two rounds at once would send everything twice. Raises AlertsError while another one runs."""
    with db_path.with_name(db_path.name + ".alerts-lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlertsError(f"another ransomwire alerts sends from {db_path}; wait for it to end") from error
        yield

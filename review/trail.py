"""Where the analyst is in the inbox, as it stands in addresses: `order=newest&only=near&page=2`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import quote, urlencode

from review.guard import OUR_PAGES
from storage.inbox import ONLY, ORDERS, STATES, Inbox

T = TypeVar("T", bound=str)


@dataclass(frozen=True)
class Trail:
    inbox: Inbox = field(default_factory=Inbox)
    page: int = 1

    def inbox_url(self, **changes: str | int) -> str:
        """The address of the inbox as the analyst left it, or with changes."""
        return _url(OUR_PAGES, self._parameters() | changes)

    def incident_url(self, id: str, **changes: str | int) -> str:
        return _url(f"{OUR_PAGES}/{quote(id, safe='')}", self._parameters() | changes)

    def _parameters(self) -> dict[str, str | int]:
        inbox = self.inbox
        named = {"order": inbox.order, "state": inbox.state, "only": inbox.only, "words": inbox.words}
        return {**named, "page": self.page}


def trail_from(query: Mapping[str, str]) -> Trail:
    """Anything may stand in an address; what is not known is left out.

    >>> trail_from({"order": "newest", "state": "stolen", "page": "x"}).inbox_url()
    '/-/review?order=newest'
    """
    inbox = Inbox(
        order=_one_of(ORDERS, query.get("order")),
        state=_one_of(STATES, query.get("state")),
        only=_one_of(ONLY, query.get("only")),
        words=query.get("words", "")[:200],
    )
    page = query.get("page", "")
    return Trail(inbox, min(max(int(page), 1), 100_000) if page.isdecimal() and len(page) < 9 else 1)


def _one_of(known: tuple[T, ...], asked: str | None) -> T:
    return next((name for name in known if name == asked), known[0])


_DEFAULTS = {"order": ORDERS[0], "state": STATES[0], "only": "", "words": "", "page": 1}


def _url(path: str, parameters: Mapping[str, str | int]) -> str:
    said = {name: value for name, value in parameters.items() if value != _DEFAULTS.get(name)}
    return f"{path}?{urlencode(said)}" if said else path

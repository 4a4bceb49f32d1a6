"""JSON Lines: the same objects as the JSON export, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from storage.exports.as_json import encoded
from storage.exports.exported import Exported


def render(incidents: Iterable[Exported]) -> Iterator[bytes]:
    for each in incidents:
        yield encoded(each.to_json()) + b"\n"

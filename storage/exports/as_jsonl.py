"""JSON Lines: the same objects as the JSON export, one a line."""

from __future__ import annotations

from collections.abc import Sequence

from storage.exports.as_json import encoded
from storage.exports.exported import Exported


def render(incidents: Sequence[Exported]) -> bytes:
    return b"".join(encoded(each.to_json()) + b"\n" for each in incidents)

"""One JSON array, as `ransomwire incidents --format json` prints it, with the values in euros."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from storage.exports.exported import Exported


def render(incidents: Sequence[Exported]) -> bytes:
    return document([each.to_json() for each in incidents])


def document(value: Any) -> bytes:
    """A JSON file for people to look at, too."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()

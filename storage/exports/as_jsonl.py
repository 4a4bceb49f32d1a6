"""JSON Lines: the same objects as the JSON export, one a line."""

from __future__ import annotations

import json
from collections.abc import Sequence

from storage.exports.exported import Exported


def render(incidents: Sequence[Exported]) -> bytes:
    return "".join(json.dumps(each.to_json(), ensure_ascii=False) + "\n" for each in incidents).encode()

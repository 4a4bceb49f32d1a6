"""One JSON array, as `ransomwire incidents --format json` prints it, with the values in euros."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from storage.exports.exported import Exported


def render(incidents: Sequence[Exported]) -> bytes:
    return array(encoded(each.to_json()) for each in incidents)


def array(values: Iterable[bytes], *, opening: str = "", closing: str = "") -> bytes:
    """A JSON array of values that are encoded already, one a line: a large export never stands in memory as objects.

    >>> array([b"1", b"2"])
    b'[\\n1,\\n2\\n]\\n'
    """
    return f"{opening}[\n".encode() + b",\n".join(values) + f"\n]{closing}\n".encode()


def encoded(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()

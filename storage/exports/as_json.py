"""One JSON array, as `ransomwire incidents --format json` prints it, with the values in euros."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from storage.exports.exported import Exported


def render(incidents: Iterable[Exported]) -> Iterator[bytes]:
    return array(encoded(each.to_json()) for each in incidents)


def array(values: Iterable[bytes], *, opening: str = "", closing: str = "") -> Iterator[bytes]:
    """A JSON array of values that are encoded already, one a line.

    >>> b"".join(array([b"1", b"2"]))
    b'[\\n1,\\n2\\n]\\n'
    """
    yield f"{opening}[\n".encode()
    for at, value in enumerate(values):
        yield b",\n" + value if at else value
    yield f"\n]{closing}\n".encode()


def encoded(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()

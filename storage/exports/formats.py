"""The formats by name."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator

from storage.exports.exported import Exported

FORMATS = ("csv", "json", "jsonl", "stix", "misp", "veris", "atom", "parquet")


def render(form: str, incidents: Iterable[Exported]) -> Iterator[bytes]:
    """The file's content, piece by piece; the same incidents give the same bytes. Raises ExportError.

    Incidents are taken one by one: what is exported never stands in memory as a whole.
    """
    content: Iterator[bytes] = importlib.import_module(f"storage.exports.as_{form}").render(incidents)
    return content

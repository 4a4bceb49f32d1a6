"""The formats by name."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from storage.exports.exported import Exported

FORMATS = ("csv", "json", "jsonl", "stix", "misp", "veris", "atom", "parquet")


def render(form: str, incidents: Sequence[Exported]) -> bytes:
    """The file's content; the same incidents give the same bytes. Raises ExportError."""
    content: bytes = importlib.import_module(f"storage.exports.as_{form}").render(incidents)
    return content

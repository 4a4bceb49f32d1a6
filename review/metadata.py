"""How Datasette shows a store: review/metadata.yml, under the name that Datasette gives to a file."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any


def metadata_for(db_path: Path) -> dict[str, Any]:
    """The metadata for this file, which Datasette calls by its stem."""
    from datasette.utils import parse_metadata

    metadata: dict[str, Any] = parse_metadata((files("review") / "metadata.yml").read_text(encoding="utf-8"))
    return metadata | {"databases": {db_path.stem: metadata["databases"]["ransomwire"]}}

"""Word lists that the store's rules read: one entry a line, `#` begins a remark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).parent


def asset_rows(name: str, separator: str) -> Iterator[list[str]]:
    """The fields of each entry of a list in this folder."""
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split(separator)

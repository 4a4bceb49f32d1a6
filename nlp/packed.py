"""Tables and arrays of the model as files: packed, and the same content always gives the same bytes."""

from __future__ import annotations

import gzip
import json
import zipfile
import zlib
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np


def save_bytes(path: Path, data: bytes) -> None:
    """Write what another program made; `path` ends in .gz."""
    path.write_bytes(gzip.compress(data, mtime=0))


def load_bytes(path: Traversable) -> bytes:
    """Read it back. Raises OSError when the file is missing, ValueError when it is no whole packed file."""
    data = path.read_bytes()
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(f"{path.name} is no whole packed file") from error


def save_packed(path: Path, tables: object) -> None:
    """Write tables; `path` ends in .json.gz."""
    text = json.dumps(tables, ensure_ascii=False, separators=(",", ":"))
    save_bytes(path, text.encode())


def load_packed(path: Traversable) -> Any:
    """Read tables back. Raises OSError when the file is missing, ValueError when it is no whole packed JSON."""
    try:
        return json.loads(load_bytes(path))
    except ValueError as error:
        raise ValueError(f"{path.name} is no whole packed JSON file") from error


def load_arrays(path: Traversable) -> dict[str, np.ndarray]:
    """The arrays of an .npz file by name. Raises OSError when it is missing, ValueError when it is no whole one."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return dict(arrays)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise ValueError(f"{path.name} is no whole NumPy file") from error

"""The version of a model: a digest over its files, so that two models of one version read alike."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

META = "model.json"


def model_version(folder: Path) -> str:
    """The first letters of a digest over all files but `model.json`, which tells of them."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path != folder / META:
            digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def renew_version(folder: Path) -> None:
    """Say in `model.json` that the files are not any more what they were."""
    meta = json.loads((folder / META).read_text(encoding="utf-8"))
    meta["version"] = model_version(folder)
    (folder / META).write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")

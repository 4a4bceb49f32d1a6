"""What the pages know of the program that serves them: the store, who reviews, and the token that lets write."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Desk:
    path: Path
    who: str
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)


def desk_of(datasette: Any) -> Desk:
    desk: Desk = datasette.desk
    return desk


def has_desk(datasette: Any) -> bool:
    """Another Datasette in this process shows other files: the plugin leaves it alone."""
    return isinstance(getattr(datasette, "desk", None), Desk)

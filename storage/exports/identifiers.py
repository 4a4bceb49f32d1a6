"""Identifiers that come out the same each time, so that whoever loads a second export updates the first."""

from __future__ import annotations

import uuid

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "ransomwire")


def uuid_of(*parts: str | None) -> str:
    """A version 5 UUID of what it names.

    >>> uuid_of("incident", "xperthis-7f3kq2") == uuid_of("incident", "xperthis-7f3kq2")
    True
    """
    return str(uuid.uuid5(NAMESPACE, "\n".join(part or "" for part in parts)))

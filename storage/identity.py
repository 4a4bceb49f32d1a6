"""The ids of incidents: a function of the telling that stands first, so that any rebuild gives the same."""

from __future__ import annotations

import hashlib

from storage.incidents import Telling
from storage.names import slug, victim_key

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to mistake
_CODE_LENGTH = 6


def handle_of(telling: Telling) -> str:
    """The id of an incident in which this telling stands first: a readable victim and six characters of a hash.

    Address and victim make it, no number in a table and no order of arrival. Another telling may come to stand first
    when an older article arrives; the former id still leads to the incident, since its telling is still in it.
    """
    return f"{slug(telling.claim.victim)}-{_code(_digest(telling))}"


def key_of(telling: Telling) -> int:
    """53 bits of the same hash: SQLite's row id, and exact in JavaScript."""
    return int.from_bytes(_digest(telling)[-7:]) >> 3


def precedence(telling: Telling) -> tuple[bool, bool, str, str, str, int]:
    """Sorts the tellings of an incident; the least is its anchor.

    Reports stand before recalls and dated before undated, then the earliest; the address breaks ties.
    """
    published = telling.published.isoformat() if telling.published else ""
    victim = victim_key(telling.claim.victim)
    return (not telling.claim.primary, not published, published, telling.url, victim, telling.ordinal)


def _digest(telling: Telling) -> bytes:
    ordinal = f"\n{telling.ordinal}" if telling.ordinal else ""
    return hashlib.sha256(f"{telling.url}\n{victim_key(telling.claim.victim)}{ordinal}".encode()).digest()


def _code(digest: bytes) -> str:
    bits = int.from_bytes(digest[:5])
    return "".join(_ALPHABET[bits >> 5 * n & 31] for n in range(_CODE_LENGTH))

"""What the text beside a claim adds for resolving: stored with the claim, so that resolving needs no text."""

from __future__ import annotations

from typing import Any

from nlp.types import Article, Claim


def hints_of(claim: Claim, article: Article) -> dict[str, Any]:
    """A pure function of the claim and its article; `rebuild` derives it anew."""
    return {}

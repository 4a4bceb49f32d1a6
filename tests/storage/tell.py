"""Articles and claims as short as a test wants them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from nlp.types import Article, Claim, Reading
from storage.articles import save_article
from storage.readings import save_reading


def article(url, *, text=None, title="A headline", published="2024-03-01", **more):
    return Article(
        url=url,
        title=title,
        text=text or f"The body of {url}.",
        language=more.pop("language", "en"),
        published=date.fromisoformat(published) if published else None,
        **more,
    )


def claim(victim, *, amount=None, currency=None, actor=None, **more):
    return Claim(
        victim=victim,
        actor=actor,
        actor_name=more.pop("actor_name", actor),
        amount=None if amount is None else Decimal(amount),
        currency=currency,
        **more,
    )


def reading(*claims, model="test 1", kind="ransomware", language="en"):
    return Reading(language=language, kind=kind, kind_score=0.9, claims=claims, model=model)


def tell(db, url, *claims, model="test 1", kind="ransomware", language="en", **more):
    """Save an article and a reading of it that makes these claims."""
    saved = save_article(db, article(url, language=language, **more))
    save_reading(db, saved.version_id, reading(*claims, model=model, kind=kind, language=language))
    return saved

"""Annotated articles cut down to their headline: much news is no more than that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from nlp.amounts import read_spans
from nlp.annotated import AnnotatedArticle, GoldIncident
from nlp.types import Mention


def headlines(articles: Iterable[AnnotatedArticle]) -> Iterator[AnnotatedArticle]:
    """The titles that name the victim of the article's first incident, and those of articles without an incident.

    What a title does not say is no part of its answers: other victims, the actor, the sum.
    """
    for article in articles:
        mentions = tuple(mention for mention in article.mentions if mention.end <= len(article.title))
        said: set[tuple[str, str | None]] = {(mention.label, mention.text) for mention in mentions}
        incidents = tuple(
            _as_said(incident, said, article, mentions)
            for incident in article.incidents
            if any(("VICTIM", name) in said for name in (incident.victim, *incident.aliases))
        )
        if article.incidents[:1] and (not incidents or incidents[0].victim != article.incidents[0].victim):
            continue
        yield replace(article, text="", mentions=mentions, incidents=incidents)


def _as_said(
    incident: GoldIncident, said: set[tuple[str, str | None]], article: AnnotatedArticle, mentions: tuple[Mention, ...]
) -> GoldIncident:
    sums = [(mention.start, mention.end) for mention in mentions if mention.label == "RANSOM"]
    values = {amount.value for amount in read_spans(article.title, sums, language=article.language) if amount}
    return replace(
        incident,
        actor=incident.actor if ("ACTOR", incident.actor) in said else None,
        ransoms=tuple(ransom for ransom in incident.ransoms if ransom[0] in values),
    )

"""What the network learns from an annotated article: each token's tag, what the first incident has there, the kind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nlp.amounts import read_spans
from nlp.annotated import AnnotatedArticle
from nlp.features import TokenTable
from nlp.names import folded
from nlp.network import LEAD, TAGS, Inputs
from nlp.tagger import tag_tokens
from nlp.types import KINDS, Mention


@dataclass(frozen=True)
class Lesson:
    """One article with the answers."""

    inputs: Inputs
    tags: np.ndarray  # (tokens,) indices of TAGS
    lead: np.ndarray  # (tokens, LEAD) 0 or 1
    kind: int  # index of KINDS


def make_lesson(article: AnnotatedArticle, table: TokenTable, inputs: Inputs) -> Lesson:
    """The answers beside the inputs."""
    tags = np.array([TAGS.index(tag) for tag in tag_tokens(table, article.mentions)], np.int64)
    return Lesson(inputs, tags, _lead(article, table), KINDS.index(article.kind))


def _lead(article: AnnotatedArticle, table: TokenTable) -> np.ndarray:
    """1 where a token belongs to the victim, the actor or the first demand of the article's first incident."""
    found = np.zeros((len(table), len(LEAD)), np.float32)
    if not article.incidents:
        return found
    incident = article.incidents[0]
    victims = {folded(name) for name in (incident.victim, *incident.aliases)}
    actors = {folded(incident.actor)} if incident.actor else set()
    for mention in article.mentions:
        name = folded(mention.text)
        for column, is_it in ((0, name in victims), (1, name in actors)):
            if is_it:
                found[_tokens(table, mention), column] = 1
    if incident.ransoms:
        sums = [mention for mention in article.mentions if mention.label == "RANSOM"]
        spans = [(mention.start, mention.end) for mention in sums]
        amounts = read_spans(article.full_text, spans, language=article.language, country=None)
        for mention, amount in zip(sums, amounts, strict=True):
            if amount is not None and amount.value == incident.ransoms[0][0]:
                found[_tokens(table, mention), 2] = 1
    return found


def _tokens(table: TokenTable, mention: Mention) -> list[int]:
    return [at for at in range(len(table)) if mention.start < table.ends[at] and table.starts[at] < mention.end]

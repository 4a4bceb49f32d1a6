"""One article's names and sums, and what stands around each: measured once, read by every later decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.features import TokenTable
from nlp.knowledge import Vocabulary
from nlp.names import are_linked, folded
from nlp.network import Opinion
from nlp.types import LABELS

OUTCOMES = (*LABELS, "O")  # what a candidate can turn out to be; the order of all probability columns
ACTOR, VICTIM, RANSOM, MONEY, ORG, PER, LOC, NOTHING = range(len(OUTCOMES))
_BETWEEN = ", ; / et and en & ou of or ainsi que la le les l' the de het d' du des aussi ook also"
SEPARATORS = frozenset(_BETWEEN.split())  # what may stand between two names of one list
MOST_BETWEEN = 4  # tokens between two names of one list
REACH = 15  # tokens of context each side, within the sentence


@dataclass
class Candidate:
    """A name or a sum that the tagger cut out."""

    first: int  # tokens, `last` exclusive
    last: int
    start: int  # characters of the full text, `end` exclusive
    end: int
    text: str
    is_sum: bool
    tagged: np.ndarray  # (OUTCOMES,) field's and network's probabilities together, mean over its tokens
    said: np.ndarray  # (2 * OUTCOMES + 2 * LEAD,) what the field and the networks say, each alone
    contested: bool = False  # another candidate overlaps it: two ways of cutting one name
    value: float | None = None  # of a sum, in units of its currency; None when vague or no sum
    currency: str | None = None
    whole: tuple[int, int, str] | None = None  # with the word that says what body of a place it is (`nlp/bodies.py`)


@dataclass
class Scene:
    """An article, its candidates, and per candidate (row) and lexicon class (column) what its context holds."""

    table: TokenTable
    candidates: list[Candidate]
    left: np.ndarray  # nearness, 1 / distance in tokens, of each class before the candidate in its sentence
    right: np.ndarray
    sentence: np.ndarray  # 1 where the class stands in the candidate's sentence
    before: np.ndarray  # 1 where it stands earlier in the paragraph
    own: np.ndarray  # 2 for a class of the name's first word, 1 for one of another word
    listed: np.ndarray  # per type of list: 1 when a listed name begins with the candidate, 0.5 when it touches it
    title: np.ndarray  # per class: 1 when the title has it
    share: np.ndarray  # per class: how often the article has it, in hundredths of its tokens
    same: list[list[int]]  # per candidate: those with the same name, itself among them
    linked: list[list[int]]  # per candidate: those whose name is a short or a long form of its own
    head: list[int]  # per candidate: the first of the list it stands in, itself when in none
    said: np.ndarray  # the candidates' `said`, a row each
    kinds: np.ndarray  # (KINDS,) what the network says of the article
    nothing: np.ndarray  # (LEAD,) that no word of it is the subject's victim, actor, demand


def build_scene(table: TokenTable, candidates: list[Candidate], vocabulary: Vocabulary, opinion: Opinion) -> Scene:
    """Measure the context of each candidate; `opinion` is the networks'."""
    column = {class_: at for at, class_ in enumerate(vocabulary.classes)}
    codes = [[column[class_] for class_ in classes if class_ in column] for classes in table.classes]
    width = len(column)
    left, right, sentence, before, own = (np.zeros((len(candidates), width), np.float32) for _ in range(5))
    for index, candidate in enumerate(candidates):
        _fill(table, codes, candidate, left[index], right[index], sentence[index], before[index])
        for token in range(candidate.last - 1, candidate.first - 1, -1):
            own[index, codes[token]] = 2.0 if token == candidate.first else 1.0
    title, share = np.zeros(width, np.float32), np.zeros(width, np.float32)
    for token, found in enumerate(codes):
        share[found] += 100 / len(table)
        if table.in_title[token]:
            title[found] = 1
    same = _same_name(candidates)
    listed = _listed(table, candidates, vocabulary)
    linked = _linked(candidates, same)
    head = _list_heads(table, candidates)
    said = np.stack([each.said for each in candidates]) if candidates else np.zeros((0, 1), np.float32)
    kinds, nothing = opinion.kinds, opinion.nothing
    contexts = left, right, sentence, before, own
    return Scene(table, candidates, *contexts, listed, title, share, same, linked, head, said, kinds, nothing)


def _fill(
    table: TokenTable,
    codes: list[list[int]],
    candidate: Candidate,
    left: np.ndarray,
    right: np.ndarray,
    sentence: np.ndarray,
    before: np.ndarray,
) -> None:
    """One candidate's rows, in place: its sentence token by token, then its paragraph up to it."""
    here, paragraph = table.sentence[candidate.first], table.paragraph[candidate.first]
    token = candidate.first - 1
    while token >= 0 and table.paragraph[token] == paragraph:
        if codes[token]:
            before[codes[token]] = 1
            if table.sentence[token] == here:
                sentence[codes[token]] = 1
                distance = candidate.first - token
                if distance <= REACH:
                    left[codes[token]] = np.maximum(left[codes[token]], 1 / distance)
        token -= 1
    token = candidate.last
    while token < len(table) and table.sentence[token] == here:
        if codes[token]:
            sentence[codes[token]] = 1
            distance = token - candidate.last + 1
            if distance <= REACH:
                right[codes[token]] = np.maximum(right[codes[token]], 1 / distance)
        token += 1


def _list_heads(table: TokenTable, candidates: Sequence[Candidate]) -> list[int]:
    """For each candidate the first of its list: "hacked A (its customers), B; C and D" are four of one kind."""
    heads = list(range(len(candidates)))
    for index in range(1, len(candidates)):
        before, here = candidates[index - 1], candidates[index]
        if before.is_sum or here.is_sum or table.sentence[before.first] != table.sentence[here.first]:
            continue
        between = table.lower[before.last : here.first]
        if between[:1] == ["("] and ")" in between:
            between = between[between.index(")") + 1 :]
        if between and len(between) <= MOST_BETWEEN and all(word in SEPARATORS for word in between):
            heads[index] = heads[index - 1]
    return heads


def _same_name(candidates: Sequence[Candidate]) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for index, candidate in enumerate(candidates):
        groups.setdefault(folded(candidate.text) or candidate.text, []).append(index)
    by_index = {index: members for members in groups.values() for index in members}
    return [by_index[index] for index in range(len(candidates))]


def _linked(candidates: Sequence[Candidate], same: list[list[int]]) -> list[list[int]]:
    heads = sorted({members[0] for members in same if not candidates[members[0]].is_sum})
    links: dict[int, list[int]] = {head: [] for head in heads}
    for at, one in enumerate(heads):
        for other in heads[at + 1 :]:
            if are_linked(candidates[one].text, candidates[other].text):
                links[one].extend(same[other])
                links[other].extend(same[one])
    return [links.get(members[0], []) for members in same]


def _listed(table: TokenTable, candidates: Sequence[Candidate], vocabulary: Vocabulary) -> np.ndarray:
    column = {type_: at for at, type_ in enumerate(vocabulary.name_types)}
    found = np.zeros((len(candidates), len(column)), np.float32)
    for index, candidate in enumerate(candidates):
        for token in range(candidate.first, candidate.last):
            for tag in table.names[token]:
                at = column.get(tag[2:])
                if at is not None:
                    whole = tag[0] == "B" and token == candidate.first
                    found[index, at] = max(found[index, at], 1.0 if whole else 0.5)
    return found

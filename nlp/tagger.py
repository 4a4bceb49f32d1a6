"""Cut names and sums out of an article, and weigh what each may be: two conditional random fields, two networks.

One field only cuts (name, sum or neither): with seven labels to tell apart, the other cuts worse. The second and a
network (`nlp/network.py`) weigh the labels together; where they cut otherwise, both ways of cutting are kept and the
next step decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pycrfsuite

from nlp.amounts import read_spans
from nlp.bodies import with_body
from nlp.decoding import blended, decode
from nlp.features import TokenTable, is_name_like
from nlp.network import TAGS, Opinion
from nlp.packed import load_bytes
from nlp.scene import Candidate
from nlp.types import LABELS, Mention

CUTS = {"ACTOR": "NAME", "VICTIM": "NAME", "ORG": "NAME", "PER": "NAME", "LOC": "NAME", "RANSOM": "SUM", "MONEY": "SUM"}
Run = tuple[int, int, bool]  # first token, last (exclusive), is it a sum
SUM_LABELS = frozenset({"RANSOM", "MONEY", "SUM"})
NO_TAG = TAGS.index("O")
SURE = 1 - 1e-6  # of no name; what is left over is a tenth of what `blended` adds to every tag
DOUBTFUL = 0.6  # of no name: from here on a word that no decoding took for one is weighed as one all the same
WEIGHT = 0.4  # of the network beside the label field
CUT_FIELD, LABEL_FIELD = "cut.crf.gz", "label.crf.gz"  # files of the model


def tag_tokens(table: TokenTable, mentions: Iterable[Mention]) -> list[str]:
    """The mentions as one BIO tag a token."""
    tags = ["O"] * len(table)
    at = 0
    for mention in sorted(mentions, key=lambda each: each.start):
        while at < len(table) and table.ends[at] <= mention.start:
            at += 1
        first = at
        while at < len(table) and table.starts[at] < mention.end:
            tags[at] = f"{'B' if at == first else 'I'}-{mention.label}"
            at += 1
    return tags


def cut_tags(tags: Sequence[str]) -> list[str]:
    """The same tags with only NAME and SUM told apart."""
    return [tag if tag == "O" else tag[:2] + CUTS[tag[2:]] for tag in tags]


def tagged_runs(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """First token, last (exclusive) and label of each tagged run.

    >>> tagged_runs(["B-LOC", "I-LOC", "O", "B-PER"])
    [(0, 2, 'LOC'), (3, 4, 'PER')]
    """
    runs, at = [], 0
    while at < len(tags):
        first, label = at, tags[at][2:]
        at += 1
        if label:
            while at < len(tags) and tags[at] == f"I-{label}":
                at += 1
            runs.append((first, at, label))
    return runs


class Tagger:
    """The two fields, ready to tag beside the network."""

    def __init__(self, folder: Path) -> None:
        self.cut, self.label = pycrfsuite.Tagger(), pycrfsuite.Tagger()
        self._kept = [load_bytes(folder / name) for name in (CUT_FIELD, LABEL_FIELD)]  # crfsuite reads in these bytes
        for tagger, name, data in zip((self.cut, self.label), (CUT_FIELD, LABEL_FIELD), self._kept, strict=True):
            _check_whole(data, name)
            tagger.open_inmemory(data)
        known = set(self.label.labels())
        self.known = [(column, tag) for column, tag in enumerate(TAGS) if tag in known]

    def candidates(
        self,
        table: TokenTable,
        features: Sequence[Sequence[str]],
        opinion: Opinion,
        full_text: str,
        country: str | None = None,
    ) -> list[Candidate]:
        """Names and sums in the order of the text; `opinion` is the network's."""
        if not len(table):
            return []
        items = pycrfsuite.ItemSequence(features)
        cuts = list(_runs(table, self.cut.tag(items)))
        field = self._field(items, len(table))
        both = blended(field, opinion.tags, WEIGHT)
        cuts += _not_yet(cuts, _runs(table, decode(both)))
        cuts += _overlooked(table, both, cuts)
        cuts += _not_yet(cuts, _trimmed(table, cuts))
        views = [_by_outcome(each) for each in (both, field, opinion.tags)]
        views.append(opinion.lead)
        found = [_candidate(table, run, full_text, views, opinion.subject) for run in sorted(cuts)]
        for one, other in pairwise(found):
            if other.first < one.last:
                one.contested = other.contested = True
        _read_values(found, full_text, table.language, country)
        return found

    def _field(self, items: pycrfsuite.ItemSequence, size: int) -> np.ndarray:
        """(tokens, TAGS): what the label field makes of each token; where it is sure of no name, the others stay 0."""
        self.label.set(items)
        field = np.zeros((size, len(TAGS)))
        field[:, NO_TAG] = [self.label.marginal(TAGS[NO_TAG], token) for token in range(size)]
        open_ = np.flatnonzero(field[:, NO_TAG] < SURE).tolist()
        for column, tag in self.known:
            if column != NO_TAG:
                field[open_, column] = [self.label.marginal(tag, token) for token in open_]
        return field


def _by_outcome(tags: np.ndarray) -> np.ndarray:
    """(tokens, TAGS) as (tokens, OUTCOMES): beginning and going on are one."""
    columns = [[at for at, tag in enumerate(TAGS) if tag[2:] == label] for label in LABELS]
    found = np.stack([tags[:, each].sum(axis=1) for each in columns], axis=1)
    nothing = np.maximum(0.0, 1.0 - found.sum(axis=1, keepdims=True))
    return np.concatenate([found, nothing], axis=1).astype(np.float32)


def _candidate(
    table: TokenTable, run: Run, full_text: str, views: Sequence[np.ndarray], subject: np.ndarray
) -> Candidate:
    first, last, is_sum = run
    tagged, *said = (view[first:last].mean(axis=0) for view in views)
    said.append(subject[first:last].sum(axis=0))
    start, end = table.starts[first], table.ends[last - 1]
    found = Candidate(first, last, start, end, full_text[start:end], is_sum, tagged, np.concatenate(said))
    wider, end_of_wider = (first, last) if is_sum else with_body(table, first, last)
    if (wider, end_of_wider) != (first, last):
        start, end = table.starts[wider], table.ends[end_of_wider - 1]
        found.whole = start, end, full_text[start:end]
    return found


def _check_whole(data: bytes, name: str) -> None:
    """Raise ValueError when a field is cut short: crfsuite would read past its end and die."""
    if data[:4] != b"lCRF" or int.from_bytes(data[4:8], "little") != len(data):
        raise ValueError(f"{name} is no whole CRFsuite file")


def _runs(table: TokenTable, tags: Sequence[str]) -> Iterator[Run]:
    """The tagged runs, none over the end of a paragraph: the tags do not see the line break."""
    for first, last, label in tagged_runs(tags):
        start = first
        for token in range(first + 1, last + 1):
            if token == last or table.paragraph[token] != table.paragraph[start]:
                yield start, token, label in SUM_LABELS
                start = token


def _overlooked(table: TokenTable, tags: np.ndarray, cuts: Sequence[Run]) -> list[Run]:
    """Single words with a capital that are no name by a hair, since the labels share what speaks for one: the last of a
    list.
    """
    taken = {token for first, last, _ in cuts for token in range(first, last)}
    doubtful = np.flatnonzero(tags[:, NO_TAG] < DOUBTFUL).tolist()
    return [(at, at + 1, False) for at in doubtful if at not in taken and is_name_like(table.words[at])]


def _not_yet(cuts: Sequence[Run], more: Iterable[Run]) -> list[Run]:
    known = {cut[:2] for cut in cuts}
    return [run for run in more if run[:2] not in known]


def _trimmed(table: TokenTable, runs: Sequence[Run]) -> Iterator[Run]:
    """Names without a first word that may only say what they are: "Schouwburg De Kantelaar", "mediahuis Kadokawa".

    Not before a place ("gemeente Buren"), where that word belongs to the name.
    """
    for first, last, is_sum in runs:
        if is_sum or last - first < 2 or not table.words[first + 1][:1].isupper():
            continue
        begins = first == 0 or table.sentence[first - 1] != table.sentence[first]
        says = any(class_.startswith("head_") or class_ == "company_noun" for class_ in table.classes[first])
        is_place = any(tag[2:] in ("town", "country") for tag in table.names[first + 1])
        if (begins or says or table.words[first].islower()) and not is_place:
            yield first + 1, last, is_sum


def _read_values(candidates: Sequence[Candidate], full_text: str, language: str, country: str | None) -> None:
    sums = [candidate for candidate in candidates if candidate.is_sum]
    spans = [(candidate.start, candidate.end) for candidate in sums]
    for candidate, amount in zip(sums, read_spans(full_text, spans, language=language, country=country), strict=True):
        if amount is not None:
            candidate.value, candidate.currency = float(amount.value), amount.currency

"""The article's mentions: each candidate with the label it most likely has, none overlapping another."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.roles import Weighed
from nlp.scene import NOTHING, VICTIM, Candidate
from nlp.types import LABELS, Mention


def final_mentions(weighed: Weighed) -> list[Mention]:
    """Mentions in the order of the text; of two ways of cutting one name the likelier stays."""
    outcomes, candidates = weighed.outcomes, weighed.scene.candidates
    kept: list[int] = []
    taken: set[int] = set()  # tokens
    for index in sorted(range(len(candidates)), key=lambda each: -float(outcomes[each, :NOTHING].max())):
        one = candidates[index]
        if outcomes[index].argmax() == NOTHING:
            continue
        tokens = range(one.first, one.last)
        if taken.isdisjoint(tokens):
            kept.append(index)
            taken.update(tokens)
    found: list[Mention] = []
    for index in sorted(kept, key=lambda each: candidates[each].start):
        one, label = candidates[index], int(outcomes[index, :NOTHING].argmax())
        start, end, text = one.start, one.end, one.text
        free = found[-1].end if found else 0
        if label == VICTIM and one.whole and one.whole[0] >= free and _is_free(one.whole, index, kept, candidates):
            start, end, text = one.whole
        found.append(Mention(start, end, LABELS[label], text, round(float(outcomes[index, label]), 4)))
    return found


def _is_free(whole: tuple[int, int, str], index: int, kept: Sequence[int], candidates: Sequence[Candidate]) -> bool:
    others = (candidates[other] for other in kept if other != index)
    return all(whole[1] <= other.start or other.end <= whole[0] for other in others)

"""The words around a name or a sum, as a bag: what the lexicon has no class for is learnt from the articles."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.features import normal, shape
from nlp.scene import Candidate, Scene

BESIDE = 3  # tokens each side whose place is kept
AROUND = 12  # tokens each side, in the sentence, of which only the side is kept
ELSEWHERE = 4  # other mentions of the name that are looked at


def mention_bag(scene: Scene, index: int) -> dict[str, float]:
    """Terms of one candidate: its own words, its neighbours, its sentence, and the neighbours of its other mentions."""
    candidate = scene.candidates[index]
    mark = "$" if candidate.is_sum else ""
    bag = dict.fromkeys((mark + term for term in _own(scene, candidate)), 1.0)
    bag.update(dict.fromkeys((mark + term for term in _around(scene, candidate)), 1.0))
    others = [other for other in scene.same[index] if other != index][:ELSEWHERE]
    for other in others:
        for term in _around(scene, scene.candidates[other]):
            bag.setdefault(f"{mark}x{term}", 0.7)
    return bag


def _own(scene: Scene, candidate: Candidate) -> Iterator[str]:
    table = scene.table
    words = [normal(word) for word in table.words[candidate.first : candidate.last]]
    yield f"first={words[0]}"
    yield f"last={words[-1]}"
    yield f"shape={shape(candidate.text[:30])}"
    yield from (f"own={word}" for word in words)
    for token in range(candidate.first, candidate.last):
        yield from (f"oc={class_}" for class_ in table.classes[token])
        yield from (f"on={name}" for name in table.names[token])
    if table.in_title[candidate.first]:
        yield "title"


def _around(scene: Scene, candidate: Candidate) -> Iterator[str]:
    table = scene.table
    sentence = table.sentence[candidate.first]
    before: list[str] = []
    after: list[str] = []
    for step in range(1, AROUND + 1):
        for side, token, seen in (("l", candidate.first - step, before), ("r", candidate.last - 1 + step, after)):
            if not 0 <= token < len(table) or table.sentence[token] != sentence:
                if step == 1:
                    yield f"{side}1=|"
                continue
            word = normal(table.words[token])
            if step <= BESIDE:
                yield f"{side}{step}={word}"
                yield from (f"{side}{step}c={class_}" for class_ in table.classes[token])
                seen.append(word)
            yield f"{side}={word}"
            yield from (f"{side}c={class_}" for class_ in table.classes[token])
    for side, seen in (("l", before), ("r", after)):
        if len(seen) > 1:
            yield f"{side}12={seen[0]}|{seen[1]}"
        if len(seen) > 2:
            yield f"{side}123={seen[0]}|{seen[1]}|{seen[2]}"

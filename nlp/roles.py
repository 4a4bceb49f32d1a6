"""Names of one article grouped into victims and attackers; each group, and each pair of them, as a row of numbers."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.names import folded, group_names
from nlp.network import LEAD
from nlp.scene import ACTOR, OUTCOMES, RANSOM, VICTIM, Scene

Group = list[int]  # indices of candidates that name the same thing, in the order of the text
LEAST = {VICTIM: 0.05, ACTOR: 0.08, RANSOM: 0.05}  # below this probability a name or sum is not considered in the role


@dataclass
class Weighed:
    """An article's scene with what the mention classifier made of each candidate."""

    scene: Scene
    outcomes: np.ndarray  # (candidates, OUTCOMES) probabilities
    kinds: np.ndarray  # (KINDS,) probabilities


def name_groups(weighed: Weighed, role: int) -> list[Group]:
    """The groups of names of which one mention may have the role; linked names are one group."""
    scene = weighed.scene
    names: dict[str, Group] = {}
    for index, candidate in enumerate(scene.candidates):
        if not candidate.is_sum:
            names.setdefault(folded(candidate.text) or candidate.text, []).append(index)
    kept = [members for members in names.values() if weighed.outcomes[members, role].max() >= LEAST[role]]
    linked = group_names([scene.candidates[members[0]].text for members in kept])
    return [sorted(index for at in group for index in kept[at]) for group in linked]


def sum_groups(weighed: Weighed) -> list[Group]:
    """Each sum that may be a ransom, as a group of its own."""
    return [
        [index]
        for index, candidate in enumerate(weighed.scene.candidates)
        if candidate.is_sum and weighed.outcomes[index, RANSOM] >= LEAST[RANSOM]
    ]


def group_rows(weighed: Weighed, groups: Sequence[Group], role: int) -> np.ndarray:
    """One row a group: how likely it is in the role, against its rivals, and what all its mentions' contexts say."""
    scene, outcomes = weighed.scene, weighed.outcomes
    top = [float(outcomes[group, role].max()) for group in groups]
    mass = [float(outcomes[group, role].sum()) for group in groups]
    whole = outcomes.max(axis=0) if len(outcomes) else np.zeros(len(OUTCOMES))
    rows = []
    for at, group in enumerate(groups):
        own = outcomes[group]
        rivals = [top[other] for other in range(len(groups)) if other != at]
        numbers = np.array([*_standing(weighed, groups, at, top, mass, rivals, role)], np.float32)
        first = group[0]
        rows.append(
            np.concatenate(
                [
                    own.max(axis=0),
                    own.mean(axis=0),
                    own[0],
                    scene.said[group].max(axis=0),
                    scene.said[group].mean(axis=0),
                    scene.said[group, -len(LEAD) :].sum(axis=0),
                    scene.nothing,
                    whole,
                    numbers,
                    weighed.kinds,
                    scene.listed[group].max(axis=0),
                    scene.own[group].max(axis=0),
                    scene.left[group].max(axis=0),
                    scene.right[group].max(axis=0),
                    scene.sentence[group].max(axis=0),
                    np.maximum(scene.sentence[first], scene.before[first]),
                    scene.title,
                ]
            )
        )
    return np.array(rows, np.float32)


def _standing(
    weighed: Weighed,
    groups: Sequence[Group],
    at: int,
    top: list[float],
    mass: list[float],
    rivals: list[float],
    role: int,
) -> tuple[float, ...]:
    scene, group = weighed.scene, groups[at]
    table, candidates = scene.table, scene.candidates
    titled = [weighed.outcomes[index, role] for index in group if table.in_title[candidates[index].first]]
    first = candidates[group[0]].first
    firsts = [candidates[other[0]].first for other in groups]
    return (
        mass[at],
        len(group),
        len(titled),
        max(titled, default=-1.0),
        first,
        first / max(len(table), 1),
        table.paragraph[first],
        table.paragraph[candidates[group[-1]].first],
        len(table),
        len(groups),
        sum(other > top[at] for other in rivals),
        max(rivals, default=0.0),
        top[at] - max(rivals, default=0.0),
        sum(other > mass[at] for other in mass),
        sum(firsts[other] < first and top[other] > 0.4 for other in range(len(groups))),
        sum(len(other) > len(group) for other in groups),
        sum(other > 0.5 for other in top),
        table.paragraph[-1],
    )


def pair_rows(
    weighed: Weighed,
    victims: Sequence[Group],
    standing: np.ndarray,
    others: Sequence[Group],
    other_rows: np.ndarray,
) -> np.ndarray:
    """One row for each victim and each other group (attacker or sum), victims first.

    `standing` is (victims, 2): the probabilities that each is a victim and that it is the article's first; `other_rows`
    are the group rows of the others.
    """
    rows = []
    for at, victim in enumerate(victims):
        likelier = int((standing[:, 1] > standing[at, 1]).sum())
        likely = int((standing[:, 0] > 0.5).sum())
        for index, other in enumerate(others):
            near, sentences, paragraphs, order = _distance(weighed.scene, victim, other)
            rival = min(
                (
                    _distance(weighed.scene, each, other)[0]
                    for k, each in enumerate(victims)
                    if k != at and standing[k, 0] > 0.4
                ),
                default=999,
            )
            numbers = (
                standing[at, 0],
                standing[at, 1],
                likelier,
                likely,
                near,
                sentences,
                paragraphs,
                order,
                rival - near,
            )
            rows.append(np.concatenate([np.array(numbers, np.float32), other_rows[index]]))
    return np.array(rows, np.float32)


def _distance(scene: Scene, group: Group, other: Group) -> tuple[int, int, int, int]:
    """Tokens between the nearest mentions, pairs in one sentence, pairs in one paragraph, and who comes first."""
    table, candidates = scene.table, scene.candidates
    ones, twos = ([candidates[index].first for index in each] for each in (group, other))
    nearest, order = 999, 0
    for one in ones:
        after = bisect_left(twos, one)
        for two in twos[max(0, after - 1) : after + 1]:
            if abs(one - two) < nearest:
                nearest, order = abs(one - two), (1 if one > two else -1)
    return nearest, _pairs_in_one(table.sentence, ones, twos), _pairs_in_one(table.paragraph, ones, twos), order


def _pairs_in_one(part: Sequence[int], ones: Sequence[int], twos: Sequence[int]) -> int:
    """Pairs of tokens of which both stand in the same sentence, or the same paragraph."""
    counts = Counter(part[two] for two in twos)
    return sum(counts[part[one]] for one in ones)


def sum_facts(weighed: Weighed, sums: Sequence[Group]) -> np.ndarray:
    """What a sum's own figure says beside its context: size, currency, repeats, whether it converts its neighbour."""
    candidates, table = weighed.scene.candidates, weighed.scene.table
    every = [candidates[group[0]] for group in sums]
    rows = []
    for at, one in enumerate(every):
        same_currency = [c for c in every if c.currency == one.currency and c.value is not None]
        before = every[at - 1] if at else None
        after = every[at + 1] if at + 1 < len(every) else None
        rows.append(
            (
                one.value is not None,
                math.log10(one.value) if one.value else -9.0,
                one.currency in ("BTC", "XMR", "ETH"),
                sum(c.value == one.value and c.currency == one.currency for c in every),
                all((c.value or 0) <= (one.value or 0) for c in same_currency),
                len(same_currency),
                one.first > 0 and table.words[one.first - 1] == "(",
                one.first - before.last if before else 99,
                after.first - one.last if after else 99,
                before is not None and before.currency != one.currency,
                at,
                len(every),
            )
        )
    return np.array(rows, np.float32).reshape(len(every), 12)

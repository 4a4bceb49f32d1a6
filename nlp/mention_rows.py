"""Each name and sum as one row of numbers, from which a classifier decides what it is: actor, victim, ransom, …"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from nlp.features import TokenTable, is_name_like
from nlp.names import domain_stem, folded
from nlp.scene import ACTOR, VICTIM, Candidate, Scene

# Words that stand right before or after a name and say much of its role; one column each, before and after.
_WORDS = (
    "de du des d' la le les l' à au aux chez par pour contre dans en sur sous selon et ou que qui "
    "van het een bij door voor tegen in op onder volgens of dat die aan met uit over naar the a at "
    "by for against on to from with and or that who after before 's , . : ; ( ) « » \" ' - – ? ! is "
    "was heeft has had est ont hebben als comme as"
)
FUNCTIONS = tuple(dict.fromkeys(_WORDS.split()))
FUNCTION_COLUMN = {word: at for at, word in enumerate(FUNCTIONS)}
CRYPTO = frozenset(["btc", "bitcoin", "bitcoins", "xmr", "monero", "eth", "ether", "ethereum"])
LISTING = frozenset((",", ";", "et", "and", "en", "&", "ou", "of", "or", "ainsi"))  # between names of one list
LIKELY = 0.3  # from this probability on a name counts as a rival


def mention_rows(scene: Scene, kinds: np.ndarray, words: np.ndarray) -> np.ndarray:
    """One row a candidate.

    `kinds` are the article's probabilities in the order of KINDS; `words`, (candidates, OUTCOMES), what the words
    around each candidate say.
    """
    count = len(scene.candidates)
    if not count:
        return np.zeros((0, 1), np.float32)
    tagged = np.stack([candidate.tagged for candidate in scene.candidates])
    blocks = [tagged, scene.said, _elsewhere(scene, scene.said), words, *_shared(scene, tagged), _beside(scene, tagged)]
    blocks += [_places(scene, tagged), _forms(scene.table, scene.candidates), _sums(scene.table, scene.candidates)]
    blocks.append(np.repeat(kinds[None, :], count, axis=0))
    blocks += [scene.listed, scene.own, scene.left, scene.right]
    blocks += [_elsewhere(scene, scene.left), _elsewhere(scene, scene.right), *_list(scene, tagged)]
    blocks += [np.repeat(each[None, :], count, axis=0) for each in (scene.title, scene.share)]
    blocks += _neighbours(scene.table, scene.candidates)
    return np.concatenate(blocks, axis=1).astype(np.float32)


def _shared(scene: Scene, tagged: np.ndarray) -> list[np.ndarray]:
    """What the tagger says of the same name elsewhere, of its linked forms, and of all other names."""
    mean, top, link, rival = (np.zeros_like(tagged) for _ in range(4))
    for index, members in enumerate(scene.same):
        others = [m for m in members if m != index]
        if others:
            mean[index] = tagged[others].mean(axis=0)
            top[index] = tagged[others].max(axis=0)
        if scene.linked[index]:
            link[index] = tagged[scene.linked[index]].max(axis=0)
        family = {*members, *scene.linked[index]}
        rivals = [k for k in range(len(scene.same)) if k not in family]
        if rivals:
            rival[index] = tagged[rivals].max(axis=0)
    return [mean, top, link, rival]


def _beside(scene: Scene, tagged: np.ndarray) -> np.ndarray:
    """What the tagger says of the names right before and after in the sentence: what is listed together is alike."""
    table, candidates = scene.table, scene.candidates
    width = tagged.shape[1]
    found = np.zeros((len(candidates), 2 * (width + 2)), np.float32)
    for index, candidate in enumerate(candidates):
        for side, other in ((0, index - 1), (1, index + 1)):
            if not 0 <= other < len(candidates):
                continue
            first, second = sorted((candidate, candidates[other]), key=lambda each: each.first)
            if table.sentence[first.first] == table.sentence[second.first]:
                between = table.lower[first.last : second.first]
                at = side * (width + 2)
                found[index, at : at + width] = tagged[other]
                found[index, at + width] = 1 / (1 + len(between))
                found[index, at + width + 1] = bool(LISTING.intersection(between))
    return found


def _list(scene: Scene, tagged: np.ndarray) -> list[np.ndarray]:
    """For a name in a list: what stands before the list, what its other names may be, how long it is."""
    count = len(scene.candidates)
    left, others = np.zeros_like(scene.left), np.zeros_like(tagged)
    place = np.zeros((count, 2), np.float32)
    lists: dict[int, list[int]] = {}
    for index, head in enumerate(scene.head):
        lists.setdefault(head, []).append(index)
    for head, members in lists.items():
        if len(members) < 2:
            continue
        for at, index in enumerate(members):
            left[index] = scene.left[head]
            others[index] = tagged[[member for member in members if member != index]].mean(axis=0)
            place[index] = at, len(members)
    return [left, others, place]


def ranks(scores: dict[str, float]) -> dict[str, int]:
    """Position of each key when the highest score is first."""
    return {name: rank for rank, name in enumerate(sorted(scores, key=lambda each: -scores[each]))}


def _places(scene: Scene, tagged: np.ndarray) -> np.ndarray:
    table, candidates, same = scene.table, scene.candidates, scene.same
    size = max(len(table), 1)
    names = [folded(candidate.text) or candidate.text for candidate in candidates]
    victims = {name: float(tagged[same[i]][:, VICTIM].max()) for i, name in enumerate(names)}
    actors = {name: float(tagged[same[i]][:, ACTOR].max()) for i, name in enumerate(names)}
    times = {name: float(len(same[i])) for i, name in enumerate(names) if not candidates[i].is_sum}
    heads = {name: candidates[same[i][0]].first for i, name in enumerate(names)}
    titled = {name: -float(first) for name, first in heads.items() if table.in_title[first]}
    rank_victim, rank_actor, rank_times, rank_title = map(ranks, (victims, actors, times, titled))
    per_sentence: dict[int, list[int]] = {}
    for index, candidate in enumerate(candidates):
        per_sentence.setdefault(table.sentence[candidate.first], []).append(index)
    total = sum(times.values()) or 1.0
    quoted = _quoted(table)
    title_victim = any(table.in_title[c.first] and tagged[i, VICTIM] > 0.5 for i, c in enumerate(candidates))
    found = []
    for index, candidate in enumerate(candidates):
        name, first = names[index], candidate.first
        neighbours = per_sentence[table.sentence[first]]
        sums_near = sum(candidates[i].is_sum for i in neighbours)
        found.append(
            (
                table.in_title[first],
                table.in_title[heads[name]],
                table.paragraph[first],
                min(first, 400),
                min(size - candidate.last, 400),
                first / size,
                first == 0 or table.sentence[first - 1] != table.sentence[first],
                min(heads[name], 400),
                heads[name] / size,
                len(same[index]),
                len(same[index]) / total,
                rank_times.get(name, 99),
                rank_victim[name],
                rank_actor[name],
                len(times),
                sum(p > LIKELY for p in victims.values()),
                sum(p > LIKELY for p in actors.values()),
                size,
                table.paragraph[-1],
                title_victim,
                quoted[first],
                first > 0 and table.words[first - 1] == "(",
                len(neighbours) - sums_near,
                sums_near,
                rank_title.get(name, 9),
                candidate.contested,
            )
        )
    return np.array(found, np.float32)


def _quoted(table: TokenTable) -> list[bool]:
    """Does a token stand between quotation marks? Marks are matched within a paragraph."""
    inside, paragraph = False, -1
    flags = []
    for index, word in enumerate(table.words):
        if table.paragraph[index] != paragraph:
            inside, paragraph = False, table.paragraph[index]
        if word in "«“":
            inside = True
        elif word in "»”":
            inside = False
        elif word == '"':
            inside = not inside
        flags.append(inside)
    return flags


def _forms(table: TokenTable, candidates: Sequence[Candidate]) -> np.ndarray:
    bracketed = {table.words[i + 1] for i, word in enumerate(table.words[:-1]) if word == "("}
    found = []
    for candidate in candidates:
        words = table.words[candidate.first : candidate.last]
        zipf = table.zipf[candidate.first : candidate.last]
        text = candidate.text
        found.append(
            (
                len(words),
                min(len(text), 60),
                text.isupper(),
                any(c.isdigit() for c in text),
                "-" in text,
                domain_stem(text) is not None,
                min(zipf),
                max(zipf),
                text[0].isupper(),
                text[0].islower(),
                sum(not is_name_like(word) for word in words),
                text in bracketed,
            )
        )
    return np.array(found, np.float32)


def _sums(table: TokenTable, candidates: Sequence[Candidate]) -> np.ndarray:
    found = np.zeros((len(candidates), 9), np.float32)
    sums = [index for index, candidate in enumerate(candidates) if candidate.is_sum]
    values = [candidates[index].value or 0.0 for index in sums]
    for rank, index in enumerate(sums):
        candidate, value = candidates[index], values[rank]
        found[index] = (
            math.log10(value) if value > 0 else -1,
            rank,
            len(sums),
            sum(other == value for other in values),
            candidate.value is None,
            bool(CRYPTO.intersection(table.lower[candidate.first : candidate.last])),
            table.paragraph[candidate.first] <= 1,
            value > values[0],
            sum(other > value for other in values),
        )
    return found


def _elsewhere(scene: Scene, side: np.ndarray) -> np.ndarray:
    """The context of the same name's other mentions: the nearest each class comes."""
    found = np.zeros_like(side)
    for index, members in enumerate(scene.same):
        others = [m for m in members if m != index]
        if others:
            found[index] = side[others].max(axis=0)
    return found


def _neighbours(table: TokenTable, candidates: Sequence[Candidate]) -> list[np.ndarray]:
    before, after = (np.zeros((len(candidates), len(FUNCTIONS)), np.float32) for _ in range(2))
    for index, candidate in enumerate(candidates):
        for side, token in ((before, candidate.first - 1), (after, candidate.last)):
            if 0 <= token < len(table):
                at = FUNCTION_COLUMN.get(table.lower[token])
                if at is not None:
                    side[index, at] = 1
    return [before, after]

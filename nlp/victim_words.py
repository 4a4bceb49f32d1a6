"""The words that speak of a victim, as a bag: its name's, those beside the name, in its sentences, in the article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.names import content_words, folded

WORD = re.compile(r"[^\W_]+(?:[-'’&][^\W_]+)*'?|[^\w\s]")
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
MONEY_SIGNS = "$£€"
NEAR_WORDS = 4
FAR = 99
DEFINITES = frozenset("the le la l' les du au het de deze dit this cette ce".split())  # noqa: SIM905
# What a word weighs by where it stands. Chosen by hand; the regressions learn the rest.
NAME, ENDING, BEGINNING, LANGUAGE = 3.0, 1.2, 1.0, 2.0
BESIDE, BESIDE_ENDING, IN_SENTENCE, IN_ARTICLE, DEFINITE = 1.5, 0.7, 1.0, 0.5, 0.8
ENDINGS = (3, 4, 5, 6)  # letters of a name's endings, which say what a Dutch compound is: "streekziekenhuis"


def words_of(text: str) -> list[str]:
    """Words and marks in lower case, with straight apostrophes."""
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


@dataclass(frozen=True)
class Sentence:
    """The words of a sentence, in lower case; what it gives to the bag of a victim that it does not name."""

    words: list[str]
    plain: list[str]  # the same folded
    spoken: list[int]  # those that are words or signs of money
    terms: dict[str, float]


@lru_cache(maxsize=4)
def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a text; asked for once for each victim of an article."""
    return [_sentence(words_of(sentence)) for sentence in SENTENCE.split(text)]


def _sentence(words: list[str]) -> Sentence:
    spoken = [at for at, word in enumerate(words) if word[0].isalpha() or word in MONEY_SIGNS]
    terms = {term: weight for at in spoken for term, weight in _anywhere(words, at).items()}
    return Sentence(words, [folded(word) for word in words], spoken, terms)


def name_key(victim: str) -> tuple[str, ...]:
    """The folded words by which a victim's name is known again; all of them when none says anything: "M6", "AT&T"."""
    return tuple(content_words(victim)) or tuple(folded(victim).split())


def places_of(plain: Sequence[str], key: Sequence[str]) -> list[int]:
    """Indices of the folded words that are part of a victim's name: "d acme" and "acme s" are, for "acme"."""
    wanted = {*key, " ".join(key)}
    return [at for at, word in enumerate(plain) if word in wanted or not wanted.isdisjoint(word.split(" "))]


def gap_to(places: Sequence[int], at: int) -> int:
    """Words between a place and the nearest of these, which are in order; FAR when there is none."""
    after = bisect_left(places, at)
    return min((abs(at - place) for place in places[max(0, after - 1) : after + 1]), default=FAR)


@lru_cache(maxsize=64)
def victim_bag(victim: str, text: str, language: str) -> dict[str, float]:
    """Term -> weight. The victim's own name counts as its name only, not as a word of the article."""
    bag: dict[str, float] = {f"lang:{language}": LANGUAGE}
    for word in words_of(victim):
        _add(bag, f"N:{word}", NAME)
        for letters in ENDINGS:
            if len(word) > letters + 1:
                _add(bag, f"NE:{word[-letters:]}", ENDING)
        if len(word) > 6:
            _add(bag, f"NP:{word[:5]}", BEGINNING)
    key = name_key(victim)
    for sentence in sentences_of(text):
        places = places_of(sentence.plain, key)
        if not places:
            bag.update(sentence.terms)
            continue
        own = set(places)
        for at in (at for at in sentence.spoken if at not in own):
            word = sentence.words[at]
            bag.update(_anywhere(sentence.words, at))
            bag[f"S:{word}"] = IN_SENTENCE
            if gap_to(places, at) <= NEAR_WORDS:
                _add(bag, f"B:{word}", BESIDE)
                if len(word) > 6:
                    _add(bag, f"BE:{word[-5:]}", BESIDE_ENDING)
    return bag


def _anywhere(words: Sequence[str], at: int) -> dict[str, float]:
    """The terms of a word that it has wherever it stands."""
    terms = {f"A:{words[at]}": IN_ARTICLE}
    if at and words[at - 1] in DEFINITES:
        terms[f"D:{words[at]}"] = DEFINITE
    return terms


def _add(bag: dict[str, float], term: str, weight: float) -> None:
    bag[term] = bag.get(term, 0.0) + weight

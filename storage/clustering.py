"""Which tellings tell of one incident: a pure function of the tellings and of what analysts ruled on them.

Reports are joined pair by pair, the surest pair first, unless the incidents that would meet contradict each other.
Then undated reports, then recalls, each to the incident it fits best; what is left over opens incidents of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations

from storage.hints import proper_words
from storage.identity import precedence
from storage.incidents import Telling
from storage.lexicon import places_named
from storage.matching import FIRST_DAYS, JOIN, NEWS_DAYS, PROPOSE, Match, comparable, likeness_of, match, voice

Place = tuple[int, int]  # (article_id, claim_id): one telling


@dataclass(frozen=True)
class Rulings:
    """What analysts ruled on pairs of tellings, each pair in order."""

    together: frozenset[tuple[Place, Place]] = frozenset()
    apart: frozenset[tuple[Place, Place]] = frozenset()


@dataclass(frozen=True)
class NearMiss:
    """Two tellings of different incidents that look like one incident."""

    left: Place
    right: Place
    score: float
    reason: str


def place_of(telling: Telling) -> Place:
    return telling.article_id, telling.claim_id


def cluster(tellings: Iterable[Telling], rulings: Rulings | None = None) -> tuple[list[list[Telling]], list[NearMiss]]:
    """Partition the tellings of one component; each comes back with the score and the reason of its joining."""
    rulings = rulings or Rulings()
    packs = _packs(
        sorted(tellings, key=precedence), {place for pair in rulings.together | rulings.apart for place in pair}
    )
    component = _Component([pack[0] for pack in packs], rulings)
    component.obey()
    component.join_reports()
    component.place_others(lambda t: t.claim.primary and t.published is None, _is_dated_report)
    component.place_others(lambda t: not t.claim.primary, lambda t: t.claim.primary)
    others = {place_of(pack[0]): pack[1:] for pack in packs}
    clusters = [[t for first in told for t in (first, *_after(first, others))] for told in component.clusters()]
    return clusters, component.near_misses()


def _packs(told: Sequence[Telling], ruled: set[Place]) -> list[list[Telling]]:
    """Tellings that say the same in the same fortnight are judged as one: a story that is in all papers stays cheap.

    Those that an analyst ruled on are judged one by one, and those of an article that tells of several.
    """
    articles = Counter(telling.url for telling in told)
    packs: dict[Hashable, list[Telling]] = defaultdict(list)
    for telling in told:
        alone = place_of(telling) if place_of(telling) in ruled or articles[telling.url] > 1 else None
        day = telling.published.toordinal() // NEWS_DAYS if telling.published else None
        packs[voice(telling), day, alone].append(telling)
    return list(packs.values())


def _after(first: Telling, others: dict[Place, list[Telling]]) -> Iterator[Telling]:
    for telling in others[place_of(first)]:
        found = match(first, telling)
        yield replace(telling, join_score=found.score, reason=found.reason)


def _is_dated_report(telling: Telling) -> bool:
    return telling.claim.primary and telling.published is not None


ELSEWHERE = 0.35
"""What two reports on a bare name lose when each speaks of another of the words that fuller names have beside it."""


@dataclass(frozen=True)
class Told:
    """Of the words by which fuller names of a component differ from bare ones (a town, most often), an article's."""

    words: frozenset[str]
    bare: bool  # another telling's name has more than its victim's


def told_places(told: Sequence[Telling]) -> list[Told]:
    """For each telling: "AZ Sint-Rochus" of which an article on Overhoek tells is no hospital of Merval."""
    own = [[proper_words(name) for name in (t.claim.victim, *t.claim.aliases)] for t in told]
    names = {frozenset(words) for mine in own for words in mine if words}
    beside = frozenset().union(*(full - bare for bare, full in permutations(names, 2) if bare < full))
    beside = frozenset(place for word in beside for place in places_named(word))
    if not beside:  # nearly always
        return [Told(beside, bare=False)] * len(told)
    found = []
    for mine, telling in zip(own, told, strict=True):
        words = set().union(telling.hints.get("names", ()), *mine)
        named = {place for word in words for place in places_named(word)}
        found.append(Told(beside & named, any(mine[0] < name for name in names if mine[0])))
    return found


_LATE = 100  # days after which an attack of a year or a month is still reported as news


def last_told(recalled: Telling) -> int:
    """The last day on which an attack may have been reported that is recalled as of some year or month; else any."""
    years, months = (recalled.hints.get(name, ()) for name in ("years", "months"))
    if not recalled.published or not (years or months):
        return date.max.toordinal()
    ends = [date(year, 12, 31) for year in years] + [date.fromisoformat(f"{month}-28") for month in months]
    return max(ends).toordinal() + _LATE


_ALIKE = 0.5  # by a further name of a report in the news that the article is part of
_SAME = 0.9  # likeness of names from which they are one victim's


def _stand_on_both_sides(one: Iterable[int], other: Iterable[int], turn: tuple[set[int], set[int]]) -> bool:
    before, after = turn
    return (not before.isdisjoint(one) and not after.isdisjoint(other)) or (
        not before.isdisjoint(other) and not after.isdisjoint(one)
    )


class _Component:
    """Tellings by number, in order of precedence; a cluster is named by its first telling's number."""

    def __init__(self, told: Sequence[Telling], rulings: Rulings) -> None:
        self.told = told
        self.home = list(range(len(told)))
        self.members: dict[int, list[int]] = {n: [n] for n in range(len(told))}
        self.why: dict[int, tuple[float, str, bool]] = {}
        places = [place_of(t) for t in told]
        number = {place: n for n, place in enumerate(places)}
        self.together, self.apart = (
            {(min(p), max(p)) for p in ((number[a], number[b]) for a, b in pairs if a in number and b in number)}
            for pairs in (rulings.together, rulings.apart)
        )
        self.matches: dict[tuple[int, int], Match] = {}
        self.near: dict[int, list[int]] = defaultdict(list)  # those that share a key: no others can be joined
        for a, b in comparable(told):
            self.near[a].append(b)
            self.near[b].append(a)
        self.turns = self._turns()
        self.places = told_places(told)

    def _turns(self) -> list[tuple[set[int], set[int]]]:
        """Where an article reports an attack and recalls an earlier one on the same victim: the reports of each.

        The new attack's reports go back from that article's day until for a week there is none.
        """
        articles: dict[str, list[int]] = defaultdict(list)
        for n, telling in enumerate(self.told):
            articles[telling.url].append(n)
        turns = []
        for one, other in (pair for members in articles.values() for pair in permutations(members, 2)):
            new, recalled = self.told[one], self.told[other]
            if _is_dated_report(new) and not recalled.claim.primary and likeness_of(new, recalled).score >= _SAME:
                alike = {n: day for n in (one, *self.near[one]) if (day := self._day_alike(one, n))}
                start = alike[one]
                for day in sorted(alike.values(), reverse=True):
                    if 0 < start - day <= FIRST_DAYS:
                        start = day
                end = alike[one] + NEWS_DAYS
                latest = last_told(recalled)
                before = {n for n in alike if alike[n] < start and alike[n] <= latest}
                turns.append((before, {n for n in alike if start <= alike[n] <= end}))
        return turns

    def _day_alike(self, one: int, n: int) -> int | None:
        """The day of a report on the same victim."""
        telling = self.told[n]
        if (
            telling.published is None
            or not telling.claim.primary
            or likeness_of(self.told[one], telling).score < _ALIKE
        ):
            return None
        return telling.published.toordinal()

    def pair(self, a: int, b: int) -> Match:
        pair = min(a, b), max(a, b)
        if pair not in self.matches:
            found = match(self.told[pair[0]], self.told[pair[1]])
            one, two = (self.places[n] for n in pair)
            there, here = one.words - two.words, two.words - one.words
            if there and here and (one.bare or two.bare):
                reason = f"{found.reason}; {min(there)} there, {min(here)} here"
                points = round(found.points - ELSEWHERE, 4)
                found = replace(found, score=min(max(0.0, points), 1.0), points=points, reason=reason)
            self.matches[pair] = found
        return self.matches[pair]

    def pairs(self, least: float, among: Iterable[int]) -> list[tuple[int, int]]:
        """Those that share a key and match so well."""
        chosen = set(among)
        near = ((a, b) for a in sorted(chosen) for b in self.near[a] if a < b and b in chosen)
        return [(a, b) for a, b in near if self.pair(a, b).score >= least]

    def obey(self) -> None:
        for a, b in sorted(self.together):
            if self.home[a] != self.home[b] and not self._ruled_apart(self.home[a], self.home[b]):
                self._merge(a, b, Match(1.0, "an analyst says so"), analyst=True)

    def join_reports(self) -> None:
        """Those with a date."""
        self._join(self.pairs(JOIN, (n for n, telling in enumerate(self.told) if _is_dated_report(telling))))

    def place_others(self, chosen: Callable[[Telling], bool], homes: Callable[[Telling], bool]) -> None:
        """Each of the chosen to the cluster of `homes` that it fits best; those that fit none, to one another."""
        settled = {n for n, telling in enumerate(self.told) if homes(telling)}
        for n in (n for n, telling in enumerate(self.told) if chosen(telling)):
            if len(self.members[self.home[n]]) == 1:
                self._place(n, {self.home[member] for member in settled.intersection(self.near[n])})
        at_home = {self.home[member] for member in settled}
        left = [n for n, telling in enumerate(self.told) if chosen(telling) and self.home[n] not in at_home]
        self._join(self.pairs(JOIN, left))

    def _place(self, n: int, homes: set[int]) -> None:
        fits = [(-self._best(n, home).points, self._distance(n, home), home) for home in homes]
        for points, _, home in sorted(fits):
            if -points >= JOIN and not self._contradict(n, home):
                self._merge(home, n, self._best(n, home))
                return

    def _join(self, pairs: Iterable[tuple[int, int]]) -> None:
        """The surest pair first; among equals the nearest in time, then the one that stands first."""
        for _, _, a, b in sorted((-self.pair(a, b).score, self._gap(a, b), a, b) for a, b in pairs):
            if self.home[a] != self.home[b] and not self._contradict(self.home[a], self.home[b]):
                self._merge(a, b, self.pair(a, b))

    def clusters(self) -> list[list[Telling]]:
        return [[self._explained(n) for n in members] for _, members in sorted(self.members.items())]

    def near_misses(self) -> list[NearMiss]:
        return [
            NearMiss(place_of(self.told[a]), place_of(self.told[b]), self.pair(a, b).score, self.pair(a, b).reason)
            for a, b in self.pairs(PROPOSE, range(len(self.told)))
            if self.home[a] != self.home[b] and not self._ruled_apart(self.home[a], self.home[b])
        ]

    def _explained(self, n: int) -> Telling:
        score, reason, analyst = self.why.get(n, (1.0, "stands first", False))
        return replace(self.told[n], join_score=score, reason=reason, decided_by="analyst" if analyst else "rule")

    def _merge(self, a: int, b: int, found: Match, *, analyst: bool = False) -> None:
        first, second = sorted((self.home[a], self.home[b]))
        self.why.setdefault(second, (found.score, found.reason, analyst))
        for n in self.members[second]:
            self.home[n] = first
        self.members[first] = sorted(self.members[first] + self.members.pop(second))

    def _contradict(self, first: int, second: int) -> bool:
        """Do more pairs contradict than support? One misread name or actor must not keep an incident in pieces.

        Where one article has both names ("CHwapi", the Centre hospitalier de Wallonie picarde), that other articles
        have one of them each contradicts nothing.
        """
        found = [self.pair(a, b) for a in self.members[first] for b in self.members[second]]
        if any(match.never for match in found):
            return True
        if any(match.one_name and not match.apart for match in found):
            found = [match for match in found if not match.two_names]
        if any(_stand_on_both_sides(self.members[first], self.members[second], turn) for turn in self.turns):
            return True
        against, support = sum(match.apart for match in found), sum(match.support for match in found)
        return against > support or self._ruled_apart(first, second)

    def _ruled_apart(self, first: int, second: int) -> bool:
        pairs = ((min(a, b), max(a, b)) for a in self.members[first] for b in self.members[second])
        return bool(self.apart) and any(pair in self.apart for pair in pairs)

    def _best(self, n: int, home: int) -> Match:
        return max((self.pair(n, member) for member in self.members[home]), key=lambda found: found.points)

    def _gap(self, a: int, b: int) -> int:
        one, two = self.told[a].published, self.told[b].published
        return abs((one - two).days) if one and two else 0

    def _distance(self, n: int, home: int) -> int:
        return min(self._gap(n, member) for member in self.members[home])

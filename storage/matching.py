"""Do two claims tell of one incident? A score and the reason in words: the victim first, then time, actor and sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from storage.attackers import actor_keys, same_actor
from storage.dates_told import month_number
from storage.identity import precedence
from storage.incidents import Telling
from storage.likeness import Likeness, blocking_names, likeness
from storage.nameless import body_of
from storage.names import victim_key
from storage.sums import far_apart, money_of, same_sum
from storage.whereabouts import NO_STEP, Step, countries_of, is_ambiguous, place_steps

JOIN = 0.6  # two tellings with this score are of one incident, unless something in their incidents contradicts
PROPOSE = 0.45  # from here on an analyst is asked

# How long an attack is in the news: first reports, the leak and the payment, the inquiry, the trial.
FIRST_DAYS, NEWS_DAYS, FOLLOW_UP_DAYS, LATE_DAYS, YEARS_DAYS = 7, 14, 75, 240, 365
FLOOD_DAYS = 30  # a flood is over in days: a later one is another


@dataclass(frozen=True)
class Match:
    score: float
    reason: str
    apart: bool = False  # they contradict each other: their incidents should not meet through a third telling
    support: bool = False  # actor or sum agree, which outweighs one contradiction among other tellings
    one_name: bool = False  # both print one name in full
    two_names: bool = False  # nothing but their names contradicts
    never: bool = False  # one article says that they are two
    points: float = 0.0  # the score before it is cut off at 1


_ONE_VICTIM = 0.9  # from here on a reader that names both claims knows that they are one
_ONE_NAME = 0.75  # from here on two names in one article are one victim's, which the reader did not see


def match(a: Telling, b: Telling) -> Match:
    """A function of the two tellings only, whichever is named first: the one that would stand first is "there"."""
    a, b = sorted((a, b), key=precedence)
    like = _by_place(a, b) or likeness_of(a, b)
    if like.score < PROPOSE - 0.3 or like.apart:
        return Match(0.0, like.reason, like.apart, two_names=like.apart)
    if a.url == b.url and victim_key(a.claim.victim) == victim_key(b.claim.victim):
        return Match(0.0, "one article tells of them as two attacks", apart=True, never=True)
    recalled = None if a.url != b.url or a.claim.primary == b.claim.primary else b if a.claim.primary else a
    if recalled and (like.score >= _ONE_VICTIM or _says_when(recalled)):
        return Match(0.0, "one article tells of one and recalls the other", apart=True, never=True)
    if a.url == b.url and like.score < _ONE_NAME:
        return Match(0.0, "one article names them beside each other", apart=True)
    steps = [*place_steps(a, b), *_circumstances(a, b)]
    apart = any(contradicts for _, _, contradicts in steps)
    support = not apart and any(points >= _AGREES for points, _, _ in steps)
    score = like.score + sum(points for points, _, _ in steps)
    reasons = "; ".join([like.reason, *(reason for _, reason, _ in steps if reason)])
    return Match(
        round(min(max(score, 0.0), 1.0), 4), reasons, apart, support, one_name=like.one_name, points=round(score, 4)
    )


def _says_when(telling: Telling) -> bool:
    return bool(telling.hints.get("years") or telling.hints.get("months"))


_NAMELESS = 0.5  # likeness of "a hospital of Dax" to a hospital of which the other article says that it stands there


def _by_place(a: Telling, b: Telling) -> Likeness | None:
    """How alike "a hospital of Dax" is to a hospital by name, or "the hospital", of which an article of Dax tells; None
    when that cannot be said.
    """
    like = likeness_of(a, b)
    for one, other in ((a, b), (b, a)):
        nameless, named = (body_of(t.claim.victim, t.claim.aliases) for t in (one, other))
        may_be = nameless.has_other_names or named.bare
        kinds = named.kinds or frozenset(other.hints.get("kinds", ()))
        if not nameless.nameless or named.nameless or not may_be or not nameless.kinds & kinds:
            continue
        if like.score < _NAMELESS and nameless.places & (named.places or frozenset(other.hints.get("places", ()))):
            return Likeness(_NAMELESS, f"{one.claim.victim!r}, where {other.claim.victim!r} stands")
        return replace(like, apart=like.apart and bool(named.places))
    return None


_AGREES = 0.15  # points of an actor or a sum that both name


def voice(telling: Telling) -> Hashable:
    """What tells one telling from another that could stand for it: all that `match` looks at but address, date and the
    words around a name, and where something stands only for a name that many bodies have.
    """
    claim, hints = telling.claim, telling.hints
    return (
        (claim.victim, claim.aliases, telling.language, claim.primary, telling.kind),
        (actor_keys(telling), money_of(telling), countries_of(telling)),
        (tuple(hints.get("years", ())), tuple(hints.get("months", ())), tuple(hints.get("of_years", ()))),
        (bool(hints.get("follow_up")), bool(hints.get("again"))),
        tuple(hints.get("places", ())) if is_ambiguous(claim.victim) else (),
    )


def likeness_of(a: Telling, b: Telling) -> Likeness:
    one_tongue = a.language == b.language
    return likeness(a.claim.victim, a.claim.aliases, b.claim.victim, b.claim.aliases, one_tongue)


Key = tuple[str, int, int]
"""A key, its role (0: a name in full, 1: a part of one), and the day it is of; 0: of any time."""


def blocking_keys(telling: Telling) -> set[Key]:
    """Two tellings are compared when they share a key that is a full name for one of them, and are of one year.

    Reports further apart meet in the year or month that the later speaks of, or by name and sum together.
    """
    names = blocking_names(telling.claim.victim, telling.claim.aliases) | _keys_of_place(telling)
    if not telling.claim.primary or telling.published is None:
        return {(key, role, 0) for key, role in names}
    days = {telling.published.toordinal(), *(when.toordinal() for when in _days_told(telling))}
    keys = {(key, role, day) for key, role in names for day in days}
    sums = [f"{value.normalize():f} {currency}" for value, currency in money_of(telling)]
    return keys | {(f"{key} for {money}", 0, 0) for key, role in names if role == 0 for money in sums}


def _keys_of_place(telling: Telling) -> set[tuple[str, int]]:
    """A victim without a name meets those of its kind of whose place their articles tell."""
    body = body_of(telling.claim.victim, telling.claim.aliases)
    places = body.places if body.nameless else body.places or telling.hints.get("places", ())
    kinds = body.kinds or set(telling.hints.get("kinds", ()))
    return {(f"{kind} in {place}", int(not body.nameless)) for kind in kinds for place in places}


def _days_told(telling: Telling) -> list[date]:
    """In the middle of each year and month that it speaks of; of a trial that says none, some two years before."""
    hints, published = telling.hints, telling.published
    told = [date(year, 7, 1) for year in hints.get("years", ())]
    told += [date.fromisoformat(f"{month}-15") for month in hints.get("months", ())]
    if not told and published and published.year > 1990 and hints.get("follow_up"):
        told = [published - timedelta(days=2 * YEARS_DAYS)]
    return told


def comparable(told: Sequence[Telling]) -> set[tuple[int, int]]:
    """The pairs of these tellings, by number, that the blocking keys bring together."""
    buckets: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for n, telling in enumerate(told):
        for key, role, day in blocking_keys(telling):
            buckets[key].append((role, day, n))
    return {
        (min(a, b), max(a, b))
        for bucket in buckets.values()
        for (role, day, a), (other, then, b) in combinations(bucket, 2)
        if a != b and role + other < 2 and (not day or not then or abs(day - then) <= YEARS_DAYS)
    }


def _circumstances(a: Telling, b: Telling) -> list[Step]:
    sums = same_sum(money_of(a), money_of(b), a.published or b.published)
    exact = sums is not None and sums[0] == sums[1]
    actor = same_actor(a, b)
    steps = [_time(a, b, supported=(actor is True) + (sums is not None) + exact)]
    gap = _gap(a, b)
    if actor is True:
        steps.append((0.15, f"both name {a.claim.actor}", False))
    elif actor is False:
        who = f"{a.claim.actor} there, {b.claim.actor} here"
        if exact or (sums and gap is not None and gap <= NEWS_DAYS):
            steps.append((-0.1, who, False))
        elif gap is not None and gap <= 2 and _both_report(a, b):
            steps.append((-0.35, who, False))
        else:
            steps.append((-0.7, who, True))
    if sums:
        printed = " and ".join(dict.fromkeys(f"{value.normalize():f} {currency}" for value, currency in sums))
        steps.append((0.2 if exact else 0.15, f"same sum: {printed}", False))
    elif far_apart(money_of(a), money_of(b)):
        steps.append((-0.1, "sums far apart", False))
    if {a.kind, b.kind} in ({"ddos", "ransomware"}, {"ddos", "breach"}) and not sums and actor is not True:
        steps.append((-0.2, f"{a.kind} there, {b.kind} here", False))
    return steps


def _time(a: Telling, b: Telling, *, supported: int) -> Step:
    """Reports are of one attack when they are near in time; a recall belongs to an attack before it."""
    gap = _gap(a, b)
    if gap is None or a.published is None or b.published is None:
        if a.kind != b.kind and _both_report(a, b):
            return -0.1, f"{a.kind} there, {b.kind} here, and no date", False
        return NO_STEP
    if not _both_report(a, b):
        recall, report = (a, b) if not a.claim.primary else (b, a)
        early = (recall.published or date.max) < (report.published or date.min)
        if report.claim.primary and early and gap > NEWS_DAYS:
            soon = gap <= FOLLOW_UP_DAYS and not _says_when(recall)  # a supplier's article lists whom it will hit
            return -0.2 if soon else -0.6, "recalled before it was reported", False
        return _recalled_years(recall, report, gap, supported=bool(supported))
    if gap <= NEWS_DAYS:
        points = 0.12 if gap <= FIRST_DAYS else 0.1
        return points, {0: "the same day", 1: "a day apart"}.get(gap, f"{gap} days apart"), False
    earlier, later = (a, b) if a.published < b.published else (b, a)
    one, two = (earlier.hints.get("of_years", ()), later.hints.get("of_years", ()))
    if len(one) == len(two) == 1 and one != two and not supported:  # two thefts made known within months
        return -0.5, f"of {one[0]} there, of {two[0]} here", True
    follows_up, again = bool(later.hints.get("follow_up")), bool(later.hints.get("again"))
    month = _month_told(earlier, later)
    if a.kind == b.kind == "ddos" and gap > FLOOD_DAYS and not month and not follows_up:
        return -0.5, f"floods {gap} days apart", True
    if gap <= FOLLOW_UP_DAYS:
        return (0.1 if month and not again else 0.03), f"{gap} days apart", False
    if month:
        points = 0.03 if supported or follows_up else -0.45 if again else -0.05
        return points, f"{gap} days apart, and the later one speaks of {month}", again and points < 0
    if gap <= LATE_DAYS:
        return -0.1, f"{gap} days apart", False
    if common := set(earlier.hints.get("months", ())) & set(later.hints.get("months", ())):
        return -0.1, f"{gap} days apart, and both speak of {min(common)}", False
    if _event_years(earlier) & set(later.hints.get("years", [])):
        points = -0.1 if supported or follows_up else -0.45 if again else -0.2
        return points, f"{gap} days apart, and the later one speaks of that year", again and points < -0.2
    same_year = set(earlier.hints.get("years", ())) & set(later.hints.get("years", ()))
    if same_year and (follows_up or earlier.hints.get("follow_up")):
        return -0.2, f"{gap} days apart, and both speak of {min(same_year)}", False
    if follows_up and not later.hints.get("years") and gap <= _TRIAL_DAYS:
        return -0.3, f"{gap} days apart, and the later one tells what followed", False
    if gap <= YEARS_DAYS:
        return -0.3, f"{gap} days apart", not supported and not follows_up
    if follows_up and earlier.hints.get("follow_up"):
        return -0.35, f"{gap} days apart, and both tell what followed", False
    return (-0.45 if supported >= 3 else -0.9), f"{gap} days apart", supported < 3  # its actor and its very sum


_TRIAL_DAYS = 1500  # from then on a trial or a fine is of an attack only when it says so


def _month_told(earlier: Telling, later: Telling) -> str | None:
    """The month that the later article names, of an attack that was reported then, a month before, or soon after."""
    if earlier.published is None:
        return None
    reported = month_number(earlier.published.isoformat())
    told: list[str] = later.hints.get("months", [])
    return next((month for month in told if -1 <= reported - month_number(month) <= _FOUND_OUT), None)


_FOUND_OUT = 3  # months after which an intrusion is still reported as news


def _recalled_years(recall: Telling, other: Telling, gap: int, *, supported: bool) -> Step:
    """An aside that says when: it is of an attack of that year, and of no other. One that does not is of late."""
    years = recall.hints.get("years", [])
    if other.published is None or not other.claim.primary:
        return NO_STEP
    if month := _month_told(other, recall):
        return 0.12, f"recalls {month}", False
    if not years:
        if gap <= YEARS_DAYS or supported:
            return NO_STEP
        return -0.35 if other.kind != "ddos" else -0.5, f"recalled after {gap} days", False
    near = (_event_years(other) | _years_told(other)) & set(years)
    if near:
        return 0.1, f"recalls {min(near)}", False
    printed = ", ".join(map(str, years))
    if other.published.year - 1 in years:  # reported months after it happened, perhaps
        return -0.25, f"recalls {printed}", False
    return -0.5, f"recalls {printed}", not other.hints.get("follow_up")


def _years_told(telling: Telling) -> set[int]:
    return {*telling.hints.get("years", ()), *(int(month[:4]) for month in telling.hints.get("months", ()))}


def _event_years(report: Telling) -> set[int]:
    """When an attack was that is reported on that day: a report of March may be of one in December."""
    if report.published is None:
        return set()
    return {report.published.year, *([report.published.year - 1] if report.published.month <= 3 else [])}


def _gap(a: Telling, b: Telling) -> int | None:
    return abs((a.published - b.published).days) if a.published and b.published else None


def _both_report(a: Telling, b: Telling) -> bool:
    return a.claim.primary and b.claim.primary

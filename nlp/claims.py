"""From groups of names and sums to claims: who was hit, by whom, for how much, and where the text says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nlp.actors import ActorIndex
from nlp.amounts import read_spans
from nlp.countries import Country
from nlp.names import domain_stem
from nlp.roles import Group, Weighed, group_rows, pair_rows, sum_facts
from nlp.scene import ACTOR, RANSOM, VICTIM, Candidate, Scene
from nlp.trees import Trees
from nlp.types import STATUSES, AmountRole, Claim, ClaimAmount, Span, Status

# Decided by cross-validation over the training batches, on the share of articles whose first incident is wholly right.
IS_VICTIM = 0.5
IS_LEAD = 0.5
IS_LISTED = 0.3  # of a name in a list whose other names are victims
DEMANDED = 1.2  # weight of "demanded": the rarest to be recognised, mostly taken for "refused"
HAS_ACTOR = 0.35
HAS_SUM = 0.5
AS_SURE = 0.98  # share of the surest form's probability from which a form may be the victim's fullest name
IS_FORM = 0.9  # the same share from which it is kept as another form
STATUS_WEIGHTS = np.array([DEMANDED if status == "demanded" else 1.0 for status in STATUSES])
PAYMENTS = {
    **dict.fromkeys(("bitcoin", "bitcoins", "btc"), "BTC"),
    **dict.fromkeys(("monero", "xmr"), "XMR"),
    **dict.fromkeys(("ether", "ethereum", "eth"), "ETH"),
}
PAYMENT_REACH = 60  # characters after a sum within which "in bitcoin" belongs to it
CONVERSION_REACH = 25  # characters between two sums of which one converts the other


@dataclass
class Cast:
    """An article's possible victims with what the classifiers say of each."""

    victims: list[Group]
    rows: np.ndarray  # group rows of the victims
    standing: np.ndarray  # (victims, 3): probabilities of victim, of first, of lead


@dataclass
class Pairing:
    """Possible attackers or sums, and for each victim (row) and each of them (column) a probability."""

    groups: list[Group]
    chance: np.ndarray
    first: np.ndarray  # for sums: that it is the first demand; for attackers the same as `chance`


def pair_actors(weighed: Weighed, cast: Cast, actors: list[Group], decide: Trees) -> Pairing:
    """The attackers of an article against its victims."""
    rows = group_rows(weighed, actors, ACTOR)
    chance = decide.yes(pair_rows(weighed, cast.victims, cast.standing, actors, rows))
    grid = chance.reshape(len(cast.victims), len(actors))
    return Pairing(actors, grid, grid)


def sum_rows(weighed: Weighed, sums: Sequence[Group]) -> np.ndarray:
    """The group rows of sums, with their figures' own facts."""
    if not sums:
        return np.zeros((0, 1), np.float32)
    return np.concatenate([sum_facts(weighed, sums), group_rows(weighed, sums, RANSOM)], axis=1)


def pair_sums(weighed: Weighed, cast: Cast, sums: list[Group], is_its: Trees, is_first: Trees) -> Pairing:
    """The sums of an article against its victims: was it demanded of this one or paid by it, and is it the first?"""
    rows = pair_rows(weighed, cast.victims, cast.standing, sums, sum_rows(weighed, sums))
    shape = (len(cast.victims), len(sums))
    return Pairing(sums, is_its.yes(rows).reshape(shape), is_first.yes(rows).reshape(shape))


def status_rows(cast: Cast, actors: Pairing, sums: Pairing, words: np.ndarray) -> np.ndarray:
    """One row a victim: its group row, whether an attacker and a sum belong to it, and what the article's words say.

    `words` are probabilities in the order of STATUSES.
    """
    count = len(cast.victims)
    tops = np.zeros((count, 3), np.float32)
    tops[:, 0] = actors.chance.max(axis=1, initial=0.0)
    tops[:, 1] = sums.chance.max(axis=1, initial=0.0)
    tops[:, 2] = sums.first.max(axis=1, initial=0.0)
    if not count:
        return np.zeros((0, 1), np.float32)
    return np.concatenate([np.repeat(words[None, :], count, axis=0), tops, cast.standing, cast.rows], axis=1)


def chosen_victims(cast: Cast, scene: Scene) -> list[tuple[int, bool]]:
    """Which victims become claims, and whether the article is about them; its own subject first."""
    if not cast.victims:
        return []
    head = int(cast.standing[:, 1].argmax())
    sure = {at for at in range(len(cast.victims)) if at == head or cast.standing[at, 0] > IS_VICTIM}
    others = [at for at in sorted(sure | _listed_with(sure, cast, scene)) if at != head]
    others.sort(key=lambda at: (cast.standing[at, 2] <= IS_LEAD, cast.victims[at][0]))
    return [(head, True), *((at, bool(cast.standing[at, 2] > IS_LEAD)) for at in others)]


def _listed_with(sure: set[int], cast: Cast, scene: Scene) -> set[int]:
    """Less sure names that stand in one list with sure victims, which are at least half of that list's names."""
    lists = [{scene.head[index] for index in group} for group in cast.victims]
    found = set()
    for at in range(len(cast.victims)):
        mates = [other for other in range(len(cast.victims)) if other != at and lists[other] & lists[at]]
        victims = sum(mate in sure for mate in mates)
        if cast.standing[at, 0] > IS_LISTED and victims and 2 * victims >= len(mates):
            found.add(at)
    return found


@dataclass
class Told:
    """All that is known of an article when its claims are put together."""

    full_text: str
    weighed: Weighed
    cast: Cast
    actors: Pairing
    sums: Pairing
    statuses: np.ndarray  # (victims, STATUSES) probabilities
    country_of: Callable[[str], Country]  # a victim's country, by its name


def build_claims(told: Told) -> list[Claim]:
    """The article's claims, its own subject first."""
    return [_claim(told, at, primary) for at, primary in chosen_victims(told.cast, told.weighed.scene)]


def _claim(told: Told, at: int, primary: bool) -> Claim:
    weighed, cast, actors, sums = told.weighed, told.cast, told.actors, told.sums
    candidates = weighed.scene.candidates
    name, aliases, evidence = _victim_names(weighed, cast.victims[at])
    country = told.country_of(name)
    spans: dict[str, Span] = {"victim": evidence}
    rules = {"victim": "victim_roles: first" if primary else "victim_roles: victim"}
    score = float(cast.standing[at, 1] if primary and at == int(cast.standing[:, 1].argmax()) else cast.standing[at, 0])
    actor = None
    if actors.groups:
        best = int(actors.chance[at].argmax())
        sure = float(actors.chance[at, best])
        if sure > HAS_ACTOR:
            mention = candidates[_clearest(weighed, actors.groups[best], ACTOR)]
            actor, spans["actor"] = mention.text, (mention.start, mention.end)
            rules["actor"] = "incident_claims: actor pair"
        score *= max(sure, 1 - sure)
    amounts = _amounts(told, at, country[0] if country else None)
    if amounts:
        spans["amount"] = amounts[0].span
        rules["amount"] = "incident_claims: first demand"
        score *= float(sums.first[at].max())
    elif sums.groups:
        score *= 1 - float(sums.chance[at].max())
    figure = amounts[0].amount if amounts else None
    payment = _payment(told.full_text, amounts, candidates) if primary else None
    status: Status = STATUSES[int((told.statuses[at] * STATUS_WEIGHTS).argmax())]
    if status == "unknown" and figure is not None:
        status = "demanded"
    return Claim(
        victim=name,
        aliases=aliases,
        actor=actor,
        actor_name=actor,
        amount=figure.value if figure else None,
        currency=figure.currency if figure else None,
        payment=payment if figure is None or payment != figure.currency else None,
        status=status,
        primary=primary,
        score=round(score, 4),
        amounts=tuple(with_roles(amounts, status)),
        country=country[0] if country else None,
        country_origin=country[1] if country else None,
        evidence=spans,
        rules=rules,
    )


def _victim_names(weighed: Weighed, group: Group) -> tuple[str, tuple[str, ...], Span]:
    """The fullest name, the other forms in the order of the text, and where the fullest first stands."""
    candidates, chance = weighed.scene.candidates, weighed.outcomes[:, VICTIM]
    whole = [index for index in group if not _is_cut_better(weighed, group, index)]
    surest = chance[whole].max()
    forms = [candidates[index] for index in whole if chance[index] >= surest * IS_FORM]
    sure = [
        candidates[index]
        for index in whole
        if chance[index] >= surest * (IS_FORM if _says_what_it_is(weighed.scene, index) else AS_SURE)
    ]
    # A web domain only for want of a name.
    fullest = max(sure, key=lambda one: (domain_stem(one.text) is None, len(one.text)))
    same = (one for one in forms if one.whole is not None and one.text == fullest.text)
    where = next(same, fullest)
    start, end, name = where.whole or (where.start, where.end, where.text)
    others = (one.whole[2] if one.whole else one.text for one in forms)
    return name, tuple(dict.fromkeys(other for other in others if other != name)), (start, end)


def _says_what_it_is(scene: Scene, index: int) -> bool:
    """Does the name begin with what the body is: "gemeente Buren", "CHU de Liège"?"""
    return any(class_.startswith("head_") for class_ in scene.table.classes[scene.candidates[index].first])


def _is_cut_better(weighed: Weighed, group: Group, index: int) -> bool:
    """Does a likelier way of cutting the same name overlap this one? "Exporteur Tapoeripa Hout", "Tapoeripa Hout"."""
    candidates, chance = weighed.scene.candidates, weighed.outcomes[:, VICTIM]
    one = candidates[index]
    return any(
        candidates[other].first < one.last and one.first < candidates[other].last and chance[other] > chance[index]
        for other in group
    )


def _clearest(weighed: Weighed, group: Group, role: int) -> int:
    """The group's mention that is most surely in its role; of equals the first."""
    return max(group, key=lambda index: (round(float(weighed.outcomes[index, role]), 2), -index))


def _amounts(told: Told, at: int, country: str | None) -> list[ClaimAmount]:
    """A victim's sums, the first demand first; their roles are settled later.

    The sums are read again now that the victim's country is known: a bare dollar of a Canadian town is Canadian.
    """
    sums, scene = told.sums, told.weighed.scene
    if not sums.groups or float(sums.chance[at].max()) <= HAS_SUM:
        return []
    mine = [k for k in range(len(sums.groups)) if sums.chance[at, k] > HAS_SUM]
    printed = [scene.candidates[group[0]] for group in sums.groups]
    first = with_conversions(sums.first[at].tolist(), printed, scene.table.sentence)
    mine.sort(key=lambda k: -first[k])
    every = [candidate for candidate in scene.candidates if candidate.is_sum]
    spans = [(candidate.start, candidate.end) for candidate in every]
    read = read_spans(told.full_text, spans, language=scene.table.language, country=country)
    amount_at = dict(zip(spans, read, strict=True))
    found: list[ClaimAmount] = []
    for k in (mine[0], *sorted(mine[1:], key=lambda each: sums.groups[each][0])):
        candidate = scene.candidates[sums.groups[k][0]]
        amount = amount_at[candidate.start, candidate.end]
        if amount and all(each.amount != amount for each in found):
            found.append(ClaimAmount(amount, "demand", (candidate.start, candidate.end)))
    return found


def with_conversions(chances: Sequence[float], printed: Sequence[Candidate], sentence: Sequence[int]) -> list[float]:
    """The chances that sums are the first demand, a sum and its conversion taken as one: the first printed has both.

    "50 bitcoins (750.000 euros)": `sentence` has the number of each token's sentence.
    """
    found = list(chances)
    for k, (one, other) in enumerate(pairwise(printed)):
        is_near = other.start - one.end <= CONVERSION_REACH and sentence[one.first] == sentence[other.first]
        if is_near and one.currency != other.currency:
            found[k], found[k + 1] = found[k] + found[k + 1], 0.0
    return found


def with_roles(amounts: Sequence[ClaimAmount], status: Status) -> list[ClaimAmount]:
    """What each sum was: the first the demand, one beside it in another currency its conversion.

    Of an incident that ended with a payment the smallest sum in the demand's currency is what was paid: few pay more
    than they were asked for, and articles often tell the payment first.
    """
    paid = None
    if status == "paid" and amounts:
        same = [each for each in amounts if each.amount.currency == amounts[0].amount.currency]
        paid = min(reversed(same), key=lambda each: each.amount.value)
    found: list[ClaimAmount] = []
    for each in amounts:
        role: AmountRole
        if each is paid:
            role = "paid"
        elif any(_converts(each, other) for other in found):
            role = "converted"
        elif not found or (paid is amounts[0] and len(found) == 1):
            role = "demand"
        else:
            role = "lowered" if each.amount.value < amounts[0].amount.value else "offered"
        found.append(ClaimAmount(each.amount, role, each.span))
    return found


def _converts(one: ClaimAmount, other: ClaimAmount) -> bool:
    gap = max(one.span[0], other.span[0]) - min(one.span[1], other.span[1])
    return one.amount.currency != other.amount.currency and gap <= CONVERSION_REACH


def _payment(full_text: str, amounts: Sequence[ClaimAmount], candidates: Sequence[Candidate]) -> str | None:
    """The currency a sum is to be paid in when the words after it say so: "15.000€ (en Bitcoins)"."""
    sums = [(candidate.start, candidate.end) for candidate in candidates if candidate.is_sum]
    for amount in amounts:
        start = amount.span[1]
        taken = [span for span in sums if span[0] >= start]  # other sums, not another way of cutting this one
        stretch = full_text[start : start + PAYMENT_REACH].split("\n")[0]
        at = start
        for word in stretch.replace("(", " ").replace(")", " ").replace(",", " ").replace(".", " ").split(" "):
            code = PAYMENTS.get(word.lower())
            if code and not any(first <= at < last for first, last in taken):
                return code
            at += len(word) + 1
    return None


def resolve_actor(claim: Claim, index: ActorIndex) -> tuple[str | None, str | None]:
    """Canonical name and UUID of a claim's actor; the printed form and None when no list has it."""
    found = index.resolve(claim.actor) if claim.actor else None
    return (found.name, found.uuid) if found else (claim.actor, None)

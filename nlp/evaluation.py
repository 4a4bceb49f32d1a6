"""How well articles are read: against the annotated corpus, per language and in all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from nlp.annotated import CORPUS, AnnotatedArticle, CorpusError, GoldIncident, load_corpus, read_articles
from nlp.annotated_victims import VictimFacts, load_victims
from nlp.headlines import headlines
from nlp.names import folded
from nlp.types import LANGUAGES, Claim, Reading

SCORED = ("ACTOR", "VICTIM", "RANSOM")  # labels whose mentions are scored, with exact offsets
MEASURES = ("mentions", "relevant", "kind", "victim", "actor", "ransom", "primary")
# Of the victims rightly named that `nlp/corpus/victims.tsv` has: shares that are right, and that are left open.
FACTS = ("country", "sector")
OPEN = ("no country", "no sector")


@dataclass
class Count:
    """True positives, false positives, false negatives."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if whole else 1.0

    def add(self, other: Count) -> None:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed


COUNTED = (
    "articles",
    "relevant_articles",
    "kinds_right",
    "primary_right",
    "victims_known",
    "countries_right",
    "sectors_right",
    "countries_open",
    "sectors_open",
)


@dataclass
class Scores:
    """All measures of some articles; `errors` names each article whose first incident is not wholly right."""

    articles: int = 0
    relevant_articles: int = 0
    mentions: Count = field(default_factory=Count)
    relevant: Count = field(default_factory=Count)
    victim: Count = field(default_factory=Count)
    actor: Count = field(default_factory=Count)
    ransom: Count = field(default_factory=Count)
    kinds_right: int = 0
    primary_right: int = 0
    victims_known: int = 0
    countries_right: int = 0
    sectors_right: int = 0
    countries_open: int = 0
    sectors_open: int = 0
    errors: list[str] = field(default_factory=list)

    def measure(self, name: str) -> float:
        """One of MEASURES, FACTS, OPEN: an F1; of `kind` and FACTS the accuracy, of `primary` and OPEN a share."""
        if name == "kind":
            return self.kinds_right / self.articles if self.articles else 1.0
        if name == "primary":
            return self.primary_right / self.relevant_articles if self.relevant_articles else 1.0
        if name in (*FACTS, *OPEN):
            counts = self.countries_right, self.sectors_right, self.countries_open, self.sectors_open
            return counts[(*FACTS, *OPEN).index(name)] / self.victims_known if self.victims_known else 1.0
        count: Count = getattr(self, name)
        return count.f1

    def add(self, other: Scores) -> None:
        """Count another's articles in."""
        for name in ("mentions", "relevant", "victim", "actor", "ransom"):
            getattr(self, name).add(getattr(other, name))
        for name in COUNTED:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.errors += other.errors


def is_same_name(name: str | None, other: str | None) -> bool:
    """Equal but for case, accents and punctuation; both None counts as equal."""
    if name is None or other is None:
        return name is other
    return folded(name) == folded(other)


def is_victim(claim: Claim, gold: GoldIncident) -> bool:
    """Does the claim name this incident's victim, by any of the names that the annotator tagged?"""
    return any(is_same_name(claim.victim, name) for name in (gold.victim, *gold.aliases))


def first_ransom(gold: GoldIncident) -> tuple[Decimal, str] | None:
    """The sum that an incident row shows."""
    return gold.ransoms[0] if gold.ransoms else None


def claim_ransom(claim: Claim) -> tuple[Decimal, str] | None:
    """The sum and its currency, None when the claim has no figure."""
    return (claim.amount, claim.currency) if claim.amount is not None and claim.currency else None


def score_article(gold: AnnotatedArticle, reading: Reading) -> Scores:
    """All measures of one article."""
    scores = Scores(articles=1, relevant_articles=int(gold.kind != "none"))
    found = {(m.start, m.end, m.label) for m in reading.mentions if m.label in SCORED}
    known = {(m.start, m.end, m.label) for m in gold.mentions if m.label in SCORED}
    scores.mentions = Count(len(found & known), len(found - known), len(known - found))
    is_relevant, said = gold.kind != "none", reading.kind != "none"
    scores.relevant = Count(int(is_relevant and said), int(said and not is_relevant), int(is_relevant and not said))
    scores.kinds_right = int(gold.kind == reading.kind)
    _score_incidents(gold, reading.claims, scores)
    if is_relevant:
        wrong = _wrong_in_first(gold.incidents[0], reading.claims)
        scores.primary_right = int(not wrong)
        if wrong:
            scores.errors.append(f"{gold.id}: {'; '.join(wrong)}")
    elif said:
        scores.errors.append(f"{gold.id}: read as {reading.kind}, tells of no attack on a named victim")
    return scores


def _score_incidents(article: AnnotatedArticle, claims: Sequence[Claim], scores: Scores) -> None:
    """Victim, actor and ransom per incident: a claim's actor and sum count for the incident whose victim it names."""
    left = list(enumerate(article.incidents))
    for claim in claims:
        number, gold = next((each for each in left if is_victim(claim, each[1])), (0, None))
        if gold is None:
            scores.victim.wrong += 1
            scores.actor.wrong += claim.actor is not None
            scores.ransom.wrong += claim_ransom(claim) is not None
            continue
        left.remove((number, gold))
        scores.victim.right += 1
        _count_facts(scores, load_victims().get((article.id, number)), gold, claim)
        _count(scores.actor, gold.actor, claim.actor, is_same_name(gold.actor, claim.actor))
        _count(scores.ransom, first_ransom(gold), claim_ransom(claim), first_ransom(gold) == claim_ransom(claim))
    for _, gold in left:
        scores.victim.missed += 1
        scores.actor.missed += gold.actor is not None
        scores.ransom.missed += bool(gold.ransoms)


def _count_facts(scores: Scores, facts: VictimFacts | None, gold: GoldIncident, claim: Claim) -> None:
    """Where a victim is and what it does; articles of another corpus may have the same ids, but not its victims."""
    if facts is None or facts.victim != gold.victim:
        return
    scores.victims_known += 1
    scores.countries_right += claim.country == facts.country
    scores.sectors_right += claim.sector in facts.sectors if facts.sectors else claim.sector is None
    scores.countries_open += claim.country is None and facts.country is not None
    scores.sectors_open += claim.sector is None and bool(facts.sectors)


def _count(count: Count, gold: object, found: object, is_equal: bool) -> None:
    count.right += gold is not None and is_equal
    count.wrong += found is not None and not is_equal
    count.missed += gold is not None and not is_equal


def _wrong_in_first(gold: GoldIncident, claims: Sequence[Claim]) -> list[str]:
    """What is wrong with the first claim, in words; empty when victim, actor, amount and currency are right."""
    if not claims:
        return [f"nothing found, expected {gold.victim}"]
    claim, wrong = claims[0], []
    if not is_victim(claim, gold):
        wrong.append(f"victim {claim.victim!r}, expected {gold.victim!r}")
    if not is_same_name(gold.actor, claim.actor):
        wrong.append(f"actor {claim.actor!r}, expected {gold.actor!r}")
    if first_ransom(gold) != claim_ransom(claim):
        wrong.append(f"ransom {_written(claim_ransom(claim))}, expected {_written(first_ransom(gold))}")
    return wrong


def _written(ransom: tuple[Decimal, str] | None) -> str:
    return f"{ransom[0]:f} {ransom[1]}" if ransom else "none"


def score(pairs: Iterable[tuple[AnnotatedArticle, Reading]]) -> dict[str, Scores]:
    """Scores by language, and of all together under "all"."""
    found = {name: Scores() for name in (*LANGUAGES, "all")}
    for gold, reading in pairs:
        one = score_article(gold, reading)
        found[gold.language].add(one)
        found["all"].add(one)
    return {name: scores for name, scores in found.items() if scores.articles}


def load_gold(paths: Sequence[Path]) -> list[AnnotatedArticle]:
    """The articles of these files and folders; the development set when none is given. Raises CorpusError."""
    if not paths:
        return load_corpus(CORPUS, development=True)
    files = [file for path in paths for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    articles = [article for file in files for article in read_articles(file)]
    if not articles:
        raise CorpusError(f"no annotated article in {', '.join(str(path) for path in paths)}; expected JSON Lines")
    return articles


def evaluate(paths: Sequence[Path] = (), model: Path | None = None, *, titles_only: bool = False) -> dict[str, Scores]:
    """Read annotated articles with a model (default: the bundled one) and score it. Raises CorpusError, ModelError.

    `titles_only` cuts each article down to its headline (`nlp/headlines.py`).
    """
    from nlp.reader import load_reader

    gold = load_gold(paths)
    if titles_only:
        gold = list(headlines(gold))
        if not gold:
            raise CorpusError("no article there whose title names the victim; leave out --headlines")
    reader = load_reader(model)
    return score(zip(gold, reader.read_all(article.as_article() for article in gold), strict=True))


def table(scores: dict[str, Scores]) -> str:
    """The measures as a plain table, a language a row."""
    shown = (*MEASURES, *FACTS, *OPEN) if any(each.victims_known for each in scores.values()) else MEASURES
    lines = ["          articles" + "".join(f"{name:>{_wide(name)}}" for name in shown)]
    for name, each in scores.items():
        lines.append(f"{name:<10}{each.articles:>8}" + "".join(f"{each.measure(m):>{_wide(m)}.3f}" for m in shown))
    return "\n".join(lines)


def _wide(name: str) -> int:
    """Characters of a column."""
    return max(10, len(name) + 2)

"""Measure deduplication on gold clusters: B-cubed, whole clusters, and look-alikes that were merged."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from nlp.types import KINDS, Article, Claim, Reading
from storage.articles import save_article
from storage.database import StoreError, open_store
from storage.fold import fold
from storage.readings import save_reading
from storage.resolve import resolve

GOLD = Path(__file__).parent / "gold"


@dataclass(frozen=True)
class GoldTelling:
    """What one article of the gold says of one attack."""

    cluster: str
    lookalike: str | None  # clusters of one such group look alike and must stay apart
    article: Article
    kind: str
    claim: Claim


@dataclass(frozen=True)
class DedupScore:
    """How well a partition of the tellings agrees with the gold; shares from 0 to 1."""

    tellings: int
    clusters: int
    precision: float  # B-cubed: the mean share of a telling's incident that belongs with it
    recall: float  # B-cubed: the mean share of a telling's cluster that stands with it
    whole: float  # share of clusters of two or more tellings that stand as one incident, with nothing else in it
    lookalikes: int
    false_merges: tuple[str, ...]  # groups of look-alikes of which two clusters met in one incident
    broken: tuple[str, ...]  # clusters that are not whole, each with what stands where, in words
    named: float = 1.0  # share of tellings whose victim the reader named; what is missing was lost before it was joined

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


Read = Callable[[Article], Reading]


def evaluate_dedup(path: Path = GOLD, read: Read | None = None) -> dict[str, DedupScore]:
    """Resolve each gold file in a store of its own; its name -> its score. Raises StoreError when there is no gold.

    With `read` the whole chain is measured: the articles are read and what they were read to say is resolved.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise StoreError(f"there are no gold clusters (*.jsonl) in {path}; name a folder or a file that has them")
    gold = {file.stem: load_gold(file) for file in files}
    return {name: score_gold(told) if read is None else score_read(told, read) for name, told in gold.items()}


def score_read(gold: Sequence[GoldTelling], read: Read) -> DedupScore:
    """Read the articles, resolve their claims, and see where the subject of each ends up: its first claim's incident.

    An article in which no attack is found stands alone. What an article only recalls is not looked at.
    """
    subjects = {t.article.url: t for t in reversed(gold) if t.claim.primary}
    told = [t for t in gold if subjects.get(t.article.url) is t]
    named = 0
    with open_store(":memory:") as db:
        for telling in told:
            saved = save_article(db, telling.article)
            reading = read(telling.article)
            save_reading(db, saved.version_id, reading)
            names = {fold(name) for name in (telling.claim.victim, *telling.claim.aliases)}
            named += bool(reading.claims) and fold(reading.claims[0].victim) in names
        resolve(db)
        rows = db.execute(
            "SELECT a.url, ic.incident_key FROM incident_claims ic JOIN articles a ON a.id = ic.article_id "
            "JOIN claims c ON c.id = ic.claim_id WHERE c.position = 0"
        )
        found = dict(rows.fetchall())
    score = score_partition(told, {place: found[place[0]] for place in places_of(told) if place[0] in found})
    return replace(score, named=named / len(told) if told else 1.0)


def score_gold(gold: Sequence[GoldTelling]) -> DedupScore:
    """Resolve the tellings from nothing and compare."""
    with open_store(":memory:") as db:
        store_gold(db, gold)
        resolve(db)
        return score_partition(gold, incidents_of(db))


def load_gold(path: Path) -> list[GoldTelling]:
    """One JSON object a line. Raises StoreError that names the line which cannot be read, or says there is none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise StoreError(f"{path} is not UTF-8 text; expected gold tellings in JSON Lines") from error
    if not lines:
        raise StoreError(f"{path} is empty; expected gold tellings in JSON Lines")
    tellings = []
    for number, line in enumerate(lines, 1):
        try:
            tellings.append(_gold_telling(json.loads(line)))
        except (ValueError, KeyError, TypeError, ArithmeticError) as error:
            raise StoreError(f"{path}, line {number} is no gold telling ({error!r}); mend or remove it") from error
    return tellings


def _gold_telling(row: Mapping[str, Any]) -> GoldTelling:
    article = Article(
        url=row["url"],
        title=row["title"],
        text=row.get("text") or f"{row['title']} {row['url']}",
        language=row["language"],
        published=date.fromisoformat(row["published"]) if row.get("published") else None,
    )
    claim = Claim(
        victim=row["victim"],
        aliases=tuple(row.get("aliases", ())),
        actor=row.get("actor"),
        actor_name=row.get("actor"),
        amount=Decimal(row["amount"]) if row.get("amount") else None,
        currency=row.get("currency"),
        primary=row.get("primary", True),
        country=row.get("country"),
        country_origin="text" if row.get("country") else None,
    )
    kind = row.get("kind", "ransomware")
    if kind not in KINDS:
        raise ValueError(f"its kind {kind!r} is none of {', '.join(KINDS)}")
    return GoldTelling(row["cluster"], row.get("lookalike"), article, kind, claim)


def store_gold(db: Database, gold: Iterable[GoldTelling]) -> None:
    """Save the articles with readings that claim what the gold says; tellings of one address are one article."""
    by_url: dict[str, list[GoldTelling]] = defaultdict(list)
    for telling in gold:
        by_url[telling.article.url].append(telling)
    for told in by_url.values():
        saved = save_article(db, told[0].article)
        claims = tuple(t.claim for t in told)
        kind: Any = next((t.kind for t in told if t.claim.primary), told[0].kind)
        save_reading(db, saved.version_id, Reading(told[0].article.language, kind, 1.0, claims=claims, model="gold"))


Place = tuple[str, str, int]
"""Address, victim, and the how manieth claim of that article on that victim: one may recall an earlier attack."""


def places_of(gold: Sequence[GoldTelling]) -> list[Place]:
    """Where each telling stands."""
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for telling in gold:
        named = telling.article.url, telling.claim.victim
        found.append((*named, seen[named]))
        seen[named] += 1
    return found


def incidents_of(db: Database) -> dict[Place, int]:
    """Each telling's incident, by its key."""
    rows = db.execute(
        "SELECT a.url, c.victim, row_number() OVER (PARTITION BY c.reading_id, c.victim ORDER BY c.position) - 1, "
        "ic.incident_key FROM incident_claims ic "
        "JOIN articles a ON a.id = ic.article_id JOIN claims c ON c.id = ic.claim_id"
    )
    return {(url, victim, nth): key for url, victim, nth, key in rows}


def score_partition(gold: Sequence[GoldTelling], incidents: Mapping[Place, int]) -> DedupScore:
    """Compare a partition of the tellings with the gold's. A telling of which nothing is known stands alone."""
    places = enumerate(places_of(gold), 1)
    placed = [(t, incidents.get(place, -n)) for t, (n, place) in zip(gold, places, strict=True)]
    clusters = Counter(t.cluster for t in gold)
    sizes = Counter(key for _, key in placed)
    both = Counter((t.cluster, key) for t, key in placed)
    pure = {cluster for (cluster, key), n in both.items() if n == clusters[cluster] == sizes[key]}
    several = [cluster for cluster, n in clusters.items() if n > 1]
    groups: dict[str, set[str]] = defaultdict(set)
    for telling in gold:
        if telling.lookalike:
            groups[telling.lookalike].add(telling.cluster)
    homes = {group: [{k for t, k in placed if t.cluster == c} for c in members] for group, members in groups.items()}
    merged = [group for group, keys in homes.items() if sum(map(len, keys)) > len(set[int]().union(*keys))]
    return DedupScore(
        tellings=len(gold),
        clusters=len(clusters),
        precision=sum(both[t.cluster, key] / sizes[key] for t, key in placed) / len(placed),
        recall=sum(both[t.cluster, key] / clusters[t.cluster] for t, key in placed) / len(placed),
        whole=sum(cluster in pure for cluster in several) / len(several) if several else 1.0,
        lookalikes=len(groups),
        false_merges=tuple(sorted(merged)),
        broken=tuple(_where(cluster, placed) for cluster in sorted(several) if cluster not in pure),
    )


def _where(cluster: str, placed: Sequence[tuple[GoldTelling, int]]) -> str:
    """The incidents that a cluster's tellings stand in, with what stands there and does not belong."""
    incidents = []
    for key in dict.fromkeys(key for telling, key in placed if telling.cluster == cluster):
        inside = [telling for telling, other in placed if other == key]
        own = [f"{t.claim.victim} ({t.article.published or 'undated'})" for t in inside if t.cluster == cluster]
        strange = dict.fromkeys(t.cluster for t in inside if t.cluster != cluster)
        incidents.append(", ".join([*own, *(f"with {name}" for name in strange)]))
    return f"{cluster}: {' | '.join(incidents)}"

"""Load what articles say of incidents: the claims that count today, at every address that carries them."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from sqlite_utils import Database

from storage.articles import outlet_of
from storage.incidents import Telling
from storage.names import victim_key
from storage.readings import load_claims

# The reading that counts for an address: of its newest version that was read. Until an edited page is read again, its
# older version speaks.
_TELLINGS = """
SELECT c.id, a.id, v.id, a.url, a.source, v.title, r.language, a.published, r.kind, c.position, c.hints
FROM articles a
JOIN readings r ON r.current AND r.version_id = (
    SELECT w.id FROM article_versions w JOIN readings x ON x.version_id = w.id AND x.current
    WHERE w.id = a.version_id OR (a.duplicate_of IS NULL AND w.article_id = a.id)
    ORDER BY w.number DESC LIMIT 1)
JOIN article_versions v ON v.id = r.version_id
JOIN claims c ON c.reading_id = r.id
WHERE a.id IN (SELECT value FROM json_each(?))
ORDER BY a.id, c.position"""


_DATE_IN_URL = re.compile(r"/(20[0-3]\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/_-]|$)")


def load_tellings(db: Database, article_ids: Iterable[int]) -> list[Telling]:
    """All tellings of these addresses, whatever incident they belong to."""
    rows = db.execute(_TELLINGS, [json.dumps(sorted(article_ids))]).fetchall()
    claims = load_claims(db, [row[0] for row in rows])
    near = _near(db, {row[2] for row in rows})
    seen: Counter[tuple[int, str]] = Counter()
    return [
        Telling(
            claim_id=claim_id,
            article_id=article_id,
            version_id=version_id,
            url=url,
            source=source,
            outlet=outlet_of(source, url),
            title=title,
            language=language,
            published=date.fromisoformat(published) if published else date_in_url(url),
            kind=kind,
            claim=claims[claim_id],
            position=position,
            ordinal=_ordinal(seen, article_id, claims[claim_id].victim),
            hints=json.loads(hints),
            near=near.get(version_id, {}),
        )
        for claim_id, article_id, version_id, url, source, title, language, published, kind, position, hints in rows
    ]


def _near(db: Database, version_ids: Iterable[int]) -> dict[int, dict[int, float]]:
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for version_id, other, similarity in db.execute(
        "SELECT version_id, other_id, similarity FROM near_copies WHERE version_id IN (SELECT value FROM json_each(?))",
        [json.dumps(sorted(version_ids))],
    ):
        near[version_id][other] = similarity
    return near


def load_tellings_of_urls(db: Database, urls: Iterable[str]) -> dict[str, list[Telling]]:
    """The same, by address."""
    marks = json.dumps(sorted(urls))
    rows = db.execute("SELECT id FROM articles WHERE url IN (SELECT value FROM json_each(?))", [marks]).fetchall()
    by_url: dict[str, list[Telling]] = defaultdict(list)
    for telling in load_tellings(db, [row[0] for row in rows]):
        by_url[telling.url].append(telling)
    return by_url


def _ordinal(seen: Counter[tuple[int, str]], article_id: int, victim: str) -> int:
    place = (article_id, victim_key(victim))
    seen[place] += 1
    return seen[place] - 1


def date_in_url(url: str) -> date | None:
    """The day that many outlets write into an address.

    >>> date_in_url("https://news.example/2020/01/29/title/")
    datetime.date(2020, 1, 29)
    >>> date_in_url("https://news.example/2020/02/31/")
    """
    match = _DATE_IN_URL.search(url)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None

"""Which texts print another, as agency copy is printed: word for word but for a headline, a town, a last line.

A copy is an article like any other and stays one. What is kept here are pairs of texts, found by the first resolve
after a text was stored: a fact about two texts, which no later arrival and no edit changes. Who copied whom is asked of
the pairs when it is wanted, so the order in which articles arrive does not matter.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sqlite_utils import Database

from storage.database import writing
from storage.shingles import Shingles, bands_of, likeness, shingles_of

if TYPE_CHECKING:
    from storage.incidents import Telling

ALIKE = 0.5  # of all shingles; 330 pairs of reports of one attack in the corpus share 4 % at most
# A text is held against so many at most, those that share most keys, the newest among equals. In more outlets than that
# one text still hangs together, since each printing is paired with some that came before.
MOST = 32
_NEWEST = 100  # texts looked at for one key: a template that an outlet fills in daily must not cost more each day
_SHARING = """
SELECT t.version_id FROM json_each(:bands) b CROSS JOIN text_bands t ON t.band = b.value AND t.version_id >= coalesce(
    (SELECT version_id FROM text_bands WHERE band = b.value ORDER BY version_id DESC LIMIT 1 OFFSET :most), 0)"""
UNCOMPARED = """
SELECT v.id, v.article_id, v.text FROM uncompared u CROSS JOIN article_versions v ON v.id = u.version_id
ORDER BY u.version_id LIMIT ?"""  # CROSS: SQLite would else walk through all versions to have them in order
BATCH = 200  # texts a transaction: others get their turn to write


def compare(db: Database, version_id: int, article_id: int, text: str) -> None:
    """Pair a stored text with those that print nearly the same, but for the other versions of its own article."""
    shingles = shingles_of(text)
    bands = bands_of(shingles)
    pairs = near_texts(db, article_id, shingles, bands)
    both = [(a, b, round(s, 4)) for other, s in pairs.items() for a, b in ((version_id, other), (other, version_id))]
    db.conn.executemany("INSERT OR IGNORE INTO near_copies(version_id, other_id, similarity) VALUES (?, ?, ?)", both)
    db.conn.executemany(
        "INSERT OR IGNORE INTO text_bands(band, version_id) VALUES (?, ?)", [(band, version_id) for band in bands]
    )


def near_texts(db: Database, article_id: int, shingles: Shingles, bands: Iterable[int]) -> dict[int, float]:
    """Versions of other articles that print nearly this text, with the share of shingles in common."""
    asked = {"bands": json.dumps(list(bands)), "most": _NEWEST - 1}
    shared = Counter(other for (other,) in db.conn.execute(_SHARING, asked))
    found: dict[int, float] = {}
    compared = 0
    for other in sorted(shared, key=lambda other: (-shared[other], -other)):
        row = db.conn.execute(
            "SELECT text FROM article_versions WHERE id = ? AND article_id <> ?", [other, article_id]
        ).fetchone()
        if row is None:
            continue
        likely = likeness(shingles, shingles_of(row[0]))
        if likely >= ALIKE:
            found[other] = likely
        compared += 1
        if compared == MOST:
            break
    return found


def compare_stored(db: Database) -> None:
    """Compare the texts that were stored since the last time; nothing to do costs nothing."""
    while True:
        with writing(db):
            batch = db.execute(UNCOMPARED, [BATCH]).fetchall()
            if not batch:
                return
            for version_id, article_id, text in batch:
                compare(db, version_id, article_id, text)
                db.execute("DELETE FROM uncompared WHERE version_id = ?", [version_id])


def copied_from(tellings: Iterable[Telling]) -> dict[str, Telling]:
    """For each address whose text was printed before, among these tellings, by another outlet: that first printing.

    Texts hang together when they are equal or paired, over any number of steps; the earliest is the original, the
    address breaks ties. Another page of the original's own outlet is its version and no copy.
    """
    printings = sorted({t.url: t for t in tellings}.values(), key=lambda t: (t.published or date.max, t.url))
    groups: dict[int, list[Telling]] = defaultdict(list)
    root = _connected({t.version_id: t.near for t in printings})
    for telling in printings:
        groups[root[telling.version_id]].append(telling)
    return {t.url: first for first, *rest in groups.values() for t in rest if t.outlet != first.outlet}


def _connected(near: dict[int, dict[int, float]]) -> dict[int, int]:
    """For each text one of those that it hangs together with, the same for all of them."""
    root: dict[int, int] = {}
    for start in near:
        waiting = [] if start in root else [start]
        while waiting:
            text = waiting.pop()
            if text not in root:
                root[text] = start
                waiting += [other for other in near[text] if other in near]
    return root

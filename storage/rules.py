"""Which rules a store's incidents were derived by: after a release with others all are derived anew, once, by itself.

RULES counts the changes of what a name, a hint, a match or a cluster is. `tests/storage/test_rules.py` has a digest of
the files in RULED, so that none changes without this number.
"""

from __future__ import annotations

from sqlite_utils import Database

RULES = 4
RULED = (
    "acronyms.py", "attackers.py", "clustering.py", "dates_told.py", "derive.py", "figures_told.py", "fold.py",
    "hints.py", "identity.py", "lexicon.py", "likeness.py", "matching.py", "name_words.py", "nameless.py", "names.py",
    "saints.py", "sums.py", "whereabouts.py", "affiliations.tsv", "common_names.txt", "countries.tsv", "exonyms.tsv",
    "organisations.tsv", "saints.txt", "words.tsv",
)  # fmt: skip


def are_outdated(db: Database) -> bool:
    """Were the incidents of this store derived by other rules than today's?"""
    return bool(db.execute("SELECT 1 FROM rules WHERE version <> ?", [RULES]).fetchone())


def keep_current(db: Database) -> None:
    """From here on all that is derived is by today's rules."""
    db.execute("INSERT OR REPLACE INTO rules(id, version) VALUES (1, ?)", [RULES])


def begin(db: Database) -> None:
    """A store of which nothing was derived before is of today's rules."""
    db.execute("INSERT OR IGNORE INTO rules(id, version) VALUES (1, ?)", [RULES])

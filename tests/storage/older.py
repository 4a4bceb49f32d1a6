"""Stores as each earlier version of the program left them, built by its own migrations."""

from __future__ import annotations

import json
from pathlib import Path

from sqlite_utils import Database

from storage.schema import APPLICATION_ID, VERSION, migrations

OLDER = range(1, VERSION)
XPERTHIS = "https://a.example/xperthis"
COPY = "https://b.example/xperthis"
RANSOM = "https://c.example/losgeld"


def older_store(path: Path, version: int) -> None:
    """Three articles, one a copy; from version 2 on they are read, from 3 on one is rejected, from 5 on visited."""
    db = Database(path)
    migrations.apply(db, stop_before=_names()[version])
    db.execute("PRAGMA journal_mode = WAL")
    db.executescript(_COLLECTED)
    if version >= 2:
        db.executescript(_READ)
    if version >= 3:
        db.executescript(_RESOLVED)
        anchors, other = ([[RANSOM, "Ville de Mons", 0]], "[]")
        db.execute(_DECISION, [json.dumps(anchors), other])
        db.execute("INSERT INTO decision_urls VALUES (?, 1)", [RANSOM])
    if version >= 5:
        db.execute(_VISIT, [XPERTHIS])
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {version}")
    db.close()


def _names() -> list[str]:
    return [migration.name for migration in migrations._migrations]


_COLLECTED = f"""
INSERT INTO sources(name, language) VALUES ('zataz', 'fr');
INSERT INTO crawls(source, started, seconds, new) VALUES ('zataz', '2024-03-01T08:00:00+00:00', 1.5, 3);
INSERT INTO articles(id, url, source, title, language, published) VALUES
    (1, '{XPERTHIS}', 'zataz', 'Xperthis piraté à Liège', 'fr', '2024-03-01'),
    (2, '{COPY}', NULL, 'Xperthis piraté à Liège', 'fr', '2024-03-02'),
    (3, '{RANSOM}', NULL, 'Mons refuse', 'fr', '2024-05-01');
INSERT INTO article_versions(id, article_id, number, title, text, body_hash) VALUES
    (1, 1, 1, 'Xperthis piraté à Liège', 'Rex Mundi veut 15 000 euros de Xperthis.', 'a'),
    (2, 3, 1, 'Mons refuse', 'La Ville de Mons ne paiera pas.', 'b');
UPDATE articles SET version_id = 1, duplicate_of = iif(id = 2, 1, NULL) WHERE id < 3;
UPDATE articles SET version_id = 2 WHERE id = 3;
"""
_READ = """
INSERT INTO readings(id, version_id, model, language, kind, kind_score) VALUES
    (1, 1, 'm 1', 'fr', 'extortion', 0.9), (2, 2, 'm 1', 'fr', 'ransomware', 0.8);
INSERT INTO mentions VALUES (1, 0, 0, 8, 'VICTIM', 'Xperthis', 0.9);
INSERT INTO claims(id, reading_id, position, victim, actor, actor_name, amount, currency, status, score) VALUES
    (1, 1, 0, 'Xperthis', 'Rex Mundi', 'Rex Mundi', '15000', 'EUR', 'demanded', 0.9),
    (2, 2, 0, 'Ville de Mons', NULL, NULL, NULL, NULL, 'refused', 0.8);
INSERT INTO claim_amounts VALUES (1, 0, '15000', 'EUR', NULL, NULL, 0, 'demand', 40, 52);
INSERT INTO actors(name) VALUES ('Rex Mundi');
"""
_RESOLVED = """
INSERT INTO unresolved VALUES (1), (2), (3);
"""
_DECISION = """
INSERT INTO decisions(id, action, incident, who, decided, anchors, others)
VALUES (1, 'reject', 'ville-de-mons-000000', 'ana', '2024-05-02T08:00:00+00:00', ?, ?)"""
_VISIT = """
INSERT INTO visits(address, source, outcome, first, last, tries, title, url) VALUES
    (?1, 'zataz', 'stored', '2024-03-01T08:00:00+00:00', '2024-03-01T08:00:00+00:00', 1, 'Xperthis', ?1)"""

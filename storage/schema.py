"""The tables, as numbered migrations: a released one is never edited, the next number is added.

Written as SQL, not through `Table.create`, because CHECKs, partial indexes and WITHOUT ROWID have no other spelling,
and because this text is what Datasette shows as a table's schema.
"""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x52574952  # "RWIR", in the file's header: this SQLite file is a store of ransomwire
VERSION = 11  # number of migrations below, in the file's header as user_version
FTS_TOKENIZER = "unicode61 remove_diacritics 2"  # `liege` finds Liège

migrations = Migrations("ransomwire")


@migrations()
def m001_collected(db: Database) -> None:
    """What the crawl brings: sources, runs, articles and their versions."""
    db.executescript("""
CREATE TABLE sources (
    name TEXT PRIMARY KEY,           -- "zataz"
    title TEXT, language TEXT, country TEXT, url TEXT
) STRICT;
CREATE TABLE crawls (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL REFERENCES sources(name),
    started TEXT NOT NULL,           -- UTC, ISO 8601
    seconds REAL NOT NULL,
    requests INTEGER NOT NULL DEFAULT 0, not_modified INTEGER NOT NULL DEFAULT 0,
    new INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0,
    filtered INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0, broken INTEGER NOT NULL DEFAULT 0,
    reason TEXT                      -- why the run ended early or a source gave nothing; NULL: it went well
) STRICT;
CREATE INDEX crawls_source ON crawls(source, started);
CREATE TABLE validators (            -- what an address said of its state, to ask "changed since?" next time
    url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT
) STRICT;
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    source TEXT REFERENCES sources(name),
    title TEXT NOT NULL,
    language TEXT,                   -- as the page says; what the reader found stands in readings
    published TEXT, modified TEXT,   -- dates, ISO 8601
    author TEXT, section TEXT,
    access TEXT NOT NULL DEFAULT 'open',
    fetched TEXT,                    -- UTC, the first time
    origins TEXT NOT NULL DEFAULT '{}',
    duplicate_of INTEGER REFERENCES articles(id), -- the same body stood at another address first
    version_id INTEGER REFERENCES article_versions(id) -- the newest version; of a duplicate: the original's
) STRICT;
CREATE INDEX articles_published ON articles(published);
CREATE INDEX articles_source ON articles(source, published);
CREATE INDEX articles_version ON articles(version_id);
CREATE INDEX articles_duplicate ON articles(duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE TABLE article_versions (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    number INTEGER NOT NULL,         -- 1, 2, … as the outlet edits the page
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    body_hash TEXT NOT NULL,         -- of the text without regard to white space
    fetched TEXT,
    UNIQUE (article_id, number)
) STRICT;
CREATE INDEX article_versions_body ON article_versions(body_hash);
""")
    db.table("article_versions").enable_fts(["title", "text"], create_triggers=True, tokenize=FTS_TOKENIZER)


@migrations()
def m002_read(db: Database) -> None:
    """What the pipeline makes of an article version: readings, mentions, claims, actors."""
    db.executescript("""
CREATE TABLE readings (
    id INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES article_versions(id),
    model TEXT NOT NULL,
    language TEXT, kind TEXT NOT NULL, kind_score REAL NOT NULL,
    current INTEGER NOT NULL DEFAULT 1, -- 0: read again since by another model, kept for comparison
    UNIQUE (version_id, model)
) STRICT;
CREATE INDEX readings_model ON readings(model);
CREATE UNIQUE INDEX readings_current ON readings(version_id) WHERE current;
CREATE TABLE mentions (              -- of current readings only
    reading_id INTEGER NOT NULL REFERENCES readings(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, -- characters of title + blank line + text
    label TEXT NOT NULL, text TEXT NOT NULL, score REAL NOT NULL,
    PRIMARY KEY (reading_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_text ON mentions(label, text);
CREATE TABLE claims (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never reused: incident_claims may name a claim that is gone
    reading_id INTEGER NOT NULL REFERENCES readings(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,       -- within the article, its own subject first
    victim TEXT NOT NULL,
    aliases TEXT NOT NULL DEFAULT '[]',
    actor TEXT,                      -- as printed
    actor_name TEXT, actor_uuid TEXT, -- canonical, of the MISP galaxy
    amount TEXT, currency TEXT,      -- amount is TEXT: a Decimal would become a float; views cast it
    payment TEXT,
    status TEXT NOT NULL DEFAULT 'unknown',
    is_primary INTEGER NOT NULL DEFAULT 1,
    score REAL NOT NULL DEFAULT 1,
    country TEXT, country_origin TEXT, sector TEXT,
    evidence TEXT NOT NULL DEFAULT '{}', -- field: [start, end]
    rules TEXT NOT NULL DEFAULT '{}',    -- field: the component and rule that decided
    hints TEXT NOT NULL DEFAULT '{}',    -- what the text beside the claim adds for resolving (storage/hints.py)
    UNIQUE (reading_id, position)
) STRICT;
CREATE INDEX claims_victim ON claims(victim);
CREATE INDEX claims_actor ON claims(actor_name);
CREATE TABLE claim_amounts (
    claim_id INTEGER NOT NULL REFERENCES claims(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    amount TEXT NOT NULL, currency TEXT NOT NULL, low TEXT, high TEXT, about INTEGER NOT NULL,
    role TEXT NOT NULL,              -- demand, lowered, offered, paid, converted
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    PRIMARY KEY (claim_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE actors (name TEXT PRIMARY KEY, uuid TEXT) STRICT;
CREATE TABLE actor_aliases (
    alias TEXT NOT NULL, actor TEXT NOT NULL REFERENCES actors(name), PRIMARY KEY (alias, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_aliases_actor ON actor_aliases(actor);
""")


@migrations()
def m003_resolved(db: Database) -> None:
    """What is derived from claims and decisions, and may be thrown away and derived again; and the decisions."""
    db.executescript("""
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    action TEXT NOT NULL CHECK (action IN ('confirm', 'correct', 'reject', 'merge', 'split')),
    incident TEXT NOT NULL,          -- the incident's id when it was decided
    who TEXT NOT NULL,
    decided TEXT NOT NULL,           -- UTC, ISO 8601
    field TEXT, before TEXT, after TEXT, -- of a correction
    anchors TEXT NOT NULL,           -- JSON: the tellings decided on, {url, victim}, which outlive any reading
    others TEXT NOT NULL DEFAULT '[]', -- JSON: merge: the other incident's; split: those that stay behind
    snapshot TEXT NOT NULL DEFAULT '{}', -- JSON: the incident as the analyst saw it
    note TEXT,
    undone TEXT, undone_by TEXT      -- UTC; NULL: in force
) STRICT;
CREATE INDEX decisions_incident ON decisions(incident);
CREATE TABLE decision_urls (         -- which decisions speak of an article
    url TEXT NOT NULL, decision_id INTEGER NOT NULL REFERENCES decisions(id) ON DELETE CASCADE,
    PRIMARY KEY (url, decision_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE unresolved (            -- articles whose claims changed since the last resolve
    article_id INTEGER PRIMARY KEY REFERENCES articles(id)
) STRICT;
CREATE TABLE claim_keys (            -- the blocking index: claims that might tell of the same victim share a key
    key TEXT NOT NULL,
    role INTEGER NOT NULL,           -- 0: a name of the victim in full; 1: a part, an acronym, a domain
    article_id INTEGER NOT NULL, claim_id INTEGER NOT NULL,
    PRIMARY KEY (key, role, article_id, claim_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_keys_article ON claim_keys(article_id);
CREATE TABLE incidents (
    key INTEGER PRIMARY KEY,         -- from the same hash as id, so a rebuild gives the same rows
    id TEXT NOT NULL UNIQUE,         -- "xperthis-7f3kq2"
    victim TEXT NOT NULL,
    victim_forms TEXT NOT NULL,      -- JSON: every form printed
    actor TEXT, actors TEXT NOT NULL, -- JSON: [{name, uuid, articles}]
    amount TEXT, currency TEXT,      -- the first demand
    amount_low TEXT, amount_high TEXT, -- what outlets say, in that currency
    paid TEXT, paid_currency TEXT, payment TEXT,
    status TEXT NOT NULL, status_history TEXT NOT NULL, -- JSON: [{date, status, url}]
    kind TEXT NOT NULL, country TEXT, sector TEXT,
    first_published TEXT, last_published TEXT,
    articles INTEGER NOT NULL, outlets INTEGER NOT NULL, languages TEXT NOT NULL, -- "en fr"
    evidence TEXT NOT NULL,          -- JSON: field: {url, sentence}
    conflicts TEXT NOT NULL,         -- JSON: [{field, values}]
    score REAL NOT NULL,
    review TEXT NOT NULL CHECK (review IN ('open', 'confirmed', 'corrected', 'rejected'))
) STRICT;
CREATE INDEX incidents_first ON incidents(first_published);
CREATE INDEX incidents_last ON incidents(last_published);
CREATE INDEX incidents_actor ON incidents(actor);
CREATE INDEX incidents_country ON incidents(country, first_published);
CREATE INDEX incidents_sector ON incidents(sector, first_published);
CREATE INDEX incidents_status ON incidents(status, first_published);
CREATE INDEX incidents_kind ON incidents(kind, first_published);
CREATE INDEX incidents_amount ON incidents(currency, CAST(amount AS REAL));
CREATE TABLE incident_claims (
    article_id INTEGER NOT NULL REFERENCES articles(id), -- the address; a duplicate's claims are its original's
    claim_id INTEGER NOT NULL,       -- of claims, which may have been read anew since: the next resolve sees to it
    incident_key INTEGER NOT NULL REFERENCES incidents(key),
    handle TEXT NOT NULL,            -- the id this incident would have if this telling stood first
    component INTEGER NOT NULL,      -- claims that were judged together: the smallest incident key among them
    score REAL NOT NULL, reason TEXT NOT NULL,
    decided_by TEXT NOT NULL CHECK (decided_by IN ('rule', 'analyst')),
    PRIMARY KEY (article_id, claim_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_claims_incident ON incident_claims(incident_key);
CREATE INDEX incident_claims_component ON incident_claims(component);
CREATE INDEX incident_claims_claim ON incident_claims(claim_id);
CREATE INDEX incident_claims_handle ON incident_claims(handle);
CREATE TABLE retired_ids (           -- ids that were once shown, and where to look for what they meant
    id TEXT PRIMARY KEY, url TEXT NOT NULL, victim TEXT NOT NULL
) STRICT;
CREATE TABLE near_misses (           -- pairs that look like one incident, for an analyst to judge
    incident TEXT NOT NULL REFERENCES incidents(id), other TEXT NOT NULL REFERENCES incidents(id),
    score REAL NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (incident, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX near_misses_other ON near_misses(other);
""")
    db.table("incidents").enable_fts(["victim", "victim_forms", "actors"], create_triggers=True, tokenize=FTS_TOKENIZER)


@migrations()
def m004_views(db: Database) -> None:
    """The questions people ask, for Datasette and `ransomwire query`."""
    db.executescript("""
CREATE VIEW ransoms AS
SELECT id, victim, actor, CAST(amount AS REAL) AS amount, currency, payment, status,
       CAST(amount_low AS REAL) AS lowest_told, CAST(amount_high AS REAL) AS highest_told,
       CAST(paid AS REAL) AS paid, paid_currency, kind, country, sector,
       first_published AS published, last_published, articles, outlets, languages, score, review
FROM incidents WHERE review <> 'rejected';
CREATE VIEW open_demands AS
SELECT id, victim, actor, amount, currency, published, country, sector, articles, languages
FROM ransoms WHERE status = 'demanded' ORDER BY published DESC;
CREATE VIEW incidents_by_actor AS
SELECT actor, count(*) AS incidents, sum(amount IS NOT NULL) AS with_amount, sum(status = 'paid') AS paid,
       min(published) AS first, max(last_published) AS last
FROM ransoms WHERE actor IS NOT NULL GROUP BY actor ORDER BY incidents DESC, actor;
CREATE VIEW incidents_by_country AS
SELECT country, count(*) AS incidents, sum(amount IS NOT NULL) AS with_amount, sum(status = 'paid') AS paid
FROM ransoms GROUP BY country ORDER BY incidents DESC, country;
CREATE VIEW incidents_by_month AS
SELECT substr(published, 1, 7) AS month, count(*) AS incidents, sum(amount IS NOT NULL) AS with_amount,
       sum(status = 'paid') AS paid
FROM ransoms GROUP BY month ORDER BY month DESC;
CREATE VIEW incidents_by_sector AS
SELECT sector, count(*) AS incidents, sum(amount IS NOT NULL) AS with_amount, sum(status = 'paid') AS paid
FROM ransoms GROUP BY sector ORDER BY incidents DESC, sector;
CREATE VIEW tellings AS
SELECT i.id AS incident, a.url, a.source, r.language, a.published, a.title, c.victim, c.actor,
       CAST(c.amount AS REAL) AS amount, c.currency, c.payment, c.status, c.is_primary, c.score,
       ic.score AS join_score, ic.reason, ic.decided_by
FROM incident_claims ic JOIN incidents i ON i.key = ic.incident_key JOIN claims c ON c.id = ic.claim_id
     JOIN readings r ON r.id = c.reading_id JOIN articles a ON a.id = ic.article_id;
CREATE VIEW source_health AS
SELECT s.name AS source, count(c.id) AS crawls, max(c.started) AS last_crawl,
       max(CASE WHEN c.reason IS NULL THEN c.started END) AS last_success, sum(c.new) AS new, sum(c.broken) AS broken
FROM sources s LEFT JOIN crawls c ON c.source = s.name GROUP BY s.name ORDER BY s.name;
""")


@migrations()
def m005_collecting(db: Database) -> None:
    """What the crawler remembers: addresses visited and what came of it, who asked us to wait, users' own sources."""
    db.executescript("""
ALTER TABLE crawls ADD COLUMN notes TEXT;       -- sentences about single pages that failed
ALTER TABLE sources ADD COLUMN definition TEXT; -- JSON: a source that a user added
ALTER TABLE sources ADD COLUMN switched TEXT CHECK (switched IN ('on', 'off')); -- NULL: as it was declared
ALTER TABLE sources ADD COLUMN switch_reason TEXT;
CREATE TABLE visits (                -- every page address that a feed, sitemap or listing announced and we judged
    address TEXT PRIMARY KEY,        -- without tracking parameters
    source TEXT NOT NULL REFERENCES sources(name),
    outcome TEXT NOT NULL CHECK (outcome IN ('stored', 'filtered', 'refused', 'broken', 'gone', 'unreachable')),
    first TEXT NOT NULL, last TEXT NOT NULL, -- UTC, ISO 8601
    tries INTEGER NOT NULL,          -- since it was last stored
    title TEXT NOT NULL, reason TEXT,
    url TEXT NOT NULL                -- where it was fetched
) STRICT;
CREATE INDEX visits_source ON visits(source, outcome, last);
CREATE TABLE holds (                 -- hosts that asked us to come back later
    host TEXT PRIMARY KEY, until TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;
CREATE VIEW left_out AS
SELECT source, title, url, outcome, reason, last, tries FROM visits WHERE outcome <> 'stored' ORDER BY last DESC;
""")


@migrations()
def m006_days_of_keys(db: Database) -> None:
    """The blocking index by day: a victim that was in the news for years is compared within a year only."""
    db.executescript("""
DROP TABLE claim_keys;
CREATE TABLE claim_keys (            -- the blocking index: claims that might tell of the same victim share a key
    key TEXT NOT NULL,
    role INTEGER NOT NULL,           -- 0: a name of the victim in full; 1: a part, an acronym
    day INTEGER NOT NULL,            -- of the report, days since year 1; 0: it may be of any time
    article_id INTEGER NOT NULL, claim_id INTEGER NOT NULL,
    PRIMARY KEY (key, role, day, article_id, claim_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_keys_article ON claim_keys(article_id);
INSERT OR IGNORE INTO unresolved(article_id) SELECT id FROM articles WHERE version_id IS NOT NULL;
""")


@migrations()
def m007_rates_and_alerts(db: Database) -> None:
    """What users load and what they were told: the ECB's daily rates, and the last alert on each incident."""
    db.executescript("""
CREATE TABLE euro_rates (            -- the European Central Bank's, by `ransomwire rates load`
    currency TEXT NOT NULL, day TEXT NOT NULL, -- ISO 4217, ISO 8601
    rate TEXT NOT NULL,              -- units of the currency for one euro
    PRIMARY KEY (currency, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE alert_deliveries (      -- what a channel was told last of an incident
    channel TEXT NOT NULL,
    incident TEXT NOT NULL,          -- its id then; storage/alerts.py finds it again under a newer id
    told TEXT NOT NULL,              -- JSON: the fields that were told
    sent TEXT,                       -- UTC, ISO 8601; NULL: skipped at the user's wish
    PRIMARY KEY (channel, incident)
) STRICT, WITHOUT ROWID;
""")


@migrations()
def m008_inbox(db: Database) -> None:
    """The review pages' inbox, and counts that read a small index instead of every incident."""
    db.executescript("""
CREATE INDEX incidents_doubtful ON incidents(review, score);
CREATE INDEX incidents_newest ON incidents(review, coalesce(first_published, ''));
-- Each has all columns that its view reads, as they are: SQLite then leaves the wide rows alone.
CREATE INDEX incidents_months ON incidents(substr(first_published, 1, 7), status, amount, review, first_published);
CREATE INDEX incidents_countries ON incidents(country, status, amount, review);
CREATE INDEX incidents_sectors ON incidents(sector, status, amount, review);
CREATE INDEX incidents_actors ON incidents(actor, status, amount, review, first_published, last_published);
DROP VIEW incidents_by_actor;
DROP VIEW incidents_by_country;
DROP VIEW incidents_by_month;
DROP VIEW incidents_by_sector;
CREATE VIEW incidents_by_actor AS
SELECT actor, count(*) AS incidents, sum(amount IS NOT NULL) AS with_amount, sum(status = 'paid') AS paid,
       min(first_published) AS first, max(last_published) AS last
FROM incidents WHERE review <> 'rejected' AND actor IS NOT NULL GROUP BY actor ORDER BY incidents DESC, actor;
CREATE VIEW incidents_by_country AS
SELECT country, count(*) AS incidents, sum(amount IS NOT NULL) AS with_amount, sum(status = 'paid') AS paid
FROM incidents WHERE review <> 'rejected' GROUP BY country ORDER BY incidents DESC, country;
CREATE VIEW incidents_by_month AS
SELECT substr(first_published, 1, 7) AS month, count(*) AS incidents, sum(amount IS NOT NULL) AS with_amount,
       sum(status = 'paid') AS paid
FROM incidents WHERE review <> 'rejected' GROUP BY month ORDER BY month DESC;
CREATE VIEW incidents_by_sector AS
SELECT sector, count(*) AS incidents, sum(amount IS NOT NULL) AS with_amount, sum(status = 'paid') AS paid
FROM incidents WHERE review <> 'rejected' GROUP BY sector ORDER BY incidents DESC, sector;
""")


@migrations()
def m009_copies(db: Database) -> None:
    """Agency copy: which texts print nearly the same, and how many of an incident's outlets only print another's."""
    db.executescript("""
CREATE TABLE text_bands (            -- keys that alike texts are likely to share (storage/shingles.py)
    band INTEGER NOT NULL, version_id INTEGER NOT NULL REFERENCES article_versions(id),
    PRIMARY KEY (band, version_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE near_copies (           -- texts of two articles that are nearly the same; each pair in both directions
    version_id INTEGER NOT NULL REFERENCES article_versions(id),
    other_id INTEGER NOT NULL REFERENCES article_versions(id),
    similarity REAL NOT NULL,        -- of their runs of five words, the share that both have
    PRIMARY KEY (version_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE uncompared (            -- texts that the next resolve compares with all others
    version_id INTEGER PRIMARY KEY REFERENCES article_versions(id)
) STRICT;
INSERT INTO uncompared SELECT id FROM article_versions;
ALTER TABLE incidents ADD COLUMN copies INTEGER NOT NULL DEFAULT 0; -- outlets that only print another's text
INSERT OR IGNORE INTO unresolved(article_id) SELECT id FROM articles WHERE version_id IS NOT NULL;
DROP VIEW open_demands;
DROP VIEW ransoms;
CREATE VIEW ransoms AS
SELECT id, victim, actor, CAST(amount AS REAL) AS amount, currency, payment, status,
       CAST(amount_low AS REAL) AS lowest_told, CAST(amount_high AS REAL) AS highest_told,
       CAST(paid AS REAL) AS paid, paid_currency, kind, country, sector,
       first_published AS published, last_published, articles, outlets, copies, languages, score, review
FROM incidents WHERE review <> 'rejected';
CREATE VIEW open_demands AS
SELECT id, victim, actor, amount, currency, published, country, sector, articles, outlets, copies, languages
FROM ransoms WHERE status = 'demanded' ORDER BY published DESC;
CREATE VIEW copies AS                -- articles whose text another outlet printed first, and where
WITH printed AS (
    SELECT id, url, title, published, version_id, coalesce(published, '9999-12-31') || ' ' || url AS place,
           coalesce(source, replace(substr(url, instr(url, '://') + 3,
               instr(substr(url, instr(url, '://') + 3) || '/', '/') - 1), 'www.', '')) AS outlet
    FROM articles WHERE version_id IS NOT NULL
)
SELECT a.url, a.outlet, a.published, a.title, o.url AS copy_of, o.outlet AS first_outlet,
       o.published AS first_published,
       coalesce((SELECT similarity FROM near_copies WHERE version_id = a.version_id AND other_id = o.version_id), 1.0)
           AS similarity
FROM printed a JOIN printed o ON o.id = (
    SELECT p.id FROM printed p WHERE p.place < a.place AND p.version_id IN (
        SELECT a.version_id UNION ALL SELECT other_id FROM near_copies WHERE version_id = a.version_id)
    ORDER BY p.place LIMIT 1)
WHERE o.outlet <> a.outlet;
""")


@migrations()
def m010_look_alikes(db: Database) -> None:
    """Components by what could be joined; what only looks alike is kept pair by pair. All is derived anew."""
    db.executescript("""
CREATE TABLE look_alikes (           -- tellings that look alike and are not judged together; both directions
    article_id INTEGER NOT NULL, claim_id INTEGER NOT NULL,
    other_article_id INTEGER NOT NULL, other_claim_id INTEGER NOT NULL,
    score REAL NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (article_id, claim_id, other_article_id, other_claim_id)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO unresolved(article_id) SELECT id FROM articles WHERE version_id IS NOT NULL;
""")


@migrations()
def m011_rules(db: Database) -> None:
    """By which rules the incidents were derived (storage/rules.py): of an older store nobody knows."""
    db.executescript("""
CREATE TABLE rules (                 -- one row
    id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL
) STRICT;
INSERT INTO rules(id, version) SELECT 1, 0 WHERE EXISTS (SELECT 1 FROM claims);
""")

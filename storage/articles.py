"""Store articles, in versions when an outlet edits a page, and once when two addresses carry the same body."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from urllib.parse import urlsplit

from sqlite_utils import Database

from nlp.types import Article
from storage.database import writing
from storage.incidents import iso

SaveState = Literal["new", "changed", "unchanged", "duplicate"]
# A shorter body than this says nothing of its own ("Subscribe to read on."): only with the same title is it a copy.
SHORTEST_COPY = 200


@dataclass(frozen=True)
class Saved:
    article_id: int
    version_id: int  # of a duplicate: the version that has its body, stored under another address
    state: SaveState


def save_article(db: Database, article: Article) -> Saved:
    """Store an article: a new one, a new version of a known one, or the address of a known body.

    Saving twice changes nothing. What a later fetch knows and an earlier did not (a date, an author) is filled in.
    """
    with writing(db):
        row = db.execute("SELECT id, version_id FROM articles WHERE url = ?", [article.url]).fetchone()
        if row is None:
            return _save_new(db, article)
        article_id, version_id = row
        _fill_in(db, article_id, article)
        title, text = db.execute("SELECT title, text FROM article_versions WHERE id = ?", [version_id]).fetchone()
        is_same = body_hash(text) == body_hash(article.text)
        if is_same and (title == article.title or _is_duplicate(db, article_id)):
            return Saved(article_id, version_id, "unchanged")  # or a copy under a headline of its own
        return _save_version(db, article_id, article)


def is_known(db: Database, url: str) -> bool:
    """Is there an article of this canonical address?"""
    return db.execute("SELECT 1 FROM articles WHERE url = ?", [url]).fetchone() is not None


def article_of_version(db: Database, version_id: int) -> Article:
    """The article as it stood in that version, with what is known of its address today."""
    row = db.execute(f"SELECT {_COLUMNS} FROM {_JOIN} WHERE v.id = ?", [version_id]).fetchone()  # noqa: S608
    return _article_from_row(row)


def body_hash(text: str) -> str:
    """Equal for bodies that differ in white space only.

    >>> body_hash("One  two.") == body_hash("One\\n\\ntwo.")
    True
    """
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def outlet_of(source: str | None, url: str) -> str:
    """Who published: the source's name, else the host.

    >>> outlet_of(None, "https://www.lavoixdunord.example/1")
    'lavoixdunord.example'
    """
    return source or (urlsplit(url).hostname or url).removeprefix("www.")


_COLUMNS = (
    "a.url, v.title, v.text, a.language, a.published, a.modified, a.source, a.author, a.section, a.access, a.fetched, "
    "a.origins"
)
_JOIN = "article_versions v JOIN articles a ON a.id = v.article_id"


def _article_from_row(row: tuple[Any, ...]) -> Article:
    """From the columns that `_COLUMNS` names."""
    url, title, text, language, published, modified, source, author, section, access, fetched, origins = row
    return Article(
        url=url,
        title=title,
        text=text,
        language=language,
        published=date.fromisoformat(published) if published else None,
        modified=date.fromisoformat(modified) if modified else None,
        source=source,
        author=author,
        section=section,
        access=access,
        fetched=datetime.fromisoformat(fetched) if fetched else None,
        origins=json.loads(origins),
    )


def _save_new(db: Database, article: Article) -> Saved:
    if article.source:
        db.execute("INSERT OR IGNORE INTO sources(name, language) VALUES (?, ?)", [article.source, article.language])
    body = body_hash(article.text)
    original = _original_of(db, article, body)
    article_id: int = db.execute(
        "INSERT INTO articles(url, source, title, language, published, modified, author, section, access, fetched, "
        "origins, duplicate_of, version_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        [
            article.url,
            article.source,
            article.title,
            article.language,
            iso(article.published),
            iso(article.modified),
            article.author,
            article.section,
            article.access,
            iso(article.fetched),
            json.dumps(article.origins, ensure_ascii=False),
            *(original or (None, None)),
        ],
    ).fetchone()[0]
    if original:
        mark_unresolved(db, article_id)
        return Saved(article_id, original[1], "duplicate")
    return Saved(article_id, _insert_version(db, article_id, 1, article, body), "new")


def _save_version(db: Database, article_id: int, article: Article) -> Saved:
    """An edited page is read anew; a copy that was edited becomes an article of its own."""
    last = db.execute("SELECT max(number) FROM article_versions WHERE article_id = ?", [article_id]).fetchone()[0]
    version_id = _insert_version(db, article_id, (last or 0) + 1, article, body_hash(article.text))
    db.execute("UPDATE articles SET title = ?, duplicate_of = NULL WHERE id = ?", [article.title, article_id])
    mark_unresolved(db, article_id)
    return Saved(article_id, version_id, "changed")


def _insert_version(db: Database, article_id: int, number: int, article: Article, body: str) -> int:
    version_id: int = db.execute(
        "INSERT INTO article_versions(article_id, number, title, text, body_hash, fetched) "
        "VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        [article_id, number, article.title, article.text, body, iso(article.fetched)],
    ).fetchone()[0]
    db.execute("INSERT INTO uncompared(version_id) VALUES (?)", [version_id])  # the next resolve finds its copies
    # Copies keep following their original: an agency's correction reaches them by their own next fetch.
    db.execute("UPDATE articles SET version_id = ? WHERE id = ?", [version_id, article_id])
    return version_id


def _original_of(db: Database, article: Article, body: str) -> tuple[int, int] | None:
    """(article, version) that already has this body; the article that stood first when several do."""
    rows = db.execute("SELECT article_id, id, title FROM article_versions WHERE body_hash = ? ORDER BY id", [body])
    for article_id, version_id, title in rows:
        if len(article.text) >= SHORTEST_COPY or title == article.title:
            return article_id, version_id
    return None


def _is_duplicate(db: Database, article_id: int) -> bool:
    row = db.execute("SELECT duplicate_of IS NOT NULL FROM articles WHERE id = ?", [article_id]).fetchone()
    return bool(row[0])


def _fill_in(db: Database, article_id: int, article: Article) -> None:
    known = {
        "source": article.source,
        "language": article.language,
        "published": iso(article.published),
        "author": article.author,
        "section": article.section,
    }
    if article.source:
        db.execute("INSERT OR IGNORE INTO sources(name, language) VALUES (?, ?)", [article.source, article.language])
    missing = [name for name, value in known.items() if value is not None]
    if not missing:
        return
    changed = db.execute(
        f"UPDATE articles SET {', '.join(f'{name} = coalesce({name}, :{name})' for name in missing)} "  # noqa: S608
        f"WHERE id = :id AND ({' OR '.join(f'{name} IS NULL' for name in missing)})",
        {"id": article_id, **known},
    ).rowcount
    if changed:
        mark_unresolved(db, article_id)


def mark_unresolved(db: Database, article_id: int) -> None:
    """Ask the next `resolve` to look at this article's claims again."""
    db.execute("INSERT OR IGNORE INTO unresolved(article_id) VALUES (?)", [article_id])

"""Web archives become articles, and a broken one loses only what is broken."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nlp.types import Article
from scrapers.files import articles_from_warc
from tests.scrapers.press import page


def archive(path: Path, *pages: tuple[str, bytes, str, str], packed: bool = True) -> Path:
    """An archive of (address, body, status, content type), each record packed by itself as the format wants it."""
    with path.open("wb") as file:
        for url, body, status, kind in pages:
            answer = b"HTTP/1.1 %s\r\nContent-Type: %s\r\n\r\n%s" % (status.encode(), kind.encode(), body)
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-05-04T10:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
            )
            record = head.encode() + answer + b"\r\n\r\n"
            file.write(gzip.compress(record) if packed else record)
    return path


HTML = "text/html; charset=utf-8"
MAIRIE = ("https://news.example/a?utm_source=x", page("Une mairie attaquée").encode(), "200 OK", HTML)


@pytest.mark.parametrize("packed", [True, False])
def test_pages_become_articles_and_other_records_are_passed_over(tmp_path, packed):
    picture = ("https://news.example/p.png", b"\x89PNG", "200 OK", "image/png")
    moved = ("https://news.example/b", page("Déplacé").encode(), "301 Moved", HTML)
    path = archive(tmp_path / "a.warc", MAIRIE, picture, moved, packed=packed)
    ((url, article),) = articles_from_warc(path)
    assert isinstance(article, Article)
    assert (url, article.url) == ("https://news.example/a?utm_source=x", "https://news.example/a")
    assert (article.title, article.fetched) == ("Une mairie attaquée", datetime(2026, 5, 4, 10, tzinfo=UTC))


def test_a_page_without_an_article_is_told_in_a_sentence(tmp_path):
    empty = ("https://news.example/c", b"<html></html>", "200 OK", HTML)
    found = list(articles_from_warc(archive(tmp_path / "a.warc.gz", empty, MAIRIE)))
    assert [type(article) for _, article in found] == [str, Article]


def test_a_truncated_archive_gives_what_is_whole(tmp_path):
    path = archive(tmp_path / "a.warc.gz", MAIRIE, ("https://news.example/d", page("D").encode(), "200 OK", HTML))
    path.write_bytes(path.read_bytes()[:-200])
    first, *_rest = articles_from_warc(path)
    assert isinstance(first[1], Article)


@pytest.mark.parametrize("content", [b"no archive at all\n", gzip.compress(b"nor this"), b"\x00" * 100])
def test_what_is_no_archive_is_told_in_a_sentence(tmp_path, content):
    path = tmp_path / "a.warc"
    path.write_bytes(content)
    ((_, sentence),) = articles_from_warc(path)
    assert "broken" in str(sentence)

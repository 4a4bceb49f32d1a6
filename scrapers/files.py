"""Articles from web archives: WARC files, packed or not, as crawlers and browsers save them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from nlp.types import Article
from scrapers.addresses import clean_address
from scrapers.entries import read_moment

LARGEST_PAGE = 10 * 1024 * 1024  # the crawler's limit too


def articles_from_warc(path: Path) -> Iterator[tuple[str, Article | str]]:
    """Every HTML page of an archive that was answered with 200: its address, and the article or one sentence why not.

    An archive that is broken further on gives what came before, and then a sentence for the rest.
    """
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                if _is_page(record):
                    yield _read(record)
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        yield str(path), f"the archive is broken here, the rest is lost: {str(error).splitlines()[0]}"


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = record.http_headers.get_header("Content-Type") or ""
    return record.http_headers.get_statuscode() == "200" and "html" in kind.lower()


def _read(record: Any) -> tuple[str, Article | str]:
    from scrapers.extract import article_from_html  # heavy, and archives are rare

    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    body = record.content_stream().read(LARGEST_PAGE + 1)
    if len(body) > LARGEST_PAGE:
        return url, "the page is larger than the limit of 10 MB"
    try:
        article = article_from_html(body, url, content_type=record.http_headers.get_header("Content-Type"))
    except Exception as error:  # an archive is as hostile as the web that it was made from
        return url, str(error).splitlines()[0] if str(error) else type(error).__name__
    article.url = clean_address(article.url)
    article.fetched = read_moment(record.rec_headers.get_header("WARC-Date"))
    return url, article

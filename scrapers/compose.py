"""Complete an article with what its feed says, or make one of a feed entry alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from nlp.types import Article
from scrapers.addresses import clean_address
from scrapers.entries import Entry
from scrapers.source import Source


def complete_article(article: Article, entry: Entry, source: Source, now: datetime) -> Article:
    """Fill what the page does not say from the feed's entry, and say so in `origins`.

    A page that shows only a consent question is kept with the feed's summary for a text.
    """
    article.url = clean_address(article.url)
    return _filled(article, entry, source, now)


def _filled(article: Article, entry: Entry, source: Source, now: datetime) -> Article:
    article.source = source.name
    article.fetched = now
    for field, value in (("author", entry.author), ("section", entry.section), ("published", entry.date)):
        if value and not getattr(article, field):
            setattr(article, field, value)
            article.origins[field] = "feed"
    if not article.text and entry.summary:
        article.text = entry.summary
        article.origins["text"] = "feed"
    return article


def own_address(entry: Entry) -> Entry:
    """A register's entry with an address of its own, since many have all entries stand on one page.

    >>> own_address(Entry("https://register.example/", title="Mairie de Brou")).url
    'https://register.example/#mairie-de-brou'
    """
    if urlsplit(entry.url).fragment or not entry.title:
        return entry
    slug = re.sub(r"\W+", "-", entry.title.lower()).strip("-")[:80]
    return replace(entry, url=f"{entry.url}#{slug}")


def article_of_entry(entry: Entry, source: Source, now: datetime) -> Article:
    """The entry itself as an article, for registers that have no page to fetch."""
    article = Article(
        url=clean_address(entry.url, keep_fragment=True),
        title=entry.title,
        text=entry.summary,
        language=source.language,
    )
    article.origins = {"title": "feed", "text": "feed"}
    return _filled(article, entry, source, now)

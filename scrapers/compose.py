"""Complete an article with what its feed says, or make one of a feed entry alone."""

from __future__ import annotations

from datetime import datetime

from nlp.types import Article
from scrapers.addresses import clean_address
from scrapers.entries import Entry
from scrapers.source import Source


def complete_article(article: Article, entry: Entry, source: Source, now: datetime) -> Article:
    """Fill what the page does not say from the feed's entry, and say so in `origins`.

    A page that shows only a consent question is kept with the feed's summary for a text.
    """
    article.url = clean_address(article.url)
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


def article_of_entry(entry: Entry, source: Source, now: datetime) -> Article:
    """The entry itself as an article, for registers that have no page to fetch."""
    article = Article(url=entry.url, title=entry.title, text=entry.summary, language=source.language)
    article.origins = {"title": "feed", "text": "feed"}
    return complete_article(article, entry, source, now)

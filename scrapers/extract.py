"""A page of an outlet -> an `Article`: structured data first, then what trafilatura finds, then what is left."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import islice
from typing import TypeVar

from nlp.types import Article
from scrapers.extract_access import access_of, refusal, shows_only_consent
from scrapers.extract_address import canonical_address
from scrapers.extract_author import article_author, article_section
from scrapers.extract_body import article_body
from scrapers.extract_charset import repair_mojibake
from scrapers.extract_dates import modified_date, published_date
from scrapers.extract_language import article_language
from scrapers.extract_page import UnreadablePage, parse_page
from scrapers.extract_title import article_title

T = TypeVar("T")

FEWEST_WORDS = 5

__all__ = ["UnreadablePage", "article_from_html"]


def article_from_html(
    html: str | bytes,
    url: str,
    *,
    language: str | None = None,
    published: date | None = None,
    title: str | None = None,
    content_type: str | None = None,
    today: date | None = None,
) -> Article:
    """Read one saved or fetched page.

    `language`, `published` and `title` are what the feed or the source says: they fill gaps, `title` also helps to
    choose. Bytes are better than characters: their charset is found out here. `today` bounds the dates that are
    believed and is never taken for one.

    Raises UnreadablePage, one sentence: no article is in it. A page with only a consent wall is an Article with
    access "consent" and an empty text, so that it is counted and tried again.
    """
    page = parse_page(html, url, content_type=content_type)
    origins: dict[str, str] = {}

    def noted(field: str, found: tuple[T, str]) -> T:
        value, origin = found
        if origin:
            origins[field] = origin
        return value

    latest = (today or date.today()) + timedelta(days=1)  # somewhere it is tomorrow already
    text = repair_mojibake(noted("text", article_body(page)))
    spoken = noted("language", article_language(page, text, declared=language))
    first = noted("published", published_date(page, language=spoken, feed=published, latest=latest))
    article = Article(
        url=noted("url", canonical_address(page)),
        title=repair_mojibake(noted("title", article_title(page, feed=title))),
        text=text,
        language=spoken,
        published=first,
        modified=noted("modified", modified_date(page, language=spoken, published=first, latest=latest)),
        author=noted("author", article_author(page)),
        section=noted("section", article_section(page)),
        origins=origins,
    )
    if shows_only_consent(page, text):
        article.access, article.text = "consent", ""
        return article
    if sentence := refusal(page, text):
        raise UnreadablePage(sentence)
    if sum(1 for _ in islice(re.finditer(r"\w{2,}", text), FEWEST_WORDS)) < FEWEST_WORDS:
        raise UnreadablePage("no article text was found in the page")
    article.access = access_of(page, text)
    return article

"""When an article was published and changed: the day in the page's own timezone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from htmldate import find_date
from lxml.html import HtmlElement

from scrapers.extract_page import Page, squeeze
from scrapers.extract_structured import text_of
from scrapers.extract_written_dates import written_dates

EARLIEST = date(1996, 1, 1)
PUBLISHED_META = (
    *("article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished"),
    *(
        "publish_date",
        "publish-date",
        "publishdate",
        "published_time",
        "pubdate",
        "publicationdate",
        "publication_date",
    ),
    *(
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
        "cxenseparse:publishtime",
        "article.published",
    ),
    *(
        "dc.date.issued",
        "dcterms.created",
        "dcterms.issued",
        "dc.date.created",
        "dc.date",
        "dcterms.date",
        "bt:pubdate",
    ),
    *("citation_publication_date", "article:publicationdate", "rnews:datepublished", "originalpublicationdate"),
)
VAGUE_META = ("dc.date", "dcterms.date", "date")  # of what, they do not say: on some sites of the day of the request
MODIFIED_META = (
    *(
        "article:modified_time",
        "og:updated_time",
        "og:modified_time",
        "datemodified",
        "last-modified",
        "article:updated",
    ),
    *("article.updated", "dcterms.modified", "dc.date.modified", "lastmod", "revised"),
)
IN_ADDRESS = re.compile(r"[/_-]((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
CHANGED = re.compile(
    r"mise? à jour|actualisé|modifié|màj|updat|modified|edited|bijgewerkt|laatste update|aangepast|gewijzigd",
    re.IGNORECASE,
)
ZONES = {"fr": "Europe/Paris", "be": "Europe/Brussels", "nl": "Europe/Amsterdam", "ch": "Europe/Zurich"}
ZONES |= {"lu": "Europe/Luxembourg", "uk": "Europe/London", "ie": "Europe/Dublin"}
LANGUAGE_ZONES = {"fr": "Europe/Paris", "nl": "Europe/Amsterdam"}
ELSEWHERE = re.compile(
    r"related|sidebar|comment|recommend|teaser|widget|most-|popular|latest|card-list|aside|reactie", re.IGNORECASE
)
FRAMES = frozenset({"body", "html", "main", "article"})
SHOWS_A_DATE = ("time", "span", "div", "p", "li", "small", "em", "footer", "strong", "dd", "b", "font")
NEAR = 1500  # characters behind the title in which the article's own date stands


def published_date(page: Page, *, language: str | None, feed: date | None, latest: date) -> tuple[date | None, str]:
    """The day of first publication and what said so; (None, "") when nothing does.

    `latest` is the last day that can be true; a later one is a mistake or an event that is announced.
    """
    zone = _zone(page.url, language)
    shown = [day for day, changed in _dates_near_title(page) if not changed and EARLIEST <= day <= latest]
    for stamp, origin in _published_stamps(page):
        days = [day for day in days_of(stamp, zone) if EARLIEST <= day <= latest]
        if days:
            return next((day for day in days if day in shown), days[0]), origin
    if shown:
        return shown[0], "page"
    if (day := _day_in_address(page.url)) and EARLIEST <= day <= latest:
        return day, "address"
    if feed and EARLIEST <= feed <= latest:
        return feed, "feed"
    for stamp in page.meta(*VAGUE_META):
        for day in days_of(stamp, zone)[:1]:
            if EARLIEST <= day <= latest:
                return day, "meta"
    return _guessed(page, latest)


def modified_date(page: Page, *, language: str | None, published: date | None, latest: date) -> tuple[date | None, str]:
    """The day of the last change, not before that of publication."""
    zone = _zone(page.url, language)
    earliest = published or EARLIEST
    for stamp, origin in _modified_stamps(page):
        for day in days_of(stamp, zone)[:1]:
            if earliest <= day <= latest:
                return day, origin
    for day, changed in _dates_near_title(page):
        if changed and earliest <= day <= latest:
            return day, "page"
    return None, ""


def days_of(stamp: str, zone: ZoneInfo | None) -> list[date]:
    """The days that a time stamp may mean, the likeliest first.

    A stamp with an offset of its own says its day. Publishing systems often print UTC instead, and the readers
    of a Belgian page see the Belgian day.

    >>> [str(day) for day in days_of("2026-11-24T23:30:00Z", ZoneInfo("Europe/Brussels"))]
    ['2026-11-25', '2026-11-24']
    >>> [str(day) for day in days_of("2026-11-25T00:30:00+01:00", None)]
    ['2026-11-25']
    """
    stamp = stamp.strip()
    if re.fullmatch(r"1\d{9}(?:\d{3})?", stamp):  # Unix time, in seconds or milliseconds
        return [datetime.fromtimestamp(int(stamp[:10]), zone or UTC).date()]
    try:
        moment = datetime.fromisoformat(re.sub(r"(\d\d)\s+([+-]\d)", r"\1\2", stamp))
    except ValueError:
        return [day for _, day in written_dates(stamp)][:1]
    if zone and moment.tzinfo and not moment.utcoffset():
        return list(dict.fromkeys((moment.astimezone(zone).date(), moment.date())))
    return [moment.date()]


def _published_stamps(page: Page) -> Iterator[tuple[str, str]]:
    if stamp := text_of(page.article.get("datePublished")):
        yield stamp, "json-ld"
    yield from ((stamp, "meta") for stamp in page.meta(*PUBLISHED_META))
    yield from ((stamp, "microdata") for stamp in _microdata(page, "datePublished"))
    for node in page.nodes:
        if "WebPage" in str(node.get("@type")) and (stamp := text_of(node.get("datePublished"))):
            yield stamp, "json-ld"
    if stamp := text_of(page.article.get("dateCreated")):
        yield stamp, "json-ld"


def _modified_stamps(page: Page) -> Iterator[tuple[str, str]]:
    if stamp := text_of(page.article.get("dateModified")):
        yield stamp, "json-ld"
    yield from ((stamp, "meta") for stamp in page.meta(*MODIFIED_META))
    yield from ((stamp, "microdata") for stamp in _microdata(page, "dateModified"))


def _microdata(page: Page, name: str) -> Iterator[str]:
    for node in page.properties:
        if node.get("itemprop") == name and not _is_elsewhere(node):
            yield node.get("datetime") or node.get("content") or squeeze(node.text_content())


def _zone(url: str, language: str | None) -> ZoneInfo | None:
    ending = (urlsplit(url).hostname or "").rsplit(".", 1)[-1]
    name = ZONES.get(ending) or LANGUAGE_ZONES.get(language or "")
    return ZoneInfo(name) if name else None


def _dates_near_title(page: Page) -> list[tuple[date, bool]]:
    """Dates shown behind the title, else before it, and whether each is one of a change."""
    if page.shown_dates is None:
        title = next((node for node in page.tree.iter("h1") if not _is_elsewhere(node)), None)
        page.shown_dates = [] if title is None else _dates_behind(title, page.url) or _dates_above(title, page.url)
    return page.shown_dates


def _dates_behind(title: HtmlElement, url: str) -> list[tuple[date, bool]]:
    found: list[tuple[date, bool]] = []
    before, length = "", 0
    for node in _following(title):
        own = _own_text(node)
        if node.tag == "time" and (stamp := node.get("datetime")) and not _is_elsewhere(node):
            marks = " ".join(filter(None, (node.get("class"), node.get("itemprop"))))
            is_change = bool(CHANGED.search(before[-30:] + own)) or ("updated" in marks and "published" not in marks)
            found.extend((day, is_change) for day in days_of(stamp, None)[:1])
        elif own and len(own) < 160 and not _is_elsewhere(node):
            found.extend(_marked(before[-30:] + " " + own, len(before[-30:]) + 1, url))
        before = own or before
        length += len(own)
        if length > NEAR:
            break
    return found


def _dates_above(title: HtmlElement, url: str) -> list[tuple[date, bool]]:
    above = title.xpath("preceding::text()[position() <= 25][not(ancestor::script or ancestor::style)]")
    return _marked(squeeze(" ".join(above))[-300:], 0, url)


def _marked(text: str, begin: int, url: str) -> list[tuple[date, bool]]:
    """Dates of a text from a character on, each with whether the words before it speak of a change."""
    found: list[tuple[date, bool]] = []
    behind = 0
    for start, day in written_dates(text, month_first=_is_american(url)):
        if start >= begin:
            found.append((day, bool(CHANGED.search(text[max(behind, start - 40) : start]))))
        behind = start
    return found


def _following(title: HtmlElement) -> Iterator[HtmlElement]:
    """Elements behind a title in the page's order, up to a hundred of those that may show a date."""
    steps = (sibling for node in (title, *title.iterancestors()) for sibling in node.itersiblings())
    return islice((node for step in steps for node in step.iter(*SHOWS_A_DATE)), 100)


def _own_text(node: HtmlElement) -> str:
    """The text that stands in an element itself, not in those inside it."""
    if node.tag == "time" or not len(node):
        return squeeze(node.text_content())
    return squeeze(" ".join([node.text or "", *(child.tail or "" for child in node)]))


def _is_american(url: str) -> bool:
    return urlsplit(url).hostname is not None and not _zone(url, None) and url.split("/")[2].endswith((".com", ".us"))


def _is_elsewhere(node: HtmlElement) -> bool:
    """Inside what shows other articles, comments or the frame of the site."""
    for parent in node.iterancestors():
        if parent.tag in {"aside", "nav"}:
            return True
        if parent.tag not in FRAMES and ELSEWHERE.search(f"{parent.get('class') or ''} {parent.get('id') or ''}"):
            return True
    return False


def _day_in_address(url: str) -> date | None:
    if match := IN_ADDRESS.search(url):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
    return None


def _guessed(page: Page, latest: date) -> tuple[date | None, str]:
    found = find_date(
        page.tree,
        extensive_search=False,
        original_date=True,
        url=page.url,
        min_date=EARLIEST.isoformat(),
        max_date=latest.isoformat(),
    )
    return (date.fromisoformat(found), "htmldate") if found else (None, "")

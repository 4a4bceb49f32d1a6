"""Who wrote an article, and in which section it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scrapers.extract_page import Page, squeeze
from scrapers.extract_structured import Node, as_list, text_of, types_of
from scrapers.extract_title import letters_key, site_names

LEAD = re.compile(
    r"""^\s*(?:(?:écrit|rédigé|publié|posté|proposé|article|texte|written|posted|published|reported|story|analysis
        |geschreven|geplaatst|tekst|redactie)\s+)?(?:par|by|door|van|auteurs?|authors?)(?:\s*:\s*|\s+)""",
    re.IGNORECASE | re.VERBOSE,
)
TAIL = re.compile(
    r"""\s*(?:[|•·–—@(]|,?\s+(?:le|on|op|the|à|at|om)\s+\d|\b(?:publi|gepublic|published|updated|posted|mis\s+à\s+jour|bijgewerkt)
        |\b\d{1,2}[/\s.:h]\d|,?\s\b(?:19|20)\d\d\b).*$""",
    re.IGNORECASE | re.VERBOSE,
)
NO_NAME = re.compile(
    r"""https?:|www\.|[/{}<>\d]|^(?:admin|administrator|authors?|auteurs?|webmaster|staff\s+writer|guest|unknown|editor)$
        |\b(?:suivre|follow|volg|voir|bekijk|plus|meer|more|articles?|artikelen|comment\w*|reacties?|share|partager)\b""",
    re.IGNORECASE | re.VERBOSE,
)
AUTHOR_META = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "citation_author")
_NAME = r"[A-ZÀ-Ý][\w'’-]+"
SIGNED = re.compile(rf"\b(?:Par|Door|By)\s+({_NAME}(?:\s+(?:(?:de|du|van|der|den|la|le)\s+){{0,2}}{_NAME}){{1,3}})")
BYLINE = re.compile(r"(?:^|[\s_-])(?:authors?|byline|auteurs?|signature|journalist|redacteur|contributor)(?=$|[\s_-])")
PARTICLES = frozenset(
    {"de", "du", "des", "la", "le", "van", "der", "den", "von", "ter", "ten", "el", "al", "d", "di", "da"}
)


def article_author(page: Page) -> tuple[str | None, str]:
    """Names joined by ", " and what said so."""
    outlet = site_names(page)
    for texts, origin in _sources(page):
        names = [clean_name(name) for text in texts for name in _split(text)]
        kept = list(dict.fromkeys(name for name in names if name and letters_key(name) not in outlet))
        if kept:
            return ", ".join(kept[:6]), origin
    return None, ""


def article_section(page: Page) -> tuple[str | None, str]:
    """The outlet's own name for where the article stands."""
    if section := text_of(page.article.get("articleSection")):
        return section, "json-ld"
    for section in page.meta("article:section", "og:article:section", "section"):
        if not section.startswith("http"):
            return section, "meta"
    for node in page.nodes:
        if "breadcrumblist" in types_of(node):
            steps = [step for step in as_list(node.get("itemListElement")) if isinstance(step, dict)]
            names = [text_of(step.get("name")) or text_of(step.get("item")) for step in steps]
            if len(names) >= 3 and names[-2]:
                return names[-2], "json-ld"
    return None, ""


def clean_name(raw: str) -> str:
    """A name without what bylines wrap around it; "" when it is no name.

    >>> clean_name("Par Élodie Marchand, le 25 novembre 2026")
    'Élodie Marchand'
    >>> clean_name("Door Joris van den Broek | 10:12"), clean_name("https://www.facebook.com/outlet")
    ('Joris van den Broek', '')
    """
    name = TAIL.sub("", LEAD.sub("", squeeze(raw))).strip(" ,;:.-")
    words = name.split()
    if NO_NAME.search(name) or not 2 < len(name) <= 60 or len(words) > 6:
        return ""
    return name


def _sources(page: Page) -> Iterable[tuple[list[str], str]]:
    ids = {node["@id"]: node for node in page.nodes if isinstance(node.get("@id"), str)}
    authors = [_resolved(author, ids) for author in as_list(page.article.get("author"))]
    people = [
        author
        for author in authors
        if not (isinstance(author, dict) and "organization" in str(author.get("@type")).lower())
    ]
    yield [text_of(author) for author in people], "json-ld"
    yield list(page.meta(*AUTHOR_META)), "meta"
    yield [text for text in _bylines(page) if _looks_like_names(text)][:1], "page"
    yield _signed(page), "page"
    yield [text_of(author) for author in authors], "json-ld"


def _resolved(author: object, ids: dict[str, Node]) -> object:
    """An author that is only a reference to another object of the page."""
    if isinstance(author, dict) and "name" not in author:
        return ids.get(str(author.get("@id")), author)
    return author


def _bylines(page: Page) -> Iterable[str]:
    for node in page.tree.iter("a", "span", "div", "p", "li", "address", "strong", "cite"):
        names = f"{node.get('class') or ''} {node.get('itemprop') or ''} {node.get('rel') or ''}"
        if BYLINE.search(names.lower()) and next(node.iterancestors("aside", "footer", "nav"), None) is None:
            text = squeeze(node.text_content())
            if 3 < len(text) < 90:
                yield text


def _signed(page: Page) -> list[str]:
    """A name behind "Par", "Door" or "By" in what follows the title."""
    title = next(page.tree.iter("h1"), None)
    if title is None:
        return []
    texts = title.xpath("following::text()[position() <= 40][not(ancestor::script or ancestor::style)]")
    match = SIGNED.search(squeeze(" ".join(texts))[:400])
    return [match[1]] if match else []


def _looks_like_names(text: str) -> bool:
    """Every word begins with a capital but for particles: no sentence, no button."""
    words = re.findall(r"[^\W\d_][\w'’-]*", clean_name(next(iter(_split(text)), "")))
    return 1 <= len(words) <= 6 and all(word[0].isupper() or word.lower() in PARTICLES for word in words)


def _split(text: str) -> list[str]:
    return re.split(r"\s*(?:,|;|&|\bet\b|\ben\b|\band\b)\s+", LEAD.sub("", text))

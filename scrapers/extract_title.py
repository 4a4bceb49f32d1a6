"""An article's title, without the outlet's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from lxml.html import HtmlElement
from rapidfuzz.fuzz import ratio

from scrapers.extract_address import registered_domain, site_label
from scrapers.extract_page import Page, squeeze
from scrapers.extract_structured import text_of, types_of

SEPARATOR = re.compile(r"\s+[-|–—·•»«:/›>~]{1,2}\s+|\s*[|»›]\s*")
ENDINGS = ("fr", "be", "nl", "ch", "com", "news", "info", "online", "magazine")
LABEL = re.compile(
    r"(?:^|[\s_-])(?:kicker|surtitre|overline|labels?|rubri(?:que|ek)|category|flag|badge|premium|abonn\w*|plus|icon|sr-only)(?=$|[\s_-])",
    re.IGNORECASE,
)
GLUED = re.compile(r"[^\W\dA-ZÀ-Ý_][A-ZÀ-Ý]")  # a line ends and another begins, but for the space between
SITE_NAMES = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "twitter:site",
    "publisher",
    "dc.publisher",
    "copyright",
)


def article_title(page: Page, *, feed: str | None) -> tuple[str, str]:
    """The title and what said so: the candidate that the others agree with most; ("", "") when there is none."""
    names = site_names(page)
    candidates = [(without_outlet(text, names), origin, weight) for text, origin, weight in _candidates(page, feed)]
    candidates = [found for found in candidates if found[0] and letters_key(found[0]) not in names]
    if not candidates:
        return "", ""
    keys = [letters_key(text) for text, _, _ in candidates]
    scores = [
        weight + sum(_likeness(keys[own], key) for index, key in enumerate(keys) if index != own)
        for own, (_, _, weight) in enumerate(candidates)
    ]
    title, origin, _ = candidates[max(range(len(candidates)), key=scores.__getitem__)]
    return _uncut(title, (text for text, _, _ in candidates)), origin


def site_names(page: Page) -> set[str]:
    """Names of the outlet as keys: letters and digits, lower case, no accents."""
    names = [site_label(page.url), registered_domain(page.url), *page.meta(*SITE_NAMES)]
    for node in [page.article, *page.nodes]:
        names.append(text_of(node.get("publisher")))
        if types_of(node) & {"website", "organization", "newsmediaorganization"}:
            names += [text_of(node.get("name")), text_of(node.get("alternateName"))]
    keys = {letters_key(re.sub(r"^@|^https?://(?:www\.)?", "", name)) for name in names if name}
    return {key for key in keys if key}


def without_outlet(title: str, names: set[str]) -> str:
    """Cut the outlet's name off the ends of a title.

    >>> without_outlet("Ville piratée : 2 M€ exigés | Cybersécurité - ZATAZ", {"zataz"})
    'Ville piratée : 2 M€ exigés | Cybersécurité'
    >>> without_outlet("Security.NL - Gemeente getroffen door ransomware", {"securitynl"})
    'Gemeente getroffen door ransomware'
    """
    title = squeeze(title)
    for _ in range(3):
        cuts = list(SEPARATOR.finditer(title))
        for cut in (*cuts[-1:], *cuts[-2:-1]):
            if _is_name(title[cut.end() :], names) and len(title[: cut.start()]) >= 3:
                title = title[: cut.start()].strip()
                break
        else:
            if cuts and _is_name(title[: cuts[0].start()], names):
                title = title[cuts[0].end() :].strip()
            else:
                return title
    return title


def _candidates(page: Page, feed: str | None) -> Iterable[tuple[str, str, float]]:
    """Text, origin and a small preference where agreement is equal."""
    headings = [node for node in page.tree.iter("h1") if squeeze(node.text_content())]
    for node in headings[:4]:
        yield squeeze(_heading_text(node)), "page", 0.35 if len(headings) == 1 else 0.25
    if headline := text_of(page.article.get("headline") or page.article.get("name")):
        yield headline, "json-ld", 0.3
    yield from ((text, "opengraph", 0.2) for text in list(page.meta("og:title"))[:1])
    yield from (
        (text, "meta", 0.1) for text in list(page.meta("twitter:title", "dc.title", "parsely-title", "title"))[:1]
    )
    for node in list(page.tree.iter("title"))[:1]:
        yield squeeze(node.text_content()), "meta", 0.0
    if feed:
        yield feed, "feed", 0.1


def _heading_text(node: HtmlElement) -> str:
    """A heading's text without labels inside it: "Abonnés", "Vol de données", "Live"."""
    joined = ""
    for text in node.xpath(".//text()[not(ancestor::button)]"):
        holder = text.getparent() if text.is_text else text.getparent().getparent()
        inside = [holder, *holder.iterancestors()]
        names = " ".join(up.get("class") or "" for up in inside[: inside.index(node)])
        if not LABEL.search(names):
            is_apart = (text.is_tail and text.getparent().tag == "br") or GLUED.search(joined[-1:] + text[:1])
            joined += f" {text}" if is_apart else text
    return joined


def _likeness(left: str, right: str) -> float:
    """From 0 to 1, of two keys; a title inside a longer one is its like, a short word inside is not."""
    short, long = sorted((left, right), key=len)
    if not short:
        return 0.0
    if short in long:
        return 0.7 + 0.3 * len(short) / len(long) if len(short) > 15 or short == long else 0.3
    return ratio(left, right) / 100


def _uncut(title: str, others: Iterable[str]) -> str:
    """The whole of a title that ends in an ellipsis, when another candidate has it."""
    stem = title.removesuffix("...").removesuffix("…").strip()
    if stem == title:
        return title
    longer = [other for other in others if other.startswith(stem) and not other.endswith(("…", "..."))]
    return max(longer, key=len, default=title)


def _is_name(text: str, names: set[str]) -> bool:
    key = letters_key(text)
    return key in names or any(len(name) > 3 and key == name + end for name in names for end in ENDINGS)


def letters_key(text: str) -> str:
    """Letters and digits without case and accents: how names are compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(filter(str.isalnum, plain))

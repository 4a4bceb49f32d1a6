"""The language of a page, by its tags, checked against its most frequent words."""

from __future__ import annotations

import re

from scrapers.extract_page import Page
from scrapers.extract_structured import text_of

FREQUENT_WORDS = {
    "fr": "de en le la les des une est dans pour sur avec par que qui plus ont été cette aux au du et il ce",
    "nl": "de het een van en dat is op te met voor niet zijn aan door ook bij naar uit werd heeft om",
    "en": "the of and to that is was for on with by from are has have this been its which were not it",
}
FREQUENT = {code: frozenset(words.split()) for code, words in FREQUENT_WORDS.items()}
CODE = re.compile(r"^[a-z]{2}(?=$|[-_])")


def article_language(page: Page, text: str, *, declared: str | None) -> tuple[str | None, str]:
    """ISO 639-1 code and what said so.

    Themes are installed in English and keep lang="en-US" on French blogs, so the words of a longer text overrule
    a tag that they contradict clearly.
    """
    seen = language_of_words(text)
    for code, origin in (*_tags(page), (declared, "source")):
        if match := CODE.match((code or "").strip().lower()):
            if seen and seen != match[0] and match[0] in FREQUENT:
                continue
            return match[0], origin
    return (seen, "text") if seen else (None, "")


def language_of_words(text: str) -> str | None:
    """French, Dutch or English when a text of 40 words or more is clearly one of them.

    >>> language_of_words("De gemeente werd door de bende met een sleutel van het systeem afgeperst. " * 4)
    'nl'
    """
    words = re.findall(r"[^\W\d_]+", text[:6000].lower())
    if len(words) < 40:
        return None
    counts = {code: sum(map(frequent.__contains__, words)) for code, frequent in FREQUENT.items()}
    best, second = sorted(counts, key=lambda code: counts[code], reverse=True)[:2]
    return best if counts[best] > 0.08 * len(words) and counts[best] > 2 * counts[second] else None


def _tags(page: Page) -> list[tuple[str | None, str]]:
    tree = page.tree
    return [
        (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang"), "page"),
        (text_of(page.article.get("inLanguage")), "json-ld"),
        (next(page.meta("og:locale", "content-language", "language", "dc.language"), None), "meta"),
    ]

"""What a reader without an account gets to see: the article, a part of it, or a wall."""

from __future__ import annotations

import re

from nlp.types import Access
from scrapers.extract_boilerplate import PAYWALL
from scrapers.extract_page import Page, squeeze
from scrapers.extract_structured import as_list

CONSENT_HOST = re.compile(
    r"^(?:consent|myprivacy|privacy-?gate|cookiewall|cmp|choice|guce)\.|privacy-?gate|/consent\b|cookiewall",
    re.IGNORECASE,
)
CONSENT = re.compile(
    r"""privacy\s+gate | cookie\s?wall | cookie\s?muur | before\s+you\s+continue | avant\s+de\s+continuer
    | voordat\s+u\s+verder\s?gaat | nous\s+(?:et\s+nos\s+\d*\s?partenaires\s+)?utilisons\s+des\s+cookies
    | respect(?:ons|er)\s+votre\s+vie\s+privée | tout\s+accepter | accepter\s+et\s+(?:fermer|continuer)
    | continuer\s+sans\s+accepter | (?:vos|gérer\s+(?:mes|les))\s+(?:préférences|cookies|choix)
    | nos\s+\d*\s?partenaires
    | alles\s+accepteren | akkoord | cookies?\s+(?:accepteren|toestaan) | cookie-?(?:instellingen|voorkeuren)
    | toestemming | (?:wij|we)?\s*gebruiken\s+(?:\w+\s+)?cookies | onze\s+\d*\s?partners
    | accept\s+all | we\s+(?:and\s+our\s+(?:\d+\s+)?partners\s+)?(?:value\s+your\s+privacy|use\s+cookies)
    | manage\s+(?:cookies|choices|options)
    """,
    re.IGNORECASE | re.VERBOSE,
)
PAYWALL_MARK = re.compile(
    r"""
    (?:^|[\s_-])(?:pay-?wall | piano-offer | subscri(?:be|ption)-(?:wall|gate|offer)
    | premium-(?:wall|gate|block|teaser)
    | article-locked | reserved-content | abo-wall | poool)""",
    re.IGNORECASE | re.VERBOSE,
)
CUT = re.compile(
    r"(?:\[(?:…|\.\.\.)\]|…|\.\.\.)\s*$|(?:lire la suite|read more|lees (?:meer|verder)|continue reading)[\s.…»→>]*$",
    re.IGNORECASE,
)
LOCKED_TIERS = re.compile(
    r"locked|premium|paid|subscribers?|paywall|payant|abonnés?|subscription|members?", re.IGNORECASE
)
TIER_META = (
    "article:content_tier",
    "content_tier",
    "og:content_tier",
    "article:access",
    "cxenseparse:access",
    "access",
)
ROBOT_CHECK = re.compile(
    r"""
    ^just\s+a\s+moment\b | attention\s+required!\s\|\scloudflare
    | verify(?:ing)?\s+(?:that\s+)?you\s+are\s+(?:a\s+)?human
    | enable\s+js\s+and\s+disable\s+any\s+ad\s+blocker | enable\s+javascript\s+and\s+cookies\s+to\s+continue
    | are\s+you\s+a\s+robot
    | access\s+(?:to\s+this\s+page\s+has\s+been\s+)?denied | you\s+have\s+been\s+blocked | pardon\s+our\s+interruption
    | vérifi(?:cation|ez)\s+que\s+vous\s+(?:êtes|n['’]êtes) | bent\s+u\s+een\s+robot | ik\s+ben\s+geen\s+robot
    """,
    re.IGNORECASE | re.VERBOSE,
)
NOT_FOUND = re.compile(
    r"""^(?:(?:error|erreur|fout)\s+)?(?:404|410|50[023])\b | page\s+(?:not\s+found|introuvable|non\s+trouvée)
    | pagina\s+niet\s+gevonden""",
    re.IGNORECASE | re.VERBOSE,
)
SHORT = 600  # characters: less than this beside a wall is a teaser
DISMISSIBLE = 1500  # characters of an article: a consent banner above that much text is one to close


def shows_only_consent(page: Page, text: str) -> bool:
    """A consent wall stands where the article should."""
    is_wall = bool(CONSENT_HOST.search(page.url.split("//", 1)[-1]) or CONSENT.search(_headline(page)))
    if len(text) > DISMISSIBLE and not is_wall:
        return False
    words = _visible_text(page)
    hits = len(CONSENT.findall(words))
    if is_wall:
        return len(text) < SHORT or (hits >= 2 and len(words) < 6000)
    about_consent = len(CONSENT.findall(text))
    return hits >= 3 and len(words) < 4000 and not page.article and about_consent >= min(2, 1 + len(text) // 400)


def refusal(page: Page, text: str) -> str | None:
    """One sentence when the page is a check for robots or an error instead of an article."""
    if len(text) > SHORT or page.article:
        return None
    title = _headline(page)
    if ROBOT_CHECK.search(title) or (len(text) < 300 and ROBOT_CHECK.search(_visible_text(page)[:2000])):
        return "the page is a check for robots, not an article"
    if NOT_FOUND.search(title):
        return f"the page says that there is no such article: {title[:80]!r}"
    return None


def access_of(page: Page, text: str) -> Access:
    """Who may read the article; "open" when nothing says otherwise."""
    is_free = _declared_free(page)
    if is_free is False or (is_free is None and (_has_wall(page) or _says_that_it_is_closed(page, text))):
        return "paywalled"
    return "truncated" if CUT.search(text[-40:]) or _is_far_below_word_count(page, text) else "open"


def _headline(page: Page) -> str:
    return " ".join(squeeze(node.text_content()) for node in page.tree.iter("title", "h1"))


def _visible_text(page: Page) -> str:
    hidden = "ancestor::script or ancestor::style or ancestor::noscript or ancestor::template"
    return squeeze(" ".join(page.tree.xpath(f"//body//text()[not({hidden})]")))[:20000]


def _has_wall(page: Page) -> bool:
    for node in page.tree.iter("div", "section", "aside", "p"):
        if PAYWALL_MARK.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
            wall = squeeze(node.text_content())
            if len(wall) < 3000 and PAYWALL.search(wall):
                return True
    return False


def _declared_free(page: Page) -> bool | None:
    """What structured data and meta tags say; None when they are silent."""
    answers = set()
    for node in page.nodes:
        if node is page.article or not page.article:
            for part in [node, *(part for part in as_list(node.get("hasPart")) if isinstance(part, dict))]:
                answers.add(str(part.get("isAccessibleForFree", "")).strip().lower().rsplit("/", 1)[-1])
    if answers & {"false", "no", "0"} or any(LOCKED_TIERS.fullmatch(tier) for tier in page.meta(*TIER_META)):
        return False
    return True if answers & {"true", "yes", "1"} else None


def _says_that_it_is_closed(page: Page, text: str) -> bool:
    """A short text with the offer of the rest beside it: farther away it belongs to teasers of other articles."""
    if len(text) > 3 * SHORT:
        return False
    words = _visible_text(page)
    start = max(0, words.find(text[:40]) - 400) if text else 0
    end = words.rfind(text[-40:]) if text else -1
    return bool(PAYWALL.search(words[start : end + 800 if end >= 0 else None]))


def _is_far_below_word_count(page: Page, text: str) -> bool:
    promised = str(page.article.get("wordCount", "")).strip()
    return promised.isdigit() and int(promised) > 150 and len(text.split()) < 0.4 * int(promised)

"""Cut out of a page's tree what its markup names as no part of the article."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import lru_cache
from typing import Literal

from lxml.html import HtmlElement

Kind = Literal["", "weak", "strong", "comments"]

# Whole words of a class or an id: "related" in "post-related" and "relatedPosts", not in "correlated".
STRONG = r"""
    related related-\w+ relate[ds] yarpp crp recommend\w* recirc\w* read-(?:more|also|next|too)
    also-(?:read|like|see) see-(?:also|more) more-(?:on|from|stories|news|about|in|articles) you-may
    lire-(?:aussi|plus|la-suite) a-lire(?:-\w+)? meme-(?:sujet|theme) sur-le-meme
    articles?-(?:lies|similaires|associes) further-reading lees-?(?:ook|meer|verder) ook-(?:lezen|interessant)
    meer-(?:over|nieuws|lezen|artikelen) gerelateerde?\w* newsletter\w* nieuwsbrief\w* infolettre\w* sign-?up
    optin\w* mailchimp mc-embed mailing subscribe-(?:box|form|banner|widget|cta) captions? figcaption legende
    bijschrift fotobijschrift image-(?:credit|source|description|meta) photo-(?:credit|caption|info) credits?
    wp-caption-text author-(?:box|bio|card|info|about|block|description|profile|details|desc|area)
    about-(?:the-)?author post-author-\w+ bio biography biographie auteur-(?:bio|info|box) saboxplugin\w*
    pp-multiple-authors\w* abh-box molongui\w* share shares share-\w+ sharing sharedaddy social socials
    social-\w+ partage partager delen addtoany\w* addthis\w* a2a-kit follow-us reseaux-sociaux tags
    tag-(?:list|links|cloud|container) tagcloud (?:post|entry|article)-tags mots-cles trefwoorden keywords
    cookies? cookie-\w+ consent consent-\w+ gdpr didomi\w* onetrust\w* cmp-(?:popup|modal|banner|consent)
    qc-cmp\w* ad ads advert adverts advertisement advertising
    ad-(?:slot|container|wrapper|unit|block|zone|label) adsbygoogle publicite reclame pub
    pub-(?:box|zone|banner|slot|inread) dfp dfp-\w+ sponsor sponsored sponsors outbrain\w* taboola\w* ligatus\w*
    trc-\w+ promo promos promo-(?:box|block|banner|card|item) promotion promoted popover popover-\w+
    tooltip-?(?:text|content|body|box) rollover-\w+ popup popup-\w+ modal modal-\w+ lightbox breadcrumbs?
    breadcrumb-\w+ bread-crumbs? fil-d?-?ariane ariane kruimelpad most-(?:read|popular|viewed|recent|shared)
    popular popular-\w+ trending plus-lus meest-gelezen latest-(?:news|posts|articles) recent-posts toc
    ez-toc\w* table-of-contents? sommaire inhoudsopgave lwptoc\w* sr-only visually-?hidden screen-reader-text
    u-hidden-visually skip-(?:link|to)\w* pagination post-navigation nav-links prev-next post-nav prevnext
    timestamp byline byline-\w+ (?:article|post|entry)-meta entry-footer metadata
    article-(?:infos?|footer|tools|actions|share) print-(?:link|button|btn|icon|page|only|footer) reading-time
    listen-\w+ audio-player text-to-speech video-(?:player|caption|title|description|js)
    paywall-(?:offer|wall|overlay|banner|cta|message|box|modal) piano-(?:offer|inline|wall|container)
    premium-(?:wall|offer|banner) abo-wall poool-(?:widget|wall)
    subscription-(?:offer|box|banner|form|wall|cta|promo) donate donation donations crowdfunding support-us
    steun-ons
"""
COMMENTS = r"""
    comments? comment-(?:list|area|form|section|respond|wrapper|body|content) commentaires? commentlist
    reacties? reactions? reaction-\w+ posting-reactions disqus\w* dsq-\w+ respond replies viafoura\w* coral\w*
    hyvor\w*
"""
WEAK = r"""
    teasers? teaser-\w+ sidebar side-bar widget widgets aside nav navbar navigation menu menus footer banner
    toolbar carousel gallery slider slideshow subscribe abonne\w* login register inscription embed embed-\w+ cta
    callout box-(?:info|link)s? cards? card-\w+ encart encadre kader highlights? disclaimer next previous
    topics? rating poll quiz survey overlay buttons? btn hidden hide icons?
"""
ALWAYS_NAMES = """
    script style noscript template iframe svg button select textarea input nav footer figcaption dialog canvas object
    embed audio video menu head link meta map picture source
"""
ALWAYS = frozenset(ALWAYS_NAMES.split())
KEPT = frozenset({"html", "body", "main", "h1", "a", "b", "i", "em", "strong"})
ENOUGH = 250  # characters of an article beside which its comments may be longer than itself
NAMES_LENGTH = 500  # characters of class and id that are looked at
PROSE = ("p", "div", "li", "section", "article", "blockquote", "span")
LONG = 90  # characters of a paragraph that is prose
# What style sheets built of small classes, and page builders, put on any element: "overflow-hidden", "md:hidden".
UTILITY = re.compile(
    r"\S*[:\[]\S*|(?<!\S)(?:overflow|bg|text|border|rounded|shadow|object|align|justify|items|elementor|et_pb)[-_][\w-]+"
)
# WordPress writes an article's own categories and tags into the class of the element that holds it.
TAXONOMY = re.compile(r"\b(?:category|tag|author|format|topics?)-[\w-]+")


def _pattern(names: str) -> re.Pattern[str]:
    return re.compile(r"(?:^|[\s-])(?:" + "|".join(names.split()) + r")(?=$|[\s-])")


_STRONG, _WEAK, _COMMENTS = map(_pattern, (STRONG, WEAK, COMMENTS))


@lru_cache(maxsize=20_000)
def mark_of(names: str) -> Kind:
    """How surely classes and ids name a thing that is no article text.

    >>> mark_of("post__related-articles"), mark_of("side_widget"), mark_of("md:hidden elementor-widget correlated")
    ('strong', 'weak', '')
    """
    if "hentry" in names or "type-post" in names:
        names = TAXONOMY.sub("", names)
    names = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_+", "-", UTILITY.sub(" ", names)).lower()
    if _COMMENTS.search(names):
        return "comments"
    if _STRONG.search(names):
        return "strong"
    return "weak" if _WEAK.search(names) else ""


def pruned(tree: HtmlElement) -> HtmlElement:
    """A copy of the tree without frames, forms, teasers, comments, captions and the like.

    A name alone never takes the article away: what holds the title or much of the page's prose stays.
    """
    tree = deepcopy(tree)
    prose = _prose(tree)
    total = sum(prose.values()) or 1
    doomed: list[HtmlElement] = []
    stack = [tree]
    while stack:
        node = stack.pop()
        if not isinstance(node.tag, str):
            continue
        if node.tag in ALWAYS or _is_boilerplate(node, prose, total):
            doomed.append(node)
        else:
            stack.extend(node)
    for node in doomed:
        if node.getparent() is not None:
            node.drop_tree()  # keeps the text behind it
    return tree


def _prose(tree: HtmlElement) -> dict[HtmlElement, int]:
    """Characters of each paragraph of prose, outside links."""
    lengths = {}
    for node in tree.iter(*PROSE):
        if node.tag == "p":
            length = len(node.text_content()) - sum(len(link.text_content()) for link in node.iter("a"))
        else:
            length = len(node.text.strip()) if node.text else 0
            for child in node:
                if tail := child.tail:
                    length += len(tail.strip())
        if length >= LONG:
            lengths[node] = length
    return lengths


def _is_boilerplate(node: HtmlElement, prose: dict[HtmlElement, int], total: int) -> bool:
    if node.tag in KEPT:
        return False
    names = f"{node.get('class') or ''} {node.get('id') or ''}".strip()[:NAMES_LENGTH]
    kind: Kind = mark_of(names) if names else ""
    if not kind and (node.tag in {"aside", "figure", "form"} or _is_hidden(node)):
        kind = "weak"
    if not kind or next(node.iter("h1"), None) is not None:
        return False
    inside = [prose[inner] for inner in node.iter(*PROSE) if inner in prose]
    length = sum(inside)
    if kind == "weak":  # a chapô may be called "teaser", a paragraph never is a sidebar
        return node.tag != "p" and len(inside) < 3 and length < 0.25 * total
    return length < 0.5 * total or (kind == "comments" and total - length > ENOUGH)


def _is_hidden(node: HtmlElement) -> bool:
    if node.get("aria-hidden") == "true" or node.get("hidden") is not None:
        return True
    style = node.get("style")
    return bool(style) and bool(re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style))

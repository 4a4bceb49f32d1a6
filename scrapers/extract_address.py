"""The one address of an article: canonical, without tracking parameters, never another site's."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from tldextract import TLDExtract
from w3lib.url import canonicalize_url

from scrapers.extract_page import Page

# Parameters that only tell the outlet where a reader came from.
TRACKING = re.compile(
    r"""
    (?:utm|at|mtm|pk|hsa|itm|ns|guce|fb_action)_.* | xtor | xtref | xts | ito | ocid | cmp | cmpid | wt[_.]mc(?:_id)?
    | s_cid | smid
    | fbclid | gclid | dclid | gbraid | wbraid | msclkid | yclid | twclid | ttclid | igshid | igsh | mc_[ce]id | _ga
    | _gl
    | sref | ref_src | ref_url | __twitter_impression | referr?er | origin_?source | spm | shared? | via | rss
    | source_?rss
    | feature | trk | guccounter""",
    re.IGNORECASE | re.VERBOSE,
)
AMP_PARAMETERS = frozenset({"amp", "outputtype", "output"})
AMP_SUFFIX = re.compile(r"(?:/amp/?|\.amp(?=\.html$)|\.amp)$", re.IGNORECASE)


def canonical_address(page: Page) -> tuple[str, str]:
    """The article's address and which field said so."""
    own = clean_address(page.url)
    candidates = [("canonical", href) for href in page.link("canonical")]
    candidates += [("opengraph", href) for href in page.meta("og:url")]
    for origin, href in candidates:
        try:
            address = clean_address(urljoin(page.url, href))
        except ValueError:
            continue
        if _may_stand_for(address, own):
            return _scheme_of(own, address), origin
    return own, "address"


def clean_address(url: str) -> str:
    """Canonical form of an address: sorted parameters, no fragment, no tracking, no AMP.

    >>> clean_address("https://www.rtbf.be/article/attaque-11?utm_source=rss&id=3#xtor=RSS-1")
    'https://www.rtbf.be/article/attaque-11?id=3'
    >>> clean_address("https://www-lesoir-be.cdn.ampproject.org/c/s/www.lesoir.be/1/art/amp/")
    'https://www.lesoir.be/1/art'
    """
    parts = urlsplit(_out_of_amp_cache(url.strip()))
    if not parts.scheme:
        return url.strip()
    query = [
        (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(key, value)
    ]
    path = AMP_SUFFIX.sub("", parts.path) if parts.path.count("/") > 1 else parts.path
    netloc = re.sub(r"^amp\.(?=[^.]+\.[^.]+)", "www.", parts.netloc, flags=re.IGNORECASE)
    return canonicalize_url(urlunsplit((parts.scheme, netloc, path or "/", urlencode(query), "")))


def registered_domain(url: str) -> str:
    """`lesoir.be` of `https://geeko.lesoir.be/x`; the host itself for an IP address or localhost."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    return _suffixes()(host).top_domain_under_public_suffix or host


def site_label(url: str) -> str:
    """The name in a domain: `lesoir` of `https://www.lesoir.be/x`."""
    return registered_domain(url).split(".")[0]


@cache
def _suffixes() -> TLDExtract:
    return TLDExtract(suffix_list_urls=(), cache_dir=None)  # the list it brings along: no request, no file


def _is_tracking(key: str, value: str) -> bool:
    is_amp = key.lower() in AMP_PARAMETERS and value.lower() in {"", "1", "amp", "true"}
    return is_amp or bool(TRACKING.fullmatch(key))


def _out_of_amp_cache(url: str) -> str:
    if match := re.match(r"https?://[^/]+\.cdn\.ampproject\.org/[a-z]/(s/)?(.+)", url):
        return f"http{'s' if match[1] else ''}://{match[2]}"
    if match := re.match(r"https?://(?:www\.)?google\.[a-z.]+/amp/(s/)?(.+)", url):
        return f"http{'s' if match[1] else ''}://{match[2]}"
    return url


def _may_stand_for(address: str, own: str) -> bool:
    """An address on the same registered domain; the home page does not stand for an article.

    A saved page has no address but the one it names.
    """
    parts, own_parts = urlsplit(address), urlsplit(own)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return False
    if own_parts.hostname and registered_domain(address) != registered_domain(own):
        return False
    is_home = parts.path.strip("/") == "" and not parts.query
    return not (is_home and (own_parts.path.strip("/") or own_parts.query))


def _scheme_of(own: str, address: str) -> str:
    # Old templates name http:// on sites that are served by https:// only.
    if (
        own.startswith("https:")
        and address.startswith("http:")
        and urlsplit(own).hostname == urlsplit(address).hostname
    ):
        return "https:" + address.removeprefix("http:")
    return address

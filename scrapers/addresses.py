"""One address for one page: without what only says where the reader came from."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import tldextract
from w3lib.url import canonicalize_url

# Parameters that count readers, not pages, as the feeds and social links of outlets have them:
# utm_* everywhere, xtor and at_* in France (AT Internet), fbclid and friends (social networks), mc_* (newsletters).
TRACKING = re.compile(
    r"(utm_\w+|at_\w+|mc_[ce]id|mkt_tok|xtor|xts|fbclid|gclid|dclid|msclkid|twclid|yclid|igshid|ns_\w+|cmpid|cmp|"
    r"ito|smid|sref|partner|sh|guccounter|guce_\w+|_hs\w+|wt_mc|wt_zmc|origin_rss|from_rss|source_rss|rss|feed)",
    re.IGNORECASE,
)
AMP = re.compile(r"/amp(/?)$|\.amp(?=\.html$|$)", re.IGNORECASE)
SUFFIXES = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)  # the list that comes with it: no request


@lru_cache(maxsize=4096)  # asked for when an entry is announced, when its page comes, when that is stored
def clean_address(address: str, *, keep_fragment: bool = False) -> str:
    """The address in its canonical form, without tracking parameters, fragment and AMP marks.

    >>> clean_address("https://News.example/a?utm_source=rss&id=3#top")
    'https://news.example/a?id=3'
    >>> clean_address("https://news.example/attack/amp/")
    'https://news.example/attack/'

    Good to tell whether two addresses mean one page; a page is fetched at the address that its outlet gave.
    """
    parts = urlsplit(canonicalize_url(address.strip(), keep_fragments=keep_fragment))
    query = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _is_noise(key)]
    path = AMP.sub(lambda mark: mark[1] or "", parts.path)
    host = parts.netloc.removesuffix(":443" if parts.scheme == "https" else ":80")
    return urlunsplit((parts.scheme, host, path, urlencode(query), parts.fragment))


def _is_noise(parameter: str) -> bool:
    return TRACKING.fullmatch(parameter) is not None or parameter.lower() in {"amp", "outputtype"}


@lru_cache(maxsize=4096)
def site(host: str) -> str:
    """The registered domain that a host belongs to; the host itself when it has none (an IP address).

    >>> site("www.standaard.be"), site("www.ncsc.gov.uk"), site("127.0.0.1")
    ('standaard.be', 'ncsc.gov.uk', '127.0.0.1')
    """
    return SUFFIXES(host).top_domain_under_public_suffix or host

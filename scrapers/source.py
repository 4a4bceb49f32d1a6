"""What one source is: an outlet's name, language, country, and the addresses where its articles are announced."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args
from urllib.parse import urljoin, urlsplit

Topic = Literal["security", "general"]


class UnusableSource(ValueError):
    "A source's definition lacks something or says something impossible."


@dataclass(frozen=True)
class Source:
    """One outlet. Everything but name, language and home has a default that fits most."""

    name: str  # lower case, digits and "_": "security_nl"; the key everywhere
    language: str  # ISO 639-1
    home: str  # its home page; articles are followed on this site only
    title: str = ""  # as the outlet writes itself, "Security.NL"
    country: str | None = None  # ISO 3166-1 alpha-2
    feeds: tuple[str, ...] = ()  # addresses, absolute or relative to `home`
    topic: Topic = "general"  # "security": fetched whole; "general": only what can be security news
    verified: bool = True  # False: the feed's address was only guessed
    off: str | None = None  # why it is switched off; None: it is on
    hosts: tuple[str, ...] = ()  # other hosts that belong to the outlet
    sitemaps: tuple[str, ...] = ()  # for history; empty: those that robots.txt names
    listing: str | None = None  # a page that lists articles, for outlets without a feed
    links: str | None = None  # regular expression that an article's address matches, for listing and sitemap
    whole_entries: bool = False  # True: a register whose feed entries are the articles, there is no page to fetch
    javascript: bool = False  # True: pages are empty without it; needs the extra "javascript"

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9_]+", self.name):
            raise UnusableSource(f"a source's name has lower-case letters, digits and _ only, not {self.name!r}")
        if not re.fullmatch(r"[a-z]{2}", self.language):
            raise UnusableSource(
                f"{self.name}: the language is a code of two letters such as nl, not {self.language!r}"
            )
        if urlsplit(self.home).scheme not in ("http", "https"):
            raise UnusableSource(f"{self.name}: the home page starts with https:// or http://, not {self.home!r}")
        if self.topic not in get_args(Topic):
            raise UnusableSource(f"{self.name}: the topic is security or general, not {self.topic!r}")

    @property
    def label(self) -> str:
        return self.title or self.name

    def absolute(self, address: str) -> str:
        """The address as an absolute one, seen from the home page.

        >>> Source("zataz", "fr", "https://www.zataz.com").absolute("/feed/")
        'https://www.zataz.com/feed/'
        """
        return urljoin(self.home, address)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, obj: Mapping[str, Any]) -> Source:
        """Read a source as `to_json` writes it, or as a user does: unknown keys are an error, lists are fine.

        Raises UnusableSource.
        """
        known = {field.name for field in fields(cls)}
        if unknown := sorted(set(obj) - known):
            raise UnusableSource(f"a source has no {', '.join(unknown)}; it has {', '.join(sorted(known))}")
        if missing := sorted({"name", "language", "home"} - set(obj)):
            raise UnusableSource(f"the source {obj.get('name', '')!r} lacks {', '.join(missing)}")
        values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in obj.items()}
        return cls(**values)


def source_name(title: str) -> str:
    """A name for a source from its title or host.

    >>> source_name("L'Écho des Régions"), source_name("www.security.nl")
    ('l_echo_des_regions', 'security_nl')
    """
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.removeprefix("www.")).strip("_") or "source"

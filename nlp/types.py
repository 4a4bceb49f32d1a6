"""The data classes that cross folders: the ground that everything else stands on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Label = Literal["ACTOR", "VICTIM", "RANSOM", "MONEY", "ORG", "PER", "LOC"]
Kind = Literal["ransomware", "extortion", "breach", "ddos", "none"]
Status = Literal["demanded", "paid", "refused", "unknown"]
AmountRole = Literal["demand", "lowered", "offered", "paid", "converted"]
Access = Literal["open", "paywalled", "consent", "truncated"]

LABELS: tuple[Label, ...] = ("ACTOR", "VICTIM", "RANSOM", "MONEY", "ORG", "PER", "LOC")
KINDS: tuple[Kind, ...] = ("ransomware", "extortion", "breach", "ddos", "none")
STATUSES: tuple[Status, ...] = ("demanded", "paid", "refused", "unknown")
LANGUAGES: tuple[str, ...] = ("fr", "nl", "en")

Span = tuple[int, int]
"""Start and end in characters of `Article.full_text`, end exclusive."""


@dataclass
class Article:
    """One page of one source. Mutable, so that a Scrapy pipeline may complete it."""

    url: str  # canonical: w3lib.url.canonicalize_url, without tracking parameters
    title: str
    text: str  # paragraphs, a blank line between them
    language: str | None = None  # ISO 639-1, as the page says; the reader decides
    published: date | None = None  # None when the page gives none, never the day of the crawl
    modified: date | None = None
    source: str | None = None  # name of the source, "zataz"
    author: str | None = None
    section: str | None = None
    access: Access = "open"
    fetched: datetime | None = None  # UTC
    origins: dict[str, str] = field(default_factory=dict)  # field -> what said so: "json-ld", "feed", "trafilatura", …

    @property
    def full_text(self) -> str:
        """What all offsets count in: the title, a blank line, the text."""
        return full_text(self.title, self.text)


def full_text(title: str, text: str) -> str:
    """Join a title and a body as every offset of this project counts them.

    >>> full_text("Title", "Body.")
    'Title\\n\\nBody.'
    """
    return f"{title}\n\n{text}"


@dataclass(frozen=True)
class Mention:
    """A stretch of an article with a label; `text` is `full_text[start:end]`."""

    start: int
    end: int
    label: Label
    text: str
    score: float = 1.0  # probability, calibrated


@dataclass(frozen=True)
class Amount:
    """A sum of money in whole units of its currency."""

    value: Decimal
    currency: str  # ISO 4217, or BTC, XMR, ETH, …
    low: Decimal | None = None  # bounds of a range or of a vague figure; None: the value itself
    high: Decimal | None = None
    about: bool = False


@dataclass(frozen=True)
class ClaimAmount:
    """One sum of one incident, with what it was: all are kept, the first demand is the incident's."""

    amount: Amount
    role: AmountRole
    span: Span


@dataclass(frozen=True)
class Claim:
    """What one article says of one incident."""

    victim: str  # the fullest of the victim's names in this article
    aliases: tuple[str, ...] = ()  # its other names in this article
    actor: str | None = None  # as printed
    actor_name: str | None = None  # canonical, "ALPHV" for "BlackCat"; the printed form when no list has it
    actor_uuid: str | None = None  # of the MISP galaxy's cluster
    amount: Decimal | None = None  # the first demand, else what was paid
    currency: str | None = None
    payment: str | None = None  # currency of payment when it is not `currency`
    status: Status = "unknown"
    primary: bool = True  # False: the article only recalls it
    score: float = 1.0  # probability that the claim is right
    amounts: tuple[ClaimAmount, ...] = ()
    country: str | None = None  # ISO 3166-1 alpha-2, of the victim
    country_origin: str | None = None  # "text", "place", "domain", "outlet"
    sector: str | None = None  # MISP sector galaxy's value
    evidence: dict[str, Span] = field(default_factory=dict)  # field -> the characters that say it
    rules: dict[str, str] = field(default_factory=dict)  # field -> component and rule that decided


@dataclass(frozen=True)
class Reading:
    """What the pipeline made of one article version."""

    language: str | None  # fr, nl, en; another ISO 639-1 code when the article is in none of the three; None: unknown
    kind: Kind
    kind_score: float
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    model: str = ""  # name and version of the model that read


def plain(value: Decimal | None) -> str | None:
    """Digits without an exponent or needless zeros, so that equal sums are equal text.

    >>> plain(Decimal("1.50E+3")), plain(Decimal("750000.00")), plain(Decimal("0.10"))
    ('1500', '750000', '0.1')
    """
    if value is None:
        return None
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits

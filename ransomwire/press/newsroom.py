"""The sample press's articles, as their text files hold them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Literal

FeedForm = Literal["rss", "atom"]
Access = Literal["open", "paywalled", "broken"]

MORNING, EVENING = 1, 2
"""The editions: by evening one article has been edited and one is new."""


@dataclass(frozen=True)
class Story:
    """One article of the sample press, as it stands from one edition on."""

    slug: str
    title: str
    summary: str
    paragraphs: tuple[str, ...]
    published: datetime
    modified: datetime
    author: str
    section: str
    edition: int  # the first edition that has it so
    access: Access
    archived: bool  # no longer in the feed, still in the sitemap


@dataclass(frozen=True)
class Outlet:
    """One newspaper of the sample press."""

    name: str
    title: str
    language: str
    country: str
    host: str
    feed_form: FeedForm
    feed_path: str
    has_sitemap: bool
    section_path: str  # before the slug in an article's address

    @property
    def home(self) -> str:
        return f"http://{self.host}/"

    @property
    def feed(self) -> str:
        return f"http://{self.host}{self.feed_path}"

    def path_of(self, story: Story) -> str:
        return f"{self.section_path}{story.slug}"

    def address_of(self, story: Story) -> str:
        return f"http://{self.host}{self.path_of(story)}"

    def stories(self, edition: int) -> list[Story]:
        """The articles as that edition has them, the newest first."""
        latest = {story.slug: story for story in stories_of(self.name) if story.edition <= edition}
        return sorted(latest.values(), key=lambda story: story.published, reverse=True)


OUTLETS = (
    Outlet("la_vigie", "La Vigie numérique", "fr", "FR", "www.la-vigie.example", "rss", "/flux.xml", False, "/actu/"),
    Outlet("de_slotgracht", "De Slotgracht", "nl", "NL", "slotgracht.example", "atom", "/atom", False, "/artikel/"),
    Outlet("breach_ledger", "The Breach Ledger", "en", "GB", "ledger.example", "rss", "/rss", True, "/2026/"),
)


@cache
def stories_of(outlet: str) -> tuple[Story, ...]:
    """All articles of an outlet's file; an edited one stands there once an edition."""
    content = files(__package__).joinpath(f"{outlet}.txt").read_text(encoding="utf-8")
    return tuple(_story(block) for block in content.split("=== ")[1:])


def _story(block: str) -> Story:
    head, _, body = block.partition("\ntext:\n")
    slug, *lines = head.splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    published = datetime.fromisoformat(fields["published"])
    return Story(
        slug=slug,
        title=fields["title"],
        summary=fields["summary"],
        paragraphs=tuple(body.strip().split("\n\n")),
        published=published,
        modified=datetime.fromisoformat(fields["modified"]) if "modified" in fields else published,
        author=fields["author"],
        section=fields["section"],
        edition=int(fields.get("edition", MORNING)),
        access=_access(fields.get("access", "open")),
        archived="archive" in fields,
    )


def _access(word: str) -> Access:
    match word:
        case "open" | "paywalled" | "broken":
            return word
    raise ValueError(f"an article's access is open, paywalled or broken, not {word!r}")

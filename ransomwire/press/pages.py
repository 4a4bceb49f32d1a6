"""The sample press's pages: each outlet has its own layout, with all that stands around an article on the web."""

from __future__ import annotations

import json
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ransomwire.press.newsroom import Outlet, Story

ENVIRONMENT = Environment(
    loader=PackageLoader("ransomwire", "press"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


def article_page(outlet: Outlet, story: Story, edition: int) -> str:
    """The page of one article; a broken one loses everything to a script that never ends."""
    others = [other for other in outlet.stories(edition) if other.slug != story.slug]
    return _render(outlet, story=story, others=others, structured=_as_script(_structured(outlet, story)))


def home_page(outlet: Outlet, edition: int) -> str:
    return _render(outlet, story=None, others=outlet.stories(edition), structured="")


def _render(outlet: Outlet, **values: Any) -> str:
    return ENVIRONMENT.get_template(f"{outlet.name}.html").render(outlet=outlet, **values)


def _structured(outlet: Outlet, story: Story) -> dict[str, Any]:
    """What search engines are told of an article (schema.org)."""
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "description": story.summary,
        "inLanguage": outlet.language,
        "datePublished": story.published.isoformat(),
        "dateModified": story.modified.isoformat(),
        "articleSection": story.section,
        "author": {"@type": "Person", "name": story.author},
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.title, "url": outlet.home},
        "mainEntityOfPage": outlet.address_of(story),
        "isAccessibleForFree": story.access != "paywalled",
    }


def _as_script(data: dict[str, Any]) -> Markup:
    # In a script element only "</" could end the data; JSON may write it so.
    return Markup(json.dumps(data, ensure_ascii=False, indent=1).replace("</", "<\\/"))  # noqa: S704

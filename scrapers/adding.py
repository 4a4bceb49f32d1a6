"""Add a source by its address: find its feed, try it, keep it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from scrapers.addresses import site
from scrapers.apart import probe_apart
from scrapers.pipelines import StoreCatalog
from scrapers.probe import Check
from scrapers.source import Source, Topic, UnusableSource, source_name
from scrapers.sources import all_sources


@dataclass(frozen=True)
class Added:
    """A source that was kept, and what trying it brought."""

    source: Source
    check: Check


def add_source(
    db_path: Path,
    address: str,
    *,
    language: str,
    country: str | None = None,
    name: str | None = None,
    title: str = "",
    topic: Topic = "general",
    settings: Mapping[str, object] | None = None,
) -> Added:
    """Find the feed at or behind `address`, try it and one article, and keep the source in this store.

    `address` is a feed, a page that names one, or, where there is no feed, a page that links to articles. Raises
    UnusableSource, one sentence with the remedy: nothing was kept.
    """
    address = address if "://" in address else f"https://{address}"
    parts = urlsplit(address)
    if not parts.hostname:
        raise UnusableSource(f"{address!r} is no address of a site; give one such as https://example.org/feed")
    source = Source(
        name=name or _free_name(db_path, title or parts.hostname),
        title=title,
        language=language,
        country=country.upper() if country else None,
        home=f"{parts.scheme}://{parts.netloc}",
        feeds=(address,),
        topic=topic,
    )
    if source.name in all_sources(db_path):
        raise UnusableSource(f"there is a source named {source.name!r} already; give another with --name")
    (check,) = probe_apart([source], settings=settings)
    if not check.entries and "HTML page" in (check.problem or ""):
        source = replace(source, feeds=(), listing=address)  # no feed: the page's own links to articles
        (check,) = probe_apart([source], settings=settings)
    if not check.entries:
        raise UnusableSource(f"no article was found at {address}: {check.problem}")
    if source.feeds:
        source = replace(source, feeds=(check.feed or address,))
    if check.home and site(urlsplit(check.home).hostname or "") != site(parts.hostname):  # a feed that others host
        source = replace(source, home=check.home)
        (check,) = probe_apart([source], settings=settings)
    StoreCatalog(db_path).keep_definition(source.to_json())
    return Added(source, check)


def _free_name(db_path: Path, wanted: str) -> str:
    name = source_name(wanted)
    taken = all_sources(db_path)
    return next(free for free in (name, *(f"{name}_{n}" for n in range(2, 100))) if free not in taken)

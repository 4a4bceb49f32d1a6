"""The sources: those declared in scrapers/spiders/, those that a user added to a store, and how each fares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from scrapers.health import Health, health_of
from scrapers.pipelines import CrawlRecord, StoreCatalog, Switch
from scrapers.source import Source
from scrapers.spiders.outlet import OutletSpider, source_of


class UnknownSource(ValueError):
    "There is no source of that name."


def declared_spiders() -> dict[str, type[OutletSpider]]:
    """The spiders of scrapers/spiders/ by name."""
    loader = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": ["scrapers.spiders"]}))
    spiders = {name: loader.load(name) for name in sorted(loader.list())}
    return {name: spider for name, spider in spiders.items() if issubclass(spider, OutletSpider)}


def all_sources(db_path: Path) -> dict[str, Source]:
    """Every source by name, declared or added to this store; `off` is what the user last said, else as declared."""
    catalog = StoreCatalog(db_path)
    sources = {name: source_of(spider) for name, spider in declared_spiders().items()}
    sources |= {obj["name"]: Source.from_json(obj) for obj in catalog.definitions()}
    for name, switch in catalog.switches().items():
        if name in sources:
            off = (switch.reason or "switched off") if switch.state == "off" else None
            sources[name] = replace(sources[name], off=off)
    return dict(sorted(sources.items()))


def find_source(sources: Mapping[str, Source], name: str) -> Source:
    """The source of that name. Raises UnknownSource."""
    if name not in sources:
        near = [known for known in sources if name.lower().replace(".", "_").replace("-", "_") in known]
        hint = f"; did you mean {near[0]}?" if near else ""
        raise UnknownSource(f'no source named {name!r}{hint} ("ransomwire sources" lists all {len(sources)})')
    return sources[name]


def switch_source(db_path: Path, name: str, *, on: bool, reason: str | None = None) -> Source:
    """Switch a source on or off for this store, with the reason that the table shows. Raises UnknownSource."""
    find_source(all_sources(db_path), name)
    StoreCatalog(db_path).keep_switch(name, Switch("on" if on else "off", reason))
    return all_sources(db_path)[name]


def remove_source(db_path: Path, name: str) -> None:
    """Forget a source that a user added; its articles stay. Raises StoreError for one that is declared."""
    StoreCatalog(db_path).remove_definition(name)


def source_health(db_path: Path) -> list[Health]:
    """How each source fares, by language and name."""
    fared = StoreCatalog(db_path).fared()
    rows = []
    for name, source in all_sources(db_path).items():
        state, days, paywalled = fared.get(name, (None, [], 0.0))
        rows.append(health_of(source, state, days, paywalled))
    return sorted(rows, key=lambda row: (row.source.language, row.source.name))


def newly_failed(db_path: Path, records: Sequence[CrawlRecord]) -> list[CrawlRecord]:
    """Of a crawl's records, the sources that failed now and had not failed the time before."""
    fared = StoreCatalog(db_path).fared()
    return [
        record
        for record in records
        if record.reason and record.source in fared and fared[record.source][0].failures == 1
    ]

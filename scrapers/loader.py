"""`scrapy list` and `scrapy crawl NAME` know a user's own sources too, and what was switched off."""

from __future__ import annotations

import sys
from pathlib import Path

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from scrapers.pipelines import StoreError
from scrapers.sources import all_sources
from scrapers.spiders.outlet import OutletSpider, spider_for


class SourceLoader:
    """Scrapy's spider loader, over the sources that are declared and those in the store (`RANSOMWIRE_DB`)."""

    def __init__(self, db_path: Path) -> None:
        self._spiders: dict[str, type[OutletSpider]] = {
            name: spider_for(source) for name, source in all_sources(db_path).items()
        }

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> SourceLoader:
        try:
            return cls(Path(settings.get("RANSOMWIRE_DB", "ransomwire.db")))
        except StoreError as error:  # Scrapy's own command would print a traceback
            sys.exit(str(error))

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of that name. Raises KeyError, as Scrapy wants it."""
        if spider_name not in self._spiders:
            raise KeyError(f"Spider not found: {spider_name}")
        return self._spiders[spider_name]

    def list(self) -> list[str]:
        return list(self._spiders)

    def find_by_request(self, request: Request) -> list[str]:  # type: ignore[valid-type]  # `list` is the method above
        return [name for name, spider in self._spiders.items() if spider.handles_request(request)]

"""Run `ransomwire` in a process of its own with given sources and a plain reader: a crawl runs once in a process.

python -m tests.ransomwire.pressed '[{"name": …}]' DELAY_S crawl …
"""

import json
import sys
from types import ModuleType

import scrapers.settings
import scrapers.sources
from ransomwire.main import main
from scrapers.source import Source
from scrapers.spiders.outlet import spider_for
from tests.ransomwire.conftest import ModelError, PlainReader

if __name__ == "__main__":
    sources = [Source.from_json(given) for given in json.loads(sys.argv[1])]
    scrapers.sources.declared_spiders = lambda: {source.name: spider_for(source) for source in sources}
    scrapers.settings.DOWNLOAD_DELAY = float(sys.argv[2])
    scrapers.settings.AUTOTHROTTLE_ENABLED = False
    reader = ModuleType("nlp.reader")
    reader.load_reader = lambda path=None: PlainReader()
    reader.ModelError = ModelError
    sys.modules["nlp.reader"] = reader
    sys.argv[:3] = ["ransomwire"]
    main()

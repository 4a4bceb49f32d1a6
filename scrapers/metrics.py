"""The ledger as Prometheus metrics, read from the store each time that somebody asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from scrapers.health import STATES
from scrapers.pipelines import StoreCatalog
from scrapers.sources import source_health

COUNTERS = {
    "runs": "Crawls of the source",
    "failed": "Crawls that brought nothing or ended early",
    "requests": "Requests sent",
    "not_modified": "Answers 304",
    "new": "New articles",
    "changed": "Articles that were edited",
    "unchanged": "Articles looked at again, or known under another address",
    "filtered": "Entries left out before their page was fetched",
    "refused": "Pages refused by robots.txt or by the outlet",
    "broken": "Pages that gave no article",
    "seconds": "Seconds that crawls took",
}


class LedgerCollector:
    """What `prometheus_client` calls a collector."""

    def __init__(self, db_path: Path) -> None:
        self.db_path = db_path

    def collect(self) -> Iterator[Metric]:
        totals = StoreCatalog(self.db_path).totals()
        for counter, help_text in COUNTERS.items():
            family = CounterMetricFamily(f"ransomwire_crawl_{counter}", help_text, labels=["source"])
            for source, counts in totals.items():
                family.add_metric([source], counts[counter])
            yield family
        health = [row for row in source_health(self.db_path) if row.crawls]
        last = GaugeMetricFamily(
            "ransomwire_last_crawl_timestamp_seconds", "When it was last crawled", labels=["source"]
        )
        state = GaugeMetricFamily("ransomwire_source_state", "1 for the state it is in", labels=["source", "state"])
        for row in health:
            if row.last_crawl:
                last.add_metric([row.source.name], row.last_crawl.timestamp())
            for name in STATES:
                state.add_metric([row.source.name, name], float(row.state == name))
        yield from (last, state)


@contextmanager
def serving_metrics(db_path: Path, port: int, *, host: str = "127.0.0.1") -> Iterator[int]:
    """Serve /metrics while the block runs; gives the port, a free one for 0. Raises OSError when it is taken."""
    registry = CollectorRegistry()
    registry.register(LedgerCollector(db_path))
    server, thread = start_http_server(port, addr=host, registry=registry)
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

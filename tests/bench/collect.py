"""How long a crawl takes beside a bare Scrapy spider that only downloads the same pages, and how much memory.

    .venv/bin/python -m tests.bench.collect [--articles 2000] [--outlets 20] [--delay SECONDS] [--many 20000]

Both crawl the same outlets on loopback in the same run, each in a process of its own, with the same settings. The
crawl extracts, stores and keeps its ledger; the bare spider throws every page away.
"""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.bench.outlets import FEED_LENGTH

GOAL = 1.6


@dataclass(frozen=True)
class Outlets:
    """Outlets that are being served."""

    port: int
    count: int
    articles: int  # of each

    @property
    def homes(self) -> list[str]:
        return [f"http://127.0.2.{number}:{self.port}" for number in range(1, self.count + 1)]

    @property
    def feeds(self) -> list[str]:
        return [f"/feed-{number}" for number in range(-(-self.articles // FEED_LENGTH))]


@contextmanager
def served(outlets: int, articles: int) -> Iterator[Outlets]:
    command = [sys.executable, "-m", "tests.bench.outlets", str(outlets), str(articles // outlets)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            yield Outlets(int(server.stdout.readline()), outlets, articles // outlets)
        finally:
            server.terminate()


@dataclass(frozen=True)
class Run:
    """One crawl in a process of its own."""

    seconds: float
    cpu_s: float  # of all its processes: what it costs whatever else this machine does
    articles: int
    memory_mb: float  # the most that its process had, and the most that one of its helpers had


def settings(outlets: Outlets, delay_s: float) -> dict[str, object]:
    hosts = [home.removeprefix("http://") for home in outlets.homes]
    return {"ALLOWED_PRIVATE_HOSTS": hosts, "DOWNLOAD_DELAY": delay_s, "AUTOTHROTTLE_ENABLED": False}


def run_apart(kind: str, outlets: Outlets, delay_s: float) -> Run:
    order = {"kind": kind, "homes": outlets.homes, "feeds": outlets.feeds, "settings": settings(outlets, delay_s)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.collect", "--apart"], input=json.dumps(order), text=True,
        stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    return Run(**json.loads(done.stdout))


def crawl(order: Mapping[str, Any]) -> int:
    from scrapers.crawl import crawl as crawl_into
    from scrapers.source import Source

    sources = [
        Source(f"outlet{n}", "fr", home, feeds=tuple(order["feeds"]), topic="security")
        for n, home in enumerate(order["homes"])
    ]
    with tempfile.TemporaryDirectory() as folder:
        records = crawl_into(Path(folder) / "bench.db", sources, settings=order["settings"])
    return sum(record.new for record in records)


def download(order: Mapping[str, Any]) -> int:
    """The bare spider, one for each outlet: feed, links, pages, nothing else."""
    from scrapy import Request, Spider
    from scrapy.crawler import AsyncCrawlerProcess

    pages = 0

    class Bare(Spider):
        name = "bare"

        async def start(self) -> Any:
            for feed in order["feeds"]:
                yield Request(self.home + feed)  # type: ignore[attr-defined]

        def parse(self, response: Any) -> Any:
            for link in response.xpath("//item/link/text()").getall():
                yield Request(link, callback=self.count)

        def count(self, response: Any) -> None:
            nonlocal pages
            pages += 1

    shared = {
        "ROBOTSTXT_OBEY": True,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "LOG_ENABLED": False,
        "DOWNLOAD_DELAY_JITTER": 0,
    }
    plain = {name: value for name, value in order["settings"].items() if name != "ALLOWED_PRIVATE_HOSTS"}
    process = AsyncCrawlerProcess(shared | plain | {"TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False})
    for home in order["homes"]:
        process.crawl(Bare, home=home)
    process.start()
    return pages


def apart() -> None:
    order = json.load(sys.stdin)
    began = time.monotonic()
    articles = {"crawl": crawl, "download": download}[order["kind"]](order)
    seconds = time.monotonic() - began
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu_s = sum(one.ru_utime + one.ru_stime for one in used)
    memory_mb = sum(one.ru_maxrss for one in used) / 1024
    print(json.dumps(asdict(Run(seconds, cpu_s, articles, memory_mb))))


def compare(articles: int, outlets: int, delay_s: float) -> tuple[Run, Run]:
    with served(outlets, articles) as press:
        return run_apart("download", press, delay_s), run_apart("crawl", press, delay_s)


def report(articles: int, outlets: int, delay_s: float) -> Run:
    bare, ours = compare(articles, outlets, delay_s)
    print(
        f"{articles:7} articles, {outlets} outlets, {delay_s:g} s apart: "
        f"bare download {bare.seconds:6.1f} s ({bare.cpu_s:5.1f} s CPU, {bare.memory_mb:4.0f} MB), "
        f"crawl {ours.seconds:6.1f} s ({ours.cpu_s:5.1f} s CPU, {ours.memory_mb:4.0f} MB), "
        f"ratio {ours.seconds / bare.seconds:.2f} (goal {GOAL}); {ours.articles} stored",
        flush=True,
    )
    return ours


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--outlets", type=int, default=20)
    parser.add_argument(
        "--delay", type=float, default=None, help="seconds between two requests; both 0.5 and 0 by default"
    )
    parser.add_argument("--many", type=int, default=0, help="compare memory with a crawl of so many articles")
    parser.add_argument("--apart", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.apart:
        apart()
        return
    for delay_s in (0.5, 0.0) if options.delay is None else (options.delay,):
        few = report(options.articles, options.outlets, delay_s)
    if options.many:
        many = report(options.many, options.outlets, 0.0)
        print(f"memory from {options.articles} to {options.many}: {few.memory_mb:.0f} to {many.memory_mb:.0f} MB")


if __name__ == "__main__":
    main()

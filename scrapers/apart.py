"""Run a crawl in a process of its own: Twisted's reactor starts once in a process, a watcher crawls again and again."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO, TypeVar

from scrapers.crawl import Progress, Step, UnknownSource, crawl
from scrapers.lock import CrawlRunning
from scrapers.pipelines import CrawlRecord, StoreError
from scrapers.probe import Check, probe
from scrapers.source import Source, UnusableSource

T = TypeVar("T", CrawlRecord, Check)


class CrawlFailed(Exception):
    "The crawl could not run; the message is one sentence with the remedy."


def crawl_apart(
    db_path: Path,
    sources: Sequence[str | Source] = (),
    *,
    settings: Mapping[str, object] | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> list[CrawlRecord]:
    """`scrapers.crawl.crawl` in a process of its own, with the same arguments and results; `waiting` is not passed on.

    Raises CrawlFailed. What the crawl logs goes to this process's standard error. Interrupted by Ctrl-C or SIGTERM,
    the other process ends as a crawl does, and this one goes on waiting for its records.
    """
    order = {
        "do": "crawl",
        "db_path": str(db_path),
        "sources": [wanted.to_json() if isinstance(wanted, Source) else wanted for wanted in sources],
        "settings": dict(settings or {}),
        "options": options,
    }

    def step(told: dict[str, Any]) -> None:
        if progress:
            progress(Step(**told | {"record": told["record"] and _dated(CrawlRecord, told["record"])}))

    return [_dated(CrawlRecord, obj) for obj in _carry_out(order, step)]


def probe_apart(
    sources: Sequence[Source],
    *,
    settings: Mapping[str, object] | None = None,
    progress: Callable[[Check], None] | None = None,
) -> list[Check]:
    """`scrapers.probe.probe` in a process of its own. Raises CrawlFailed."""
    order = {"do": "probe", "sources": [source.to_json() for source in sources], "settings": dict(settings or {})}
    return [
        _dated(Check, obj)
        for obj in _carry_out(order, lambda told: progress(_dated(Check, told)) if progress else None)
    ]


def _carry_out(order: Mapping[str, object], step: Callable[[dict[str, Any]], None]) -> list[dict[str, Any]]:
    with subprocess.Popen(
        [sys.executable, "-m", "scrapers.apart"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        json.dump(order, process.stdin)
        process.stdin.close()
        for line in process.stdout:
            told = json.loads(line)
            if "error" in told:
                raise CrawlFailed(told["error"])
            if "results" in told:
                results: list[dict[str, Any]] = told["results"]
                return results
            step(told)
    raise CrawlFailed(f"the crawl ended without a result (exit status {process.returncode})")


def _dated(kind: type[T], obj: Mapping[str, Any]) -> T:
    """A record from its JSON, in which moments and days are text."""
    moments = {name: datetime.fromisoformat(obj[name]) for name in ("started", "newest") if obj.get(name)}
    days = {name: date.fromisoformat(obj[name]) for name in ("published",) if obj.get(name)}
    return kind(**{**obj, **moments, **days})


def main(orders: TextIO, answers: TextIO) -> int:
    """The other process: an order on standard input; steps, then the results on standard output, a line each."""

    def tell(obj: object) -> None:
        print(json.dumps(obj, default=str), file=answers, flush=True)

    order = json.load(orders)
    try:
        if order["do"] == "probe":
            sources = [Source.from_json(obj) for obj in order["sources"]]
            results: Sequence[CrawlRecord | Check] = probe(
                sources, settings=order["settings"], progress=lambda check: tell(asdict(check))
            )
        else:
            results = crawl(
                Path(order["db_path"]),
                [wanted if isinstance(wanted, str) else Source.from_json(wanted) for wanted in order["sources"]],
                settings=order["settings"],
                progress=lambda step: tell(asdict(step)),
                **order["options"],
            )
    except (CrawlRunning, UnknownSource, UnusableSource, StoreError) as error:
        tell({"error": str(error)})
        return 1
    tell({"results": [asdict(result) for result in results]})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.stdin, sys.stdout))

"""Run a crawl in a process of its own: Twisted's reactor starts once in a process, a watcher crawls again and again."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from scrapers.crawl import Progress, Step, UnknownSource, crawl
from scrapers.lock import CrawlRunning
from scrapers.pipelines import CrawlRecord
from scrapers.source import Source


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
        "db_path": str(db_path),
        "sources": [wanted.to_json() if isinstance(wanted, Source) else wanted for wanted in sources],
        "settings": dict(settings or {}),
        "options": options,
    }
    with start_apart(order) as process:
        records = _listen(process, progress)
    if records is None:
        raise CrawlFailed(f"the crawl ended without a result (exit status {process.returncode})")
    return records


def start_apart(order: Mapping[str, object]) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapers.apart"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    json.dump(order, process.stdin)
    process.stdin.close()
    return process


def _listen(process: subprocess.Popen[str], progress: Progress | None) -> list[CrawlRecord] | None:
    assert process.stdout is not None
    for line in process.stdout:
        told = json.loads(line)
        if "error" in told:
            raise CrawlFailed(told["error"])
        if "records" in told:
            return [_record(obj) for obj in told["records"]]
        if progress:
            progress(Step(**told | {"record": told["record"] and _record(told["record"])}))
    return None


def _record(obj: Mapping[str, Any]) -> CrawlRecord:
    return CrawlRecord(**{**obj, "started": datetime.fromisoformat(obj["started"])})


def main(orders: TextIO, answers: TextIO) -> int:
    """The other process: an order on standard input, steps and then the records on standard output, a line each."""

    def tell(obj: object) -> None:
        print(json.dumps(obj, default=str), file=answers, flush=True)

    order = json.load(orders)
    sources = [wanted if isinstance(wanted, str) else Source.from_json(wanted) for wanted in order["sources"]]
    try:
        records = crawl(
            Path(order["db_path"]),
            sources,
            settings=order["settings"],
            progress=lambda step: tell(asdict(step)),
            **order["options"],
        )
    except (CrawlRunning, UnknownSource) as error:
        tell({"error": str(error)})
        return 1
    tell({"records": [asdict(record) for record in records]})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.stdin, sys.stdout))

"""Rounds, metrics and logs."""

from __future__ import annotations

import io
import json
import logging
import os
import signal
import sys
import threading
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

from scrapers.logs import send_logs
from scrapers.metrics import serving_metrics
from scrapers.pipelines import CrawlRecord
from scrapers.watch import Watch
from storage.database import open_store
from storage.ledger import record_crawl


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_rounds_follow_each_other_and_go_on_after_a_failure(tmp_path):
    statuses: list[int] = []
    count = tmp_path / "count"
    code = (
        f"import pathlib, sys; f = pathlib.Path({str(count)!r}); f.open('a').write('x'); sys.exit(f.stat().st_size % 2)"
    )

    def after(status: int) -> None:
        statuses.append(status)
        if len(statuses) == 4:
            watch.stop()

    watch = Watch(python(code), 0.01, after=after)
    watch.run()
    assert statuses == [1, 0, 1, 0]
    assert (watch.rounds, watch.failed) == (4, 2)


def test_a_round_that_takes_long_is_not_overtaken(tmp_path):
    log = tmp_path / "log"
    code = f"import time; f = open({str(log)!r}, 'a'); f.write('<'); f.flush(); time.sleep(0.3); f.write('>')"
    watch = Watch(python(code), 0.05, after=lambda status: watch.stop() if watch.rounds == 2 else None)
    watch.run()
    assert log.read_text() == "<><>"


def test_sigterm_lets_the_running_round_end_and_begins_no_other(tmp_path):
    log = tmp_path / "log"
    code = (
        "import signal, sys, time, pathlib\n"
        f"log = pathlib.Path({str(log)!r})\n"
        "def end(*_): log.write_text('stored what it had'); sys.exit(0)\n"
        "signal.signal(signal.SIGINT, end)\n"
        "log.write_text('ready')\n"
        "time.sleep(60)"
    )

    def terminate() -> None:
        while not (log.exists() and log.read_text() == "ready"):
            time.sleep(0.02)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=terminate, daemon=True).start()
    watch = Watch(python(code), 3600)
    watch.run()
    assert (log.read_text(), watch.rounds) == ("stored what it had", 1)


def test_a_command_that_cannot_start_is_a_failed_round():
    watch = Watch(["/no/such/program"], 0.01)
    threading.Timer(0.2, watch.stop).start()
    watch.run()
    assert watch.failed >= 1


def test_metrics_tell_what_the_ledger_tells(tmp_path):
    path = tmp_path / "test.db"
    db = open_store(path)
    started = datetime(2026, 5, 4, tzinfo=UTC)
    record_crawl(db, CrawlRecord("zataz", started, 2.5, requests=12, new=10))
    record_crawl(db, CrawlRecord("zataz", started, 0.5, requests=2, refused=1, reason="zataz.com forbids it (403)"))
    db.close()
    with serving_metrics(path, 0) as port, urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        lines = answer.read().decode().splitlines()
    assert 'ransomwire_crawl_new_total{source="zataz"} 10.0' in lines
    assert 'ransomwire_crawl_failed_total{source="zataz"} 1.0' in lines
    assert 'ransomwire_source_state{source="zataz",state="refused"} 1.0' in lines


def test_metrics_of_no_store_are_empty_and_make_none(tmp_path):
    path = tmp_path / "none.db"
    with serving_metrics(path, 0) as port, urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        assert b'source="' not in answer.read()
    assert not Path(path).exists()


def test_logs_as_json_lines():
    stream = io.StringIO()
    level = logging.getLogger().level
    handler = send_logs("json", level="INFO", stream=stream)
    try:
        logging.getLogger("scrapers").info("%s: %d new", "zataz", 3, extra={"new": 3})
    finally:
        logging.getLogger().removeHandler(handler)
        logging.getLogger().setLevel(level)
    line = json.loads(stream.getvalue())
    assert (line["level"], line["message"], line["new"]) == ("info", "zataz: 3 new", 3)

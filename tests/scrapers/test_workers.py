"""Pages are read in helper processes, and one that kills or holds up its helper harms no other."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nlp.types import Article
from scrapers import workers
from scrapers.workers import Workers


def extract(body: bytes, url: str, **what: object) -> Article:
    """A stand-in for the real one that does what a page tells it to."""
    match body:
        case b"die":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"hang":
            time.sleep(60)
        case b"fail":
            raise ValueError("no article here\nand more")
    return Article(url=url, title="t", text=body.decode())


def read(*bodies: bytes, processes: int = 2) -> list[str]:
    async def read_all() -> list[Article | str]:
        helpers = Workers(f"{__name__}.extract", processes)
        try:
            return await asyncio.gather(*(helpers.article(body, "https://news.example/") for body in bodies))
        finally:
            await helpers.close()

    return [found if isinstance(found, str) else found.text for found in asyncio.run(read_all())]


def is_frozen(body: bytes, url: str, **what: object) -> Article:
    return Article(url=url, title="t", text=str(gc.get_freeze_count() > 0))


def test_a_helper_does_not_look_for_garbage_in_what_it_imported():
    async def ask() -> Article | str:
        helpers = Workers(f"{__name__}.is_frozen", 1)
        try:
            return await helpers.article(b"", "https://news.example/")
        finally:
            await helpers.close()

    found = asyncio.run(ask())
    assert isinstance(found, Article)
    assert found.text == "True"


@pytest.mark.parametrize("processes", [0, 1, 2])
def test_articles_and_sentences_come_back(processes):
    assert read(b"a", b"fail", b"b", processes=processes) == ["a", "no article here", "b"]


def test_a_page_that_kills_its_helper_is_told_and_the_others_are_read():
    assert read(b"a", b"die", b"b", processes=1) == ["a", "reading the page brought a helper process down", "b"]


def test_a_page_that_takes_for_ever_is_given_up(monkeypatch):
    monkeypatch.setattr(workers, "TIME_LIMIT_S", 2.0)
    assert read(b"hang", b"a", processes=1) == ["reading the page took longer than 2 s", "a"]


def test_helpers_end_with_a_crawl_that_is_killed():
    code = (
        "import asyncio, os, signal\n"
        "from scrapers.workers import Workers\n"
        "async def main():\n"
        "    helpers = Workers('tests.scrapers.test_workers.extract', 1)\n"
        "    await helpers.article(b'a', 'https://news.example/')\n"
        "    print(helpers._all[0]._process.pid, flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(main())"
    )
    killed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    helper = Path(f"/proc/{int(killed.stdout)}")
    for _ in range(100):
        if not helper.exists() or "zombie" in (helper / "status").read_text():
            return
        time.sleep(0.1)
    pytest.fail("the helper still runs")

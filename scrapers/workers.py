"""Read pages in processes of their own: beside the downloads, and where a page that hangs or crashes a parser is alone.

lxml is C code over hostile input: what brings it down, or keeps it busy for ever, takes one helper along and no crawl.
Each helper (scrapers/helper.py) reads one page at a time, so the culprit is known.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import struct
import sys
from functools import lru_cache
from typing import Any

from nlp.types import Article
from scrapers.helper import read_page

TIME_LIMIT_S = 30.0  # for one page, of which most take 0.02 s


class Workers:
    """Some helpers that run `extract` (a dotted name) on pages. With none, pages are read in this process."""

    def __init__(self, extract: str, processes: int) -> None:
        self.extract = extract
        self._all = [_Helper(extract) for _ in range(processes)]
        self._idle: asyncio.LifoQueue[_Helper] = asyncio.LifoQueue()  # the last used first: few pages need few helpers
        for helper in self._all:
            self._idle.put_nowait(helper)

    async def article(self, body: bytes, url: str, **what: Any) -> Article | str:
        """The article of a page, or one sentence why there is none."""
        if not self._all:
            return read_page(self.extract, body, url, what)
        helper = await self._idle.get()
        try:
            async with asyncio.timeout(TIME_LIMIT_S):
                return await helper.read((body, url, what))
        except TimeoutError:
            await helper.end()
            return f"reading the page took longer than {TIME_LIMIT_S:.0f} s"
        except (EOFError, ConnectionError):
            await helper.end()
            return "reading the page brought a helper process down"
        finally:
            self._idle.put_nowait(helper)

    async def close(self) -> None:
        for helper in self._all:
            await helper.end()


class _Helper:
    """One process, started when it is first needed and again after it was ended."""

    def __init__(self, extract: str) -> None:
        self._command = [sys.executable, "-m", "scrapers.helper", extract]
        self._process: asyncio.subprocess.Process | None = None

    async def read(self, job: tuple[bytes, str, dict[str, Any]]) -> Article | str:
        if self._process is None:
            pipe = asyncio.subprocess.PIPE
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=pipe,
                stdout=pipe,
                # Ctrl-C is for the crawl, which ends its helpers. No session of its own: Linux shares the processor
                # out by session before it looks at niceness.
                process_group=0,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},  # Scrapyd runs us from an egg
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        packed = pickle.dumps(job)
        self._process.stdin.write(struct.pack(">Q", len(packed)) + packed)
        await self._process.stdin.drain()
        (length,) = struct.unpack(">Q", await self._process.stdout.readexactly(8))
        found: Article | str = pickle.loads(await self._process.stdout.readexactly(length))  # noqa: S301 (our own)
        return found

    async def end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            if process.returncode is None:
                process.kill()
            await process.communicate()


@lru_cache
def shared_workers(extract: str, processes: int) -> Workers:
    """The helpers that all spiders of this process share."""
    return Workers(extract, processes)


def usual_processes() -> int:
    """One more than there are cores: each waits now and then for this process to take its answer and hand it the next.
    More than four find nothing to do at a polite pace."""
    return min(4, (os.cpu_count() or 1) + 1)

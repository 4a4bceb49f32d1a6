"""What a helper process does: read a page from standard input, write its article to standard output, again and again.

    python -m scrapers.helper scrapers.extract.article_from_html

Jobs and answers are pickles with their length before them. The helper ends when its input does: none outlives
its crawl.
"""

from __future__ import annotations

import gc
import os
import pickle
import struct
import sys
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import Any, BinaryIO

from nlp.types import Article

NICE = 10  # the downloads come first: they keep all helpers busy, and a crawl is as fast as its pages come in


def read_page(extract: str, body: bytes, url: str, what: dict[str, Any]) -> Article | str:
    """The article of a page. Every page is hostile: whatever it does to a parser comes back as a sentence."""
    try:
        return _function(extract)(body, url, **what)
    except Exception as error:
        return str(error).strip().split("\n")[0] or type(error).__name__


@lru_cache
def _function(name: str) -> Callable[..., Article]:
    module, _, function = name.rpartition(".")
    found: Callable[..., Article] = getattr(import_module(module), function)
    return found


def serve(extract: str, jobs: BinaryIO, answers: BinaryIO) -> None:
    _function(extract)
    gc.collect()
    gc.freeze()  # what was imported stays: looking through it for garbage takes a tenth of each page's time
    while header := jobs.read(8):
        body, url, what = pickle.loads(jobs.read(*struct.unpack(">Q", header)))  # noqa: S301 (the crawl's own)
        packed = pickle.dumps(read_page(extract, body, url, what))
        answers.write(struct.pack(">Q", len(packed)) + packed)
        answers.flush()


if __name__ == "__main__":
    os.nice(NICE)
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not stand between the answers
    serve(sys.argv[1], sys.stdin.buffer, answers)

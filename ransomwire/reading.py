"""Read many articles so that one that cannot be read stops no other."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from nlp.types import Article, Reading

if TYPE_CHECKING:
    from nlp.reader import Reader

K = TypeVar("K")
logger = logging.getLogger(__name__)


def read_each(
    reader: Reader, articles: Iterable[tuple[K, Article | str]], *, processes: int = 1
) -> Iterator[tuple[K, Article | None, Reading | str]]:
    """Read articles in their order; a sentence stands in place of a reading that failed.

    A sentence in place of an article is handed on in its turn. No more articles are taken than
    are being read, so that an endless input is read as it comes.
    """
    if processes == 1:
        for key, article in articles:
            if isinstance(article, str):
                yield key, None, article
            else:
                yield key, article, _read_one(reader, article)
    else:
        yield from _read_in_parallel(reader, articles, processes)


def _read_in_parallel(
    reader: Reader, articles: Iterable[tuple[K, Article | str]], processes: int
) -> Iterator[tuple[K, Article | None, Reading | str]]:
    waiting: deque[tuple[K, Article | str]] = deque()

    def passing_by() -> Iterator[Article]:
        for key, article in articles:
            waiting.append((key, article))
            if isinstance(article, Article):
                yield article

    def sentences() -> Iterator[tuple[K, None, str]]:
        while waiting and isinstance(waiting[0][1], str):
            key, sentence = waiting.popleft()
            yield key, None, str(sentence)

    for reading in reader.read_all(passing_by(), processes=processes):
        yield from sentences()
        key, article = waiting.popleft()
        assert isinstance(article, Article)
        yield key, article, reading
    yield from sentences()


def _read_one(reader: Reader, article: Article) -> Reading | str:
    try:
        return reader.read(article)
    except Exception as error:  # whatever it is, it is this article's alone; the log has it in full
        logger.debug("%s: the reader failed", article.url, exc_info=error)
        return f"the text could not be read ({type(error).__name__}: {error}); please report it with the article"

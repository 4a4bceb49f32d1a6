"""Read articles: the door to the pipeline for everybody who has articles and wants readings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from nlp.kinds import settled
from nlp.mentions import final_mentions
from nlp.pipeline import load_pipeline
from nlp.types import KINDS, LANGUAGES, Article, Reading

BUNDLED = Path(__file__).parent / "models" / "press"
ACTORS = BUNDLED / "incident_claims" / "actors.json"  # what `ransomwire actors update` adds to
LONGEST = 60_000  # characters that are read of one article; what follows is seldom news, and a hostile page is endless
BATCH = 32  # articles that a process gets at a time


class ModelError(Exception):
    "The model cannot be loaded; the message says why and what to do."


class Reader:
    """A loaded model."""

    def __init__(self, nlp: Language, model: str, folder: Path) -> None:
        self.nlp = nlp
        self.model = model  # name and version, stored with each reading
        self.folder = folder

    def read(self, article: Article) -> Reading:
        """Language, kind, mentions and claims of one article; an article in a fourth language has the language only."""
        doc = self.nlp(self._doc(article))
        language = doc._.language
        if language not in LANGUAGES or doc._.weighed is None:
            return Reading(language, "none", 0.0, model=self.model)
        kind = settled(doc._.kinds)
        claims = tuple(doc._.claims)
        if kind != "none" and not claims:
            kind = "none"  # an attack on nobody named is no incident (GUIDE.md)
        return Reading(
            language=language,
            kind=kind,
            kind_score=round(float(doc._.kinds[KINDS.index(kind)]), 4),
            mentions=tuple(final_mentions(doc._.weighed)),
            claims=claims,
            model=self.model,
        )

    def read_all(self, articles: Iterable[Article], *, processes: int = 1) -> Iterator[Reading]:
        """A reading for each article, in their order, whatever the number of processes."""
        if processes <= 1:
            yield from map(self.read, articles)
            return
        waiting = iter(articles)
        with ProcessPoolExecutor(
            processes, get_context("spawn"), initializer=_load_once, initargs=(self.folder,)
        ) as pool:
            while batch := list(islice(waiting, BATCH * processes * 4)):
                yield from pool.map(_read_once, batch, chunksize=BATCH)

    def _doc(self, article: Article) -> Doc:
        doc = self.nlp.make_doc(article.full_text[:LONGEST])
        doc._.title_end = len(article.title)
        doc._.hint = article.language
        doc._.url = article.url if article.url.startswith(("http://", "https://")) else None
        return doc


_reader: Reader | None = None  # of a worker process


def _load_once(folder: Path) -> None:
    global _reader
    _reader = load_reader(folder)


def _read_once(article: Article) -> Reading:
    return cast(Reader, _reader).read(article)


def load_reader(path: Path | None = None) -> Reader:
    """The model in a folder, the bundled one by default. Raises ModelError."""
    folder = path or BUNDLED
    try:
        meta = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        nlp = load_pipeline(folder)
    except FileNotFoundError as error:
        raise ModelError(f"no model in {folder}: {error.filename} is missing; `ransomwire train` makes one") from error
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"the model in {folder} is broken ({error}); `ransomwire train` makes a new one") from error
    return Reader(nlp, f"{meta['name']} {meta['version']}", folder)

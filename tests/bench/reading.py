"""Articles read a second on one core, beside spaCy's own blank `ner` on the same articles in the same process.

python -m tests.bench.reading [--articles 60]
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Sequence

import spacy
from rich.console import Console
from rich.table import Table
from spacy.training import Example

from nlp.annotated import load_corpus
from nlp.reader import BUNDLED, load_reader
from nlp.types import Article

WORDS = 400  # of each article


def articles_of(words: int, count: int) -> list[Article]:
    """Corpus articles joined until each has that many words: one language each, several incidents."""
    made: list[Article] = []
    pile: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for annotated in load_corpus() * 4:
        language = annotated.language
        titles.setdefault(language, annotated.title)
        pile.setdefault(language, []).append(annotated.text)
        text = "\n\n".join(pile[language])
        if len(text.split()) >= words:
            cut = " ".join(text.replace("\n\n", " ¶ ").split()[:words]).replace(" ¶ ", "\n\n")
            made.append(Article(url=f"urn:bench:{len(made)}", title=titles.pop(language), text=cut))
            del pile[language]
        if len(made) == count:
            break
    return made


def blank_ner() -> spacy.Language:
    """spaCy's own entity recogniser as `spacy.blank` makes it, untrained: the same work for each token."""
    nlp = spacy.blank("en")
    recogniser = nlp.add_pipe("ner")
    recogniser.add_label("VICTIM")  # type: ignore[attr-defined]
    nlp.initialize(lambda: [Example.from_dict(nlp.make_doc("one word"), {"entities": []})])
    return nlp


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one run: other programs on the machine do not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def rates(articles: Sequence[Article]) -> list[tuple[str, float]]:
    """Name and articles a second of our reader and of the peer, three rounds in turn, the best of each."""
    reader, peer = load_reader(), blank_ner()
    runs = {
        "ransomwire, all of it": lambda: [reader.read(article) for article in articles],
        "spaCy's blank ner": lambda: [peer(article.full_text) for article in articles],
    }
    for run in runs.values():
        run()
    best = {name: min(seconds(run) for _ in range(3)) for name, run in runs.items()}
    return [(name, len(articles) / each) for name, each in best.items()]


def main(argv: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=60)
    options = parser.parse_args(argv)
    loading = seconds(load_reader)
    found = rates(articles_of(WORDS, options.articles))
    table = Table(title=f"reading {options.articles} articles of {WORDS} words on one core")
    for heading in ("", "articles / s", "of the peer's"):
        table.add_column(heading, justify="left" if not heading else "right")
    peer = found[-1][1]
    for name, rate in found:
        table.add_row(name, f"{rate:.1f}", f"{rate / peer:.2f}")
    size = sum(path.stat().st_size for path in BUNDLED.rglob("*") if path.is_file()) / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console = Console()
    console.print(table)
    console.print(f"model {size:.1f} MB, loaded in {loading:.1f} s of processor time; peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()

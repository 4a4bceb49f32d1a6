"""Body F1 and time per page of this project's extraction beside trafilatura, newspaper4k and news-please.

    .venv/bin/python -m tests.bench.extraction [FOLDER]

FOLDER holds `ground-truth.json` and `html/KEY.html.gz`, as scrapinghub/article-extraction-benchmark does. The score is
that project's: for each page the 4-grams of words that prediction and truth share, with their counts; precision and
recall averaged over the pages; F1 of the averages. newspaper4k and news-please pin other versions of what we need, so
they are no requirement of this project; install them into an environment of their own (requirements-bench.in beside
this file) and run the bench with its python to see their rows.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import mean

from trafilatura import extract

from scrapers.extract import UnreadablePage, article_from_html

PAGES = Path(__file__).parents[3] / "shared" / "pages" / "article-extraction"
ROUNDS = 3  # the fastest counts: other work on the machine only ever adds
Extractor = Callable[[str, str], str]


def ours(html: str, url: str) -> str:
    try:
        return article_from_html(html, url).text
    except UnreadablePage:
        return ""


def trafilatura_alone(html: str, url: str) -> str:
    return extract(html, url=url) or ""


def trafilatura_without_comments(html: str, url: str) -> str:
    return extract(html, url=url, include_comments=False) or ""


def newspaper4k(html: str, url: str) -> str:
    return import_module("newspaper").article(url, input_html=html, fetch_images=False).text or ""


def news_please(html: str, url: str) -> str:
    return import_module("newsplease").NewsPlease.from_html(html, url=url, fetch_images=False).maintext or ""


EXTRACTORS: dict[str, tuple[str, Extractor]] = {
    "ransomwire": ("", ours),
    "trafilatura": ("trafilatura", trafilatura_alone),
    "trafilatura, no comments": ("trafilatura", trafilatura_without_comments),
    "newspaper4k": ("newspaper4k", newspaper4k),
    "news-please": ("news-please", news_please),
}


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Runs of `size` words, with how often each stands there; a shorter text is one run."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)) if words)


def precision_and_recall(truth: str, prediction: str) -> tuple[float | None, float | None]:
    """None where there is nothing to be right about: an empty prediction has no precision."""
    wanted, got = shingles(truth), shingles(prediction)
    shared = (wanted & got).total()
    return shared / got.total() if got else None, shared / wanted.total() if wanted else None


def score(pairs: list[tuple[str, str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 over (truth, prediction) pairs.

    >>> score([("a b c d e", "a b c d e"), ("a b c d e", "a b c d")])
    (1.0, 0.75, 0.8571428571428571)
    """
    found = [precision_and_recall(truth, prediction) for truth, prediction in pairs]
    precision = mean([p for p, _ in found if p is not None] or [0.0])
    recall = mean([r for _, r in found if r is not None] or [0.0])
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def load(folder: Path) -> list[tuple[str, str, str]]:
    """Address, page and true body of each page."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    pages = ((key, gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())) for key in truth)
    return [(truth[key]["url"], page.decode("utf-8", "replace"), truth[key]["articleBody"]) for key, page in pages]


def attempt(run: Extractor, html: str, url: str) -> str:
    """A peer that raises on a page (newspaper4k wants one more package for Japanese) has found nothing there."""
    try:
        return run(html, url)
    except Exception:
        return ""


def measure(run: Extractor, pages: list[tuple[str, str, str]]) -> tuple[tuple[float, float, float], float]:
    """The score, and the milliseconds that a page takes."""
    attempt(run, pages[0][1], pages[0][0])  # what is imported and compiled once is not a page's time
    fastest = float("inf")
    pairs: list[tuple[str, str]] = []
    for _ in range(ROUNDS):
        started = time.process_time()
        pairs = [(truth, attempt(run, html, url)) for url, html, truth in pages]
        fastest = min(fastest, time.process_time() - started)
    return score(pairs), 1000 * fastest / len(pages)


def table(folder: Path) -> list[str]:
    """One line an extractor, those that are not installed named as such."""
    pages = load(folder)
    lines = [f"{len(pages)} pages of {folder.name}", f"{'':34}{'precision':>10}{'recall':>9}{'F1':>9}{'ms/page':>10}"]
    for name, (package, run) in EXTRACTORS.items():
        try:
            label = f"{name} ({version(package)})" if package else name
        except PackageNotFoundError:
            lines.append(f"{name:34}{'not installed: see requirements-bench.in':>38}")
            continue
        (precision, recall, f1), time_ms = measure(run, pages)
        lines.append(f"{label:34}{precision:10.4f}{recall:9.4f}{f1:9.4f}{time_ms:10.1f}")
    return lines


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    if not (folder / "ground-truth.json").exists():
        sys.exit(f"no ground-truth.json in {folder}; give the folder of scrapinghub/article-extraction-benchmark")
    warnings.simplefilter("ignore")  # the peers' own
    print("\n".join(table(folder)))  # noqa: T201


if __name__ == "__main__":
    main()

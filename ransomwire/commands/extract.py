"""`ransomwire extract`: files in, JSON Lines out, no database."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from nlp.contract import reading_to_json
from ransomwire.console import counted, progress, say
from ransomwire.inputs import STDIN, articles_in, usable_article
from ransomwire.options import model_option, processes_option
from ransomwire.reading import read_each


@click.command("extract")
@click.argument("files", nargs=-1, metavar="[FILE…|-]", type=click.Path(exists=True, allow_dash=True))
@click.option("--with-text", is_flag=True, help="Write url, title, text and published too, as `ingest` takes them.")
@processes_option
@model_option
@click.pass_context
def command(
    ctx: click.Context, files: tuple[str, ...], with_text: bool, processes: int, model_path: Path | None
) -> None:
    """Read articles from files and write what they tell as JSON Lines, without a database.

    \b
    ransomwire extract article.txt page.html articles.jsonl > incidents.jsonl

    A .txt file's first line is the title. A line of JSON has "title" and "text", and may have "id", "url",
    "published" and "language". Without a file, or with -, JSON Lines are read from standard input.
    An article that cannot be read gives {"id": …, "error": …}; the others are still read.
    """
    total, errors = 0, []
    with progress("Reading") as bar:
        for line in _lines(files or (STDIN,), with_text=with_text, processes=processes, model_path=model_path):
            bar.advance()
            total += 1
            if "error" in line:
                errors.append(line["error"])
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
            sys.stdout.flush()
    if errors:
        more = f" ({counted(len(errors), 'article')} of {total} could not be read)" if total > 1 else ""
        say(f"Error: {errors[0]}{more}")
        ctx.exit(1)


def _lines(
    files: tuple[str, ...], *, with_text: bool, processes: int, model_path: Path | None
) -> Iterator[dict[str, Any]]:
    from nlp.reader import load_reader  # spaCy and the model: a second that `--help` need not wait

    articles = ((given.id, usable_article(given)) for given in articles_in(files))
    for id, article, reading in read_each(load_reader(model_path), articles, processes=processes):
        if isinstance(reading, str):
            yield {"id": id, "error": f"{id}: {reading}" if article else reading}
        else:
            yield reading_to_json(reading, id=id, article=article if with_text else None)

"""`ransomwire evaluate`: how well the reader reads."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("evaluate")
@click.argument("paths", nargs=-1, metavar="[PATH…]", type=click.Path(exists=True, path_type=Path))
def command(paths: tuple[Path, ...]) -> None:
    """Measure the reader on articles with known answers.

    \b
    ransomwire evaluate

    Without a path the development part of the annotated articles that come along is read.
    """
    from nlp.evaluation import evaluate

    click.echo(evaluate(*paths))

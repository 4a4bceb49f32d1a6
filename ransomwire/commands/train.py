"""`ransomwire train`: a new model from the annotated articles."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("train")
@click.option(
    "--output", type=click.Path(path_type=Path), help="Where the model goes, instead of the one that is used."
)
def command(output: Path | None) -> None:
    """Train the model anew from the annotated articles.

    \b
    ransomwire train --output my-model

    The same articles give the same model.
    """
    from nlp.training import train

    train(output)

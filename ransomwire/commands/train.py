"""`ransomwire train`: a new model from the annotated articles."""

from __future__ import annotations

from pathlib import Path

import click

from ransomwire.console import say


@click.command("train")
@click.option(
    "--output", type=click.Path(path_type=Path), help="Where the model goes, instead of the one that is used."
)
def command(output: Path | None) -> None:
    """Train the model anew from the annotated articles.

    \b
    ransomwire train --output my-model

    The same articles give the same model. It takes minutes; the log says how far it is.
    """
    from nlp.evaluation import table

    try:
        from nlp.training import train
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"training needs {error.name}, one of the packages in requirements-dev.txt; `make train` installs them"
        ) from error

    say("Cross-validated, each article read by a model that was not trained on it:")
    click.echo(table(train(output)))

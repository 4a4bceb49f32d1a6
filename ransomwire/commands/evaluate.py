"""`ransomwire evaluate`: how well the reader reads, and how well incidents are told apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ransomwire.options import model_option

if TYPE_CHECKING:
    from storage.dedup_evaluation import DedupScore


@click.command("evaluate")
@click.argument("paths", nargs=-1, metavar="[PATH…]", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--errors", is_flag=True, help="Name each article whose first incident is not wholly right, or each cluster."
)
@click.option("--headlines", is_flag=True, help="Read the titles alone, of articles whose title names the victim.")
@model_option
@click.option("--dedup", is_flag=True, help="Measure the joining of articles to incidents instead.")
@click.option("--read", is_flag=True, help="With --dedup: read the articles, too, instead of joining what is known.")
def command(
    paths: tuple[Path, ...], errors: bool, headlines: bool, model_path: Path | None, dedup: bool, read: bool
) -> None:
    """Measure the reader on articles with known answers.

    \b
    ransomwire evaluate

    Without a path the development part of the annotated articles that come along is read; with --dedup a path has
    gold clusters, JSON Lines.
    """
    if read and not dedup:
        raise click.UsageError("--read goes with --dedup; without it articles are read anyway")
    if dedup:
        _evaluate_dedup(paths, model_path if read else None, read=read, errors=errors)
        return
    from nlp.evaluation import evaluate, table

    scores = evaluate(paths, model_path, titles_only=headlines)
    click.echo(table(scores))
    if errors and "all" in scores:
        click.echo("\n" + "\n".join(scores["all"].errors))


def _evaluate_dedup(paths: tuple[Path, ...], model: Path | None, *, read: bool, errors: bool) -> None:
    from ransomwire.tables import print_table
    from storage.dedup_evaluation import GOLD, evaluate_dedup

    reader = None
    if read:
        from nlp.reader import load_reader

        reader = load_reader(model).read
    scores = {name: score for path in paths or (GOLD,) for name, score in evaluate_dedup(path, reader).items()}
    columns = ["gold", "tellings", "clusters", "precision", "recall", "B-cubed F1", "whole", "false merges"]
    rows = [[*_dedup_row(name, score), f"{score.named:.3f}"] for name, score in scores.items()]
    if read:
        columns.append("victim right")
    print_table(columns, [row[: len(columns)] for row in rows], right=columns[1:])
    broken = [line for score in scores.values() for line in score.broken]
    if errors and broken:
        click.echo("\n" + "\n".join(broken))


def _dedup_row(name: str, score: DedupScore) -> tuple[str, ...]:
    shares = (f"{share:.3f}" for share in (score.precision, score.recall, score.f1, score.whole))
    merges = f"{len(score.false_merges)} of {score.lookalikes}"
    return name, str(score.tellings), str(score.clusters), *shares, merges

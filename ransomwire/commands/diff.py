"""`ransomwire diff`: what another model read otherwise."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nlp.printable import printable
from ransomwire.console import counted, say
from ransomwire.options import db_option

if TYPE_CHECKING:
    from storage.differences import Change, Difference, Sum


@click.command("diff")
@click.option("--from", "old", metavar="MODEL", help="The old model; else the one before the reading that counts.")
@click.option("--to", "new", metavar="MODEL", help="The new model; else the one whose reading counts.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Output."
)
@db_option
def command(old: str | None, new: str | None, form: str, db_path: Path) -> None:
    """Show what a new reading changed, for each article and in sum.

    \b
    ransomwire diff

    `ransomwire read --again` keeps the old readings: two models are compared on all articles that both have read.
    """
    from storage.database import open_store
    from storage.differences import differences, summed

    with open_store(db_path, read_only=True) as db:
        found = list(differences(db, old=old, new=new))
    total = summed(found)
    if form == "json":
        click.echo(json.dumps(_as_json(found, total), ensure_ascii=False, indent=2))
    elif not found:
        say("No article was read by two such models; `ransomwire read --again` reads with another model.")
    else:
        for difference in found:
            if difference.changes:
                _print(difference)
        _print_sum(found, total)


def _print(difference: Difference) -> None:
    article = difference.article
    click.echo(printable(f"{article.published or 'undated'}  {article.title}"))
    for change in difference.changes:
        click.echo(printable(f"  {_in_words(change)}"))
    click.echo(printable(f"  {article.url}\n"))


def _in_words(change: Change) -> str:
    turned = f"{change.before or 'nothing'} -> {change.after or 'nothing'}"
    if change.what in ("lost", "gained"):
        return f"{'-' if change.what == 'lost' else '+'} {change.victim}"
    return f"{change.victim}: {change.field} {turned}" if change.field else f"{change.what} {turned}"


def _print_sum(found: Sequence[Difference], total: Sum) -> None:
    models = sorted({(one.old_model, one.new_model) for one in found})
    click.echo("; ".join(f"{old} -> {new}" for old, new in models))
    click.echo(f"{counted(total.articles, 'article')} read by both, {total.changed} read otherwise")
    click.echo(f"claims: {total.gained} gained, {total.lost} lost")
    for (before, after), count in total.kinds.items():
        click.echo(f"kind: {before} -> {after} {count}")
    for field, count in total.fields.items():
        click.echo(f"{field}: {count} changed")


def _as_json(found: Sequence[Difference], total: Sum) -> dict[str, Any]:
    return {
        "articles": total.articles,
        "changed": total.changed,
        "claims_gained": total.gained,
        "claims_lost": total.lost,
        "kinds": [{"before": before, "after": after, "articles": n} for (before, after), n in total.kinds.items()],
        "fields": total.fields,
        "differences": [
            {
                "url": one.article.url,
                "title": one.article.title,
                "from": one.old_model,
                "to": one.new_model,
                "changes": [vars(change) for change in one.changes],
            }
            for one in found
            if one.changes
        ],
    }

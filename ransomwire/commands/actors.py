"""`ransomwire actors`: the names of threat actors that claims are resolved to."""

from __future__ import annotations

from pathlib import Path

import click

from ransomwire.console import counted, say


@click.group("actors")
def command() -> None:
    """Say which actor a name means, or take in a newer MISP galaxy without training.

    \b
    ransomwire actors show BlackCat
    """


@command.command("show")
@click.argument("name")
def show(name: str) -> None:
    """Say which actor a printed name means.

    \b
    ransomwire actors show Sodinokibi
    """
    from nlp.actors import ActorIndex
    from nlp.reader import ACTORS

    found = ActorIndex.load(ACTORS).resolve(name)
    if found is None:
        raise click.ClickException(f"no list knows {name!r}; a claim keeps such a name as it is printed")
    click.echo(f"{found.name}\t{found.uuid or '-'}\t{found.galaxy or '-'}")


@command.command("update")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def update(file: Path) -> None:
    """Take in a galaxy's clusters as MISP publishes them, without training.

    \b
    ransomwire actors update threat-actor.json

    Articles that were read before keep their actors until `ransomwire read --again`.
    """
    from nlp.actors import ActorIndex, GalaxyError, read_galaxy
    from nlp.model_version import renew_version
    from nlp.reader import ACTORS, BUNDLED

    try:
        galaxy = read_galaxy(file.read_text(encoding="utf-8"))
        index = ActorIndex.load(ACTORS)
        new = index.update(galaxy)
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file} is no text file; expected a MISP galaxy cluster file in JSON") from error
    except GalaxyError as error:
        raise click.ClickException(f"{file}: {error}") from error
    index.save(ACTORS)
    if new:
        renew_version(BUNDLED)
    say(f"{counted(new, 'new name')} from {file.name}.")

"""Compile the lists the program knows beforehand; the libraries they come from are not needed to read articles."""

from __future__ import annotations

import json
from math import log10
from pathlib import Path
from typing import Any

from nlp.actors import GALAXIES, ActorIndex, read_aliases
from nlp.names import folded
from nlp.types import LANGUAGES

ASSETS = Path(__file__).parent / "assets"
KNOWN_NAME_ZIPF = 2.6  # "interlock" (2.62) and "warlock" (2.99) are words, "ryuk" (1.9) and "clop" (2.2) are not
ANY_WORD_ZIPF = 3.2  # for names that a later galaxy brings: some 45,000 words


def build_assets(target: Path) -> None:
    """Write `actors.json` into the folder `target`, which is made when it is not there."""
    target.mkdir(parents=True, exist_ok=True)
    build_actors().save(target / "actors.json")


def build_actors() -> ActorIndex:
    """The index of our alias table and pymispgalaxies' clusters, with the names that are plain words."""
    aliases = read_aliases((ASSETS / "actor_aliases.tsv").read_text(encoding="utf-8"))
    galaxies = {type_: load_cluster(type_) for type_ in GALAXIES}
    names = ActorIndex.build(aliases, galaxies, ()).names()
    return ActorIndex.build(aliases, galaxies, plain_words(names))


def load_cluster(type_: str) -> dict[str, Any]:
    """A galaxy's clusters as pymispgalaxies ships them; its own loader reads all of its 107 files at once."""
    import pymispgalaxies

    folder = Path(pymispgalaxies.__file__).parent / "data" / "misp-galaxy" / "clusters"
    cluster: dict[str, Any] = json.loads((folder / f"{type_}.json").read_text(encoding="utf-8"))
    return cluster


def plain_words(names: list[str]) -> set[str]:
    """Folded words of our three languages: common ones, and the words in `names` that are not rare."""
    from wordfreq import get_frequency_dict

    in_names = {word for name in names for word in folded(name).split()}
    words = set()
    for language in LANGUAGES:
        for word, frequency in get_frequency_dict(language).items():
            zipf = log10(frequency) + 9  # times in a thousand million words
            if zipf >= ANY_WORD_ZIPF and word.isalpha() and len(word) > 1:
                words.update(folded(word).split())
            elif zipf >= KNOWN_NAME_ZIPF and word in in_names:
                words.add(word)
    return words

"""Where the corpus' victims are and what they do: `victims.tsv`, a line an incident of an annotated article.

Columns: the article's id, the incident's number in it, the victim, its country (ISO 3166-1 alpha-2), whether the
article's words tell it (`text`) or only knowledge of the organisation (`known`), and the values of MISP's sector galaxy
that fit, the best first, ` | ` between them. `-` where a careful reader could not tell.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlp.annotated import CORPUS, CorpusError

VICTIMS = CORPUS / "victims.tsv"
NOT_TOLD = "-"


@dataclass(frozen=True)
class VictimFacts:
    """Where a victim is, and the sectors of which each would be right; empty when nobody could tell."""

    victim: str
    country: str | None
    sectors: tuple[str, ...]


@cache
def load_victims(path: Path = VICTIMS) -> Mapping[tuple[str, int], VictimFacts]:
    """(article id, number of the incident) -> facts. Raises CorpusError that names the line that breaks the rules."""
    found = {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        for number, row in enumerate(rows, 2):
            try:
                key = row["article"], int(row["incident"])
                country = None if row["country"] == NOT_TOLD else row["country"]
                sectors = () if row["sectors"] == NOT_TOLD else tuple(row["sectors"].split(" | "))
                found[key] = VictimFacts(row["victim"], country, sectors)
            except (KeyError, ValueError, AttributeError, TypeError) as error:
                raise CorpusError(f"{path.name}, line {number} is no victim's: {error}; mend or remove it") from error
    return found

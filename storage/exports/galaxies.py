"""What MISP's galaxies call the actors, countries and sectors of incidents, and what other standards call a sector."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FAMILIES = frozenset({"ransomware", "malpedia", "mitre-malware"})  # galaxies whose clusters are malware, not groups


@dataclass(frozen=True)
class Cluster:
    galaxy: str  # its type: "ransomware", "threat-actor", …
    value: str

    @property
    def tag(self) -> str:
        """As MISP finds the cluster by: `misp-galaxy:ransomware="Akira"`."""
        return f'misp-galaxy:{self.galaxy}="{self.value}"'


@dataclass(frozen=True)
class Sector:
    stix: str | None  # of STIX's industry-sector-ov
    naics: str | None  # code of two to six digits, as VERIS wants it


def cluster_of(uuid: str | None) -> Cluster | None:
    """The actor's cluster by its UUID.

    >>> cluster_of("74f4aa81-d494-41b0-90dd-b5958fa4a822").tag
    'misp-galaxy:ransomware="Akira"'
    """
    return _clusters().get(uuid) if uuid else None


def country_cluster(code: str | None) -> Cluster | None:
    """A target's country by its ISO 3166-1 code."""
    return _clusters().get(code) if code else None


def sector_cluster(sector: str | None) -> Cluster | None:
    return Cluster("sector", sector) if sector else None


def sector_of(sector: str | None) -> Sector:
    """What other vocabularies call a sector of MISP's galaxy.

    >>> sector_of("Health")
    Sector(stix='healthcare', naics='62')
    """
    return _sectors().get(sector or "", Sector(None, None))


@cache
def _clusters() -> dict[str, Cluster]:
    rows = _rows(Path(__file__).parent.parent / "assets" / "galaxy_clusters.tsv")
    return {row["key"]: Cluster(row["galaxy"], row["value"]) for row in rows}


@cache
def _sectors() -> dict[str, Sector]:
    rows = _rows(Path(__file__).with_name("sectors.tsv"))
    return {row["sector"]: Sector(row["stix"] or None, row["naics"] or None) for row in rows}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))

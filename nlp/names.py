"""When two names in one article are the same one: equal, a short form, an acronym, a web domain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_ARTICLES = (
    "de du des la le les l d en et au aux a van der den het een te ter ten voor t of the and for at in on to an s"
)
STOP = frozenset(_ARTICLES.split())
WORD = re.compile(r"[^\W_]+")
DOMAIN = re.compile(r"^([a-z0-9-]+)\.(?:[a-z]{2,3}\.)?[a-z]{2,6}$")


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """Lower case without accents, punctuation or articles' apostrophes: what names are compared by.

    >>> folded("Assistance publique – Hôpitaux de Paris")
    'assistance publique hopitaux de paris'
    """
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return " ".join(WORD.findall(plain))


@lru_cache(maxsize=50_000)
def content_words(name: str) -> tuple[str, ...]:
    """The folded words of a name that are not articles or prepositions."""
    return tuple(word for word in folded(name).split() if word not in STOP)


@lru_cache(maxsize=50_000)
def initials(name: str) -> str:
    """First letters of the content words, folded: "aphp"."""
    return "".join(word[0] for word in content_words(name))


def is_acronym_of(short: str, long: str) -> bool:
    """Do the letters of a short name begin the long one's words, in order?

    >>> is_acronym_of("AP-HP", "Assistance publique – Hôpitaux de Paris")
    True
    >>> is_acronym_of("RIVM", "Rijksinstituut voor Volksgezondheid en Milieu")
    True
    """
    letters = folded(short).replace(" ", "")
    if not 2 <= len(letters) <= 8 or " " in short or sum(c.isupper() for c in short) < 2:
        return False
    if len(content_words(long)) < 2:
        return False
    heads, every = initials(long), "".join(word[0] for word in folded(long).split())
    if letters in (heads, every) or (len(letters) >= 3 and heads.startswith(letters)):
        return True
    # Dutch compounds give a letter each part: RIVM is RijksInstituut voor Volksgezondheid en Milieu
    spelled = letters[0] == heads[0] and _in_order(heads, letters) and _in_order(letters, folded(long).replace(" ", ""))
    return spelled and len(letters) <= len(heads) + 2


def _in_order(few: str, many: str) -> bool:
    rest = iter(many)
    return all(letter in rest for letter in few)


def is_short_form_of(short: str, long: str) -> bool:
    """Are the short name's words some of the long one's, in their order, and not only its last place name?

    >>> is_short_form_of("Schneider", "Schneider Electric")
    True
    """
    few, many = content_words(short), content_words(long)
    if not few or len(few) >= len(many):
        return False
    rest = iter(many)
    return all(word in rest for word in few)


def domain_stem(name: str) -> str | None:
    """The name in a web domain: "xperthis" of "xperthis.be"; None for what is no domain."""
    match = DOMAIN.match(name.lower())
    return match[1] if match else None


@lru_cache(maxsize=50_000)
def are_linked(one: str, other: str) -> bool:
    """Could both be names of the same thing, by their letters alone?"""
    if folded(one) == folded(other) or (content_words(one) == content_words(other) != ()):
        return True
    short, long = sorted((one, other), key=len)
    stem = domain_stem(short) or domain_stem(long)
    if stem and stem.replace("-", "") in {folded(one).replace(" ", ""), folded(other).replace(" ", "")}:
        return True
    return is_short_form_of(short, long) or is_acronym_of(short, long)


def group_names(names: Sequence[str]) -> list[list[int]]:
    """Indices of the names, grouped by links; groups and members in the order of first appearance."""
    group = list(range(len(names)))
    for later in range(len(names)):
        for earlier in range(later):
            if group[later] != group[earlier] and are_linked(names[later], names[earlier]):
                old, new = max(group[later], group[earlier]), min(group[later], group[earlier])
                group = [new if each == old else each for each in group]
    groups: dict[int, list[int]] = {}
    for index, each in enumerate(group):
        groups.setdefault(each, []).append(index)
    return list(groups.values())

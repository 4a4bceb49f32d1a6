"""Read the names of victims as newspapers in three languages write them: what is named, and what the words mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product

from storage.acronyms import acronym, without_acronym
from storage.fold import fold, skeleton
from storage.lexicon import Meaning, lexicon
from storage.name_words import LEADING_FORMS, LEGAL_FORMS, STOP, described_words, name_parts, without_slip
from storage.saints import one_spelling

_TOP_LEVEL = re.compile(
    r"\b([a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*)\."
    r"(?:com|net|org|io|be|nl|fr|de|eu|uk|co|info|sn|ch|lu|ca|au|us|me|tv|ai|app|biz|gov|edu|it|es|ma|tn|ci|dz)\b"
)
_STATES = (  # and provinces, as English-language outlets cut them short behind a town
    "Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Md. Mass. Mich. Minn. Miss. Mo. Mont. "
    "Neb. Nev. N.H. N.J. N.M. N.Y. N.C. N.D. Okla. Ore. Pa. R.I. S.C. S.D. Tenn. Tex. Vt. Va. Wash. W.Va. Wis. Wyo. "
    "B.C. Alta. Sask. Man. Ont. Que. N.B. N.S. P.E.I. N.L. Nfld. N.W.T."
)
_IN_STATE = re.compile(rf"(?<=\w), ({'|'.join(map(re.escape, _STATES.split()))})$")  # "Durham, N.C."
_PROVINCES = {  # as headlines cut them before what they own: "N.S. Power"
    "N.S.": "Nova Scotia",
    "N.L.": "Newfoundland and Labrador",
    "N.B.": "New Brunswick",
    "B.C.": "British Columbia",
    "P.E.I.": "Prince Edward Island",
    "N.Y.": "New York",
    "N.J.": "New Jersey",
    "N.C.": "North Carolina",
}
_CUT_PROVINCE = re.compile(rf"^(?:{'|'.join(map(re.escape, _PROVINCES))})(?=\s)")


@dataclass(frozen=True)
class Name:
    """One reading of one printed name."""

    printed: str
    heads: frozenset[str]  # what kind of body: {"hospital"}
    places: bool  # the heads are of a place, whose name alone stands for it
    core: tuple[str, ...]  # the words that tell it apart, translated to one language, in order
    joined: str  # all its words but legal forms, in one: how a web domain writes "CDK Global"
    proper: frozenset[str]  # those of them that no dictionary has
    extra: frozenset[str]  # weak and trade words beside the core
    trade: frozenset[str]
    country: str | None  # named within the name: "ministère des Finances du Costa Rica"
    body: int | None  # of the known organisations
    state: str | None = None  # or province, cut short behind it: "Durham, N.C."

    @property
    def generic(self) -> bool:
        """Does it name a body that many countries or towns have: a health ministry, a national lottery?"""
        if self.proper or self.trade or self.body is not None:
            return False
        return len(self.core) + len(self.heads) <= 2 if self.heads else len(self.core) == 1

    @property
    def key(self) -> str:
        """Equal for names of one core, in any order of words."""
        return " ".join(sorted(set(self.core)))

    @property
    def compact(self) -> str:
        return "".join(self.core)


@lru_cache(maxsize=65536)
def victim_key(name: str) -> str:
    """Equal for spellings of one name that differ in case, accents, punctuation or legal form.

    >>> victim_key("Xperthis N.V."), victim_key("XPERTHIS")
    ('xperthis', 'xperthis')
    """
    words = fold(name).split()
    return " ".join([word for word in words if word not in LEGAL_FORMS] or words)


def slug(name: str, *, longest: int = 28) -> str:
    """The readable part of an incident's id.

    >>> slug("Hôpital de Dax")
    'hopital-de-dax'
    """
    words = re.sub(r"[^a-z0-9]+", "-", victim_key(name)).strip("-")
    if len(words) > longest:
        words = words[: longest + 1].rpartition("-")[0] or words[:longest]
    return words or "victim"


def fullest(shares: dict[str, float]) -> str:
    """The most telling of the names printed: the longest of those that articles put first, the commonest of equals."""
    used = {name: share for name, share in shares.items() if share > 0} or shares
    longest = max(len(victim_key(name).split()) for name in used)
    candidates = [name for name in used if len(victim_key(name).split()) == longest]
    return max(candidates, key=lambda name: (used[name], -len(name), name))


_LONGEST = 200  # characters of a name that are looked at: a hostile one is endless
_MOST_READINGS = 8  # of a name that is a town's again and again


@lru_cache(maxsize=65536)
def read_name(printed: str) -> tuple[Name, ...]:
    """All readings of a name: one, but for a town's name that two towns bear.

    >>> [name.core for printed in ("ville d'Anvers", "stad Antwerpen") for name in read_name(printed)]
    [('anvers',), ('anvers',)]
    >>> [name.core for name in read_name("Bergen")]
    [('bergen',), ('mons',)]
    """
    described = described_words(printed[:_LONGEST])
    text = without_acronym(printed[:_LONGEST])
    state = _IN_STATE.search(text)
    text = text[: state.start()] if state else text
    text = _CUT_PROVINCE.sub(lambda match: _PROVINCES[match[0]], text)
    if described.issuperset(fold(text).split()):  # "Cameroonian water utility SEL"
        text = printed[:_LONGEST]
    domains = {word for domain in _TOP_LEVEL.findall(text.casefold()) for word in fold(domain).split()}
    text = _TOP_LEVEL.sub(r"\1", text.casefold()) if domains else text
    text = re.sub(r"(?<!['’])\b([A-Z])-(?=[A-Z][a-z])", r"\1", text)  # T-Mobile
    words = one_spelling([word if word in domains else without_slip(word) for word in fold(text).split()])
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    while len(words) > 2 and words[0] in LEADING_FORMS:
        words.pop(0)
    parts = name_parts(words, literal=domains, described=described)
    towns = [meaning.concepts for _, meaning in parts if meaning and meaning.role == "town"]
    names = (_name(printed, parts, chosen) for chosen in islice(product(*towns), _MOST_READINGS))
    return tuple(replace(name, state=state[1]) for name in names) if state else tuple(names)


def _name(printed: str, parts: list[tuple[str, Meaning | None]], towns: tuple[str, ...]) -> Name:
    core: list[str] = []
    proper: set[str] = set()
    found: dict[str, list[str]] = {"place": [], "head": [], "weak": [], "trade": [], "country": [], "demonym": []}
    spare = [phrase for phrase, meaning in parts if meaning and meaning.role in ("weak", "trade", "demonym")]
    town = iter(towns)
    for phrase, meaning in parts:
        if meaning is None:
            if phrase not in STOP:
                core.append(phrase)
                proper.add(phrase)
        elif meaning.role == "town":
            core.append(next(town))
            proper.add(core[-1])
        elif meaning.role in ("word", "name"):
            core.append(meaning.concepts[0])
            proper |= {core[-1]} if meaning.role == "name" else set()
        elif meaning.role == "trade":
            found["trade"].append(meaning.concepts[0])
        else:
            found[meaning.role].append(meaning.concepts[0])
    country = next(iter(found["country"] + found["demonym"]), None)
    heads = frozenset(found["head"]) or frozenset(found["place"])
    if "hospital" in heads:  # a university's hospital is one in some languages' compounds: "universiteitsziekenhuis"
        heads -= {"university"}
    core += [code.lower() for code in found["country"]] if not _is_institution(heads, core, proper) else []
    if not core and (found["trade"] or not heads):  # nothing but words that other names may leave off: "City Power"
        core = spare or [fold(printed)]
        proper.update(core)
    return Name(
        printed=printed,
        heads=heads,
        places=bool(heads) and not found["head"],
        core=tuple(core),
        joined="".join(phrase for phrase, _ in parts).replace(" ", ""),
        proper=frozenset(proper),
        extra=frozenset(found["weak"]) | frozenset(found["trade"]),
        trade=frozenset(found["trade"]),
        country=country,
        body=lexicon().organisations.get(" ".join(fold(printed).split())),
    )


def _is_institution(heads: frozenset[str], core: list[str], proper: set[str]) -> bool:
    """Is the country where a nameless body stands, and no part of its name?"""
    return not proper and bool(heads or core)


def letters_of(name: Name) -> str | None:
    """The acronym that a name is, or that it is called by with what it is: "HAN University of Applied Sciences"."""
    if acronym(name.printed) or len(name.core) != 1 or not name.heads:
        return acronym(name.printed)
    word = re.search(rf"\b{re.escape(name.core[0])}\b", name.printed, re.IGNORECASE)
    return acronym(word[0]) if word and word[0].isupper() and len(word[0]) > 2 else None


@lru_cache(maxsize=65536)
def is_town(word: str) -> bool:
    """Is the word of a name's core a town that several languages name?"""
    return word in lexicon().towns


def name_likeness(a: str, b: str) -> float:
    """From 0 (nothing in common) to 1 (the same name)."""
    left, right = set(victim_key(a).split()), set(victim_key(b).split())
    return len(left & right) / len(left | right)


def sound(name: Name) -> str | None:
    """The skeleton of a name long enough to be known by it."""
    bones = skeleton(name.compact)
    return bones if len(bones) >= 5 else None


def sound_of_all(name: Name) -> str | None:
    """The same with the words beside its core: "Verhaeghe Diepvries" for want of a longer core."""
    bones = skeleton(name.joined)
    return bones if name.extra and not name.heads and len(bones) >= 5 else None

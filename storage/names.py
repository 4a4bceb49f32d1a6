"""Read the names of victims as newspapers in three languages write them: what is named, and what the words mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from storage.fold import fold, skeleton
from storage.lexicon import Meaning, lexicon
from storage.saints import one_spelling

LEGAL_FORMS = frozenset(
    [
        *("sa", "nv", "bv", "sarl", "sas", "sasu", "eurl", "sprl", "srl", "scrl", "bvba", "cvba", "vof", "cv"),
        *("ltd", "limited", "plc", "inc", "llc", "llp", "lp", "corp", "pty", "pte", "kk"),
        *("gmbh", "ag", "kg", "kgaa", "spa", "oy", "oyj", "ab", "asa", "aps", "se", "commv", "vzw"),
        *("sc", "sca", "scs", "snc", "scop", "scic", "gie", "cvoa"),
    ]
)
_STOP = frozenset(
    [
        *("a", "an", "and", "at", "for", "in", "of", "on", "s", "the", "to"),
        *("au", "aux", "d", "de", "des", "du", "e", "et", "l", "la", "le", "les", "lez", "pour", "y"),
        *("de", "den", "der", "die", "het", "op", "t", "te", "ten", "ter", "van", "voor", "en"),
        *("da", "das", "del", "di", "las", "los", "und", "fur"),
    ]
)
_TOP_LEVEL = re.compile(
    r"\b([a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*)\."
    r"(?:com|net|org|io|be|nl|fr|de|eu|uk|co|info|sn|ch|lu|ca|au|us|me|tv|ai|app|biz|gov|edu|it|es|ma|tn|ci|dz)\b"
)


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
    described = _described(printed[:_LONGEST])
    text = _without_acronym(printed[:_LONGEST])
    if described.issuperset(fold(text).split()):  # "Cameroonian water utility SEL"
        text = printed[:_LONGEST]
    domains = {word for domain in _TOP_LEVEL.findall(text.casefold()) for word in fold(domain).split()}
    text = _TOP_LEVEL.sub(r"\1", text.casefold()) if domains else text
    text = re.sub(r"(?<!['’])\b([A-Z])-(?=[A-Z][a-z])", r"\1", text)  # T-Mobile
    words = one_spelling([word if word in domains else _without_slip(word) for word in fold(text).split()])
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    parts = _parts(words, literal=domains, described=described)
    towns = [meaning.concepts for _, meaning in parts if meaning and meaning.role == "town"]
    return tuple(_name(printed, parts, chosen) for chosen in islice(product(*towns), _MOST_READINGS))


_DESCRIPTION = Meaning("weak", ("description",))


def _described(printed: str) -> frozenset[str]:
    """The words before a name that say what it is: those before its first capital, "boekhandelketen Cultura", and an
    adjective of a place with small words behind it, "Duitse batterijmaker Varta".

    >>> sorted(_described("l'opérateur Kyivstar")), sorted(_described("bunq"))
    (['l', 'operateur'], [])
    >>> sorted(_described("Duitse batterijmaker Varta")), sorted(_described("Université libre de Bruxelles"))
    (['batterijmaker', 'duitse'], [])
    """
    first = re.search(r"(?<![^\W_])[A-ZÀ-ÖØ-Þ0-9]|\b\w+[A-ZÀ-ÖØ-Þ]", printed)
    if first and first.start():
        return frozenset(fold(printed[: first.start()]).split())
    words = printed.split()
    end = 1
    while end < len(words) and _is_small(words[end]):
        end += 1
    if end == 1 or end == len(words) or not words[0][:1].isupper() or _STOP & set(fold(" ".join(words[1:end])).split()):
        return frozenset()
    return frozenset(fold(" ".join(words[:end])).split())


def _is_small(word: str) -> bool:
    """ "batterijmaker", and "IT-dienstverlener" too."""
    first, _, second = word.partition("-")
    return word[:1].islower() or (first.isupper() and second[:1].islower())


def _parts(words: list[str], *, literal: set[str], described: frozenset[str]) -> list[tuple[str, Meaning | None]]:
    """The longest known phrases from left to right; a word that is unknown stands for itself.

    `literal` words are parts of a domain name and mean nothing else; `described` ones, when unknown, only describe.
    """
    known = lexicon()
    parts: list[tuple[str, Meaning | None]] = []
    at = 0
    while at < len(words):
        for length in range(min(known.longest, len(words) - at), 0, -1):
            meaning = known.phrases.get(tuple(words[at : at + length]))
            if meaning and meaning.role == "town" and described.issuperset(words[at : at + length]):
                continue  # "Brussels opera house La Licorne"
            if meaning and literal.isdisjoint(words[at : at + length]):
                parts.append((" ".join(words[at : at + length]), meaning))
                at += length
                break
        else:
            pieces = [words[at]] if words[at] in literal else _uncompounded(words[at])
            unknown = _DESCRIPTION if words[at] in described and words[at] not in _STOP else None
            known_word = known.phrases if words[at] not in literal and not unknown else {}
            parts += [(piece, known_word.get((piece,), unknown)) for piece in pieces]
            at += 1
    return parts


_SLIP_LETTERS = 9  # a shorter word is a letter away from too many


@lru_cache(maxsize=65536)
def _without_slip(word: str) -> str:
    """The institution's word that a long unknown word is but for one letter, or two that changed places.

    >>> _without_slip("univeristeit"), _without_slip("assocation"), _without_slip("maastricht")
    ('universiteit', 'association', 'maastricht')
    """
    if len(word) < _SLIP_LETTERS or not word.isalpha() or (word,) in lexicon().phrases:
        return word
    found = process.extractOne(word, lexicon().institutions, scorer=OSA.distance, score_cutoff=1)
    return str(found[0]) if found else word


def _uncompounded(word: str) -> list[str]:
    """The known words that a compound is made of, when it is made of nothing else; else the word.

    >>> _uncompounded("wereldantidopingagentschap")
    ['wereld', 'antidoping', 'agentschap']
    """
    parts = lexicon().parts
    ways: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end - 4, -1, -1):
            before = ways[start]
            if before is not None and word[start:end] in parts:
                ways[end] = [*before, word[start:end]]
            elif before and word[start] == "s" and word[start + 1 : end] in parts:  # the s that joins two words
                ways[end] = [*before, word[start + 1 : end]]
    return ways[-1] or [word]


def _name(printed: str, parts: list[tuple[str, Meaning | None]], towns: tuple[str, ...]) -> Name:
    core: list[str] = []
    proper: set[str] = set()
    found: dict[str, list[str]] = {"place": [], "head": [], "weak": [], "trade": [], "country": [], "demonym": []}
    spare = [phrase for phrase, meaning in parts if meaning and meaning.role in ("weak", "trade", "demonym")]
    town = iter(towns)
    for phrase, meaning in parts:
        if meaning is None:
            if phrase not in _STOP:
                core.append(phrase)
                proper.add(phrase)
        elif meaning.role == "town":
            core.append(next(town))
            proper.add(core[-1])
        elif meaning.role == "word":
            core.append(meaning.concepts[0])
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


@lru_cache(maxsize=65536)
def initials(printed: str) -> frozenset[str]:
    """The acronyms that a long name may have: with and without its small words, which are small letters then.

    >>> sorted(initials("Assistance Publique - Hôpitaux de Paris")), sorted(initials("Ministry of Defence"))
    (['APHP', 'APHdP'], ['MoD'])
    >>> "UCSF" in initials("UC San Francisco")
    True
    """
    words = [word for word in fold(printed).split() if word not in LEGAL_FORMS]
    if len([word for word in words if word not in _STOP]) < 3 and len(words) < 3:
        return frozenset()
    found = {"".join(word[0].upper() for word in words if word not in _STOP)}
    found.add("".join(word[0] if word in _STOP else word[0].upper() for word in words))
    capital = {fold(word) for word in re.findall(r"\b[A-Z]\w+", printed)}  # "Los" of Los Angeles is no small word
    found.add("".join(word[0].upper() for word in words if word not in _STOP or word in capital))
    letters = {fold(word) for word in re.findall(r"\b[A-Z]{2,4}\b", printed)}  # an acronym within stands for itself
    found.add("".join(word.upper() if word in letters else word[0].upper() for word in words if word not in _STOP))
    return frozenset(letters for letters in found if len(letters) > 2)  # two letters fit anything


@lru_cache(maxsize=65536)
def acronym(printed: str) -> str | None:
    """The letters of a name that looks like an acronym.

    >>> acronym("AP-HP"), acronym("KU Leuven"), acronym("Uber"), acronym("MoD")
    ('APHP', None, None, 'MoD')
    """
    letters = re.sub(r"[^A-Za-zÀ-ÿ]", "", printed)
    capitals = sum(letter.isupper() for letter in letters)
    if " " in printed.strip() or not 2 <= len(letters) <= 7 or capitals < 2 or capitals < len(letters) / 2:
        return None
    return letters


def letters_of(name: Name) -> str | None:
    """The acronym that a name is, or that it is called by with what it is: "HAN University of Applied Sciences"."""
    if acronym(name.printed) or len(name.core) != 1 or not name.heads:
        return acronym(name.printed)
    word = re.search(rf"\b{re.escape(name.core[0])}\b", name.printed, re.IGNORECASE)
    return acronym(word[0]) if word and word[0].isupper() and len(word[0]) > 2 else None


_ACRONYM_WITHIN = re.compile(r"\s*\(([A-Z][A-Za-z-]{1,6})\)|(?<=[a-z])\s([A-Z]{3,6})$")


def acronyms_within(printed: str) -> list[str]:
    """Acronyms that a name carries itself, in brackets or at its end.

    >>> acronyms_within("Caisse nationale (CNSS)"), acronyms_within("Ierse gezondheidsdienst HSE")
    (['CNSS'], ['HSE'])
    """
    found = [bracketed or last for bracketed, last in _ACRONYM_WITHIN.findall(printed)]
    return [word for word in found if acronym(word) and word.casefold() not in LEGAL_FORMS]


def _without_acronym(printed: str) -> str:
    for word in acronyms_within(printed):
        printed = re.sub(rf"\s*\(?\b{re.escape(word)}\b\)?", "", printed)
    return printed


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

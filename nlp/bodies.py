"""The word beside a bare place that says which body of it is meant: "the Maasbroek hospital", "ville de Lille".

A name keeps that word when the rest would be only a place (GUIDE.md). Of 361 names of victims in the corpus that stand
beside one of these words with "of" or its like, 355 are annotated with it.
"""

from __future__ import annotations

from nlp.features import TokenTable

_HEADS = {  # words before "of"
    "en": "hospital municipality city town village commune county province university department district government"
    " port diocese archdiocese region canton state borough parish college ministry",
    "fr": "hôpital hospitalier hospitalière chu ch chr clinique ville mairie commune village municipalité agglomération"
    " métropole communes urbaine départemental régional département région province canton université école secondaire"
    " lycée collège bibliothèque médiathèque musée aéroport port préfecture cpas ccas ministère maternité ehpad"
    " rectorat communale diocèse théâtre mrc gouvernement cité",
    "nl": "ziekenhuis gemeente stad provincie universiteit hogeschool basisschool bibliotheek museum luchthaven haven"
    " politiezone ocmw ministerie waterschap veiligheidsregio regio kliniek woonzorgcentrum dorp deelstaat kanton"
    " regering bisdom onderwijsdepartement streekziekenhuis revalidatiekliniek eilandraad",
}
_BEFORE = {language: frozenset(heads.split()) for language, heads in _HEADS.items()}
_ANY_HEAD = frozenset().union(*_BEFORE.values())
_LINKS = {"en": ("of",), "fr": ("de", "du", "des", "d'"), "nl": ("van",)}
_ARTICLES = {"en": ("the",), "fr": ("la", "l'", "le", "les"), "nl": ("de", "het")}
_WITHOUT_LINK = frozenset(["gemeente", "stad", "provincie", "universiteit", "ocmw", "politiezone"])  # "gemeente Buren"
# What stands before the last word before "of", within one name: "centre hospitalier de".
_LED = {
    "hospitalier": ("centre",),
    "hospitalière": ("communauté",),
    "secondaire": ("école",),
    "départemental": ("conseil",),
    "régional": ("conseil",),
    "communale": ("administration",),
    "communes": ("communauté", "de"),
    "urbaine": ("communauté",),
}
# In English behind the place, in small letters, and what may stand between the two.
_BEHIND = frozenset(
    [
        *("hospital", "clinic", "university", "school", "schools", "college", "council", "library", "museum", "prison"),
        *("airport", "port", "county", "municipality", "hall", "department", "province", "court", "commune", "region"),
    ]
)
_BEHIND_TWO = frozenset([("school", "district"), ("police", "zone"), ("water", "board"), ("care", "home")])
_BETWEEN = frozenset(
    [
        *("regional", "general", "children's", "community", "public", "university", "rehabilitation", "medical"),
        *("primary", "high", "secondary", "town", "city", "county", "district", "borough", "teaching", "village"),
        *("police", "fire", "health", "education", "private"),
    ]
)
_LONGEST = 3  # words with a capital of a bare place


def with_body(table: TokenTable, first: int, last: int) -> tuple[int, int]:
    """The tokens of a name with the word that says what body of a place it is; its own when there is none."""
    language = table.language
    words = table.lower[first:last]
    capitals = sum(word[:1].isupper() for word in table.words[first:last])
    if capitals > _LONGEST or not table.words[first][:1].isupper() or _says_itself(words):
        return first, last
    start = _before(table, first, language)
    return (start, last) if start < first else (first, _behind(table, last) if language == "en" else last)


def _says_itself(words: list[str]) -> bool:
    return words[0] in _ANY_HEAD or words[-1] in _BEHIND


def _before(table: TokenTable, first: int, language: str) -> int:
    at = first - 1
    if at >= 0 and table.lower[at] in _ARTICLES[language]:
        at -= 1
    linked = at >= 0 and table.lower[at] in _LINKS[language]
    at -= linked
    if at < 0 or table.sentence[at] != table.sentence[first]:
        return first
    head = table.lower[at]
    if head not in _BEFORE[language] or not (linked or (at == first - 1 and head in _WITHOUT_LINK)):
        return first
    if head not in _LED:
        return at
    lead = _LED[head]
    return at - len(lead) if tuple(table.lower[at - len(lead) : at]) == lead and at >= len(lead) else first


def _behind(table: TokenTable, last: int) -> int:
    at = last
    while at < len(table) and at < last + 2 and table.lower[at] in _BETWEEN and table.words[at].islower():
        at += 1
    for end in range(at, last - 1, -1):
        for words in (2, 1):
            head = tuple(table.words[end : end + words])
            if head in _BEHIND_TWO or (len(head) == 1 and head[0] in _BEHIND):
                within = table.sentence[end + len(head) - 1] == table.sentence[last - 1]
                return end + len(head) if within else last
    return last

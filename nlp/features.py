"""What the tagger sees of each token: the word, its shape, what it means, its neighbours, its name's other mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from nlp.knowledge import Knowledge

NEAR = 4  # tokens each side that are seen word by word
CUE_REACH = 12  # tokens each side in which a word's class is a cue
CLOSE = 4  # tokens each side in which it is one more
SENTENCE_END = frozenset(".!?…")
BREAK = "\n"


@dataclass
class TokenTable:
    """An article as parallel lists, one entry a token, line breaks left out; what all feature functions read."""

    words: list[str]
    starts: list[int]  # characters of the full text
    ends: list[int]
    in_title: list[bool]
    sentence: list[int]
    paragraph: list[int]
    language: str
    lower: list[str] = field(default_factory=list)
    classes: list[tuple[str, ...]] = field(default_factory=list)  # of the lexicon
    names: list[tuple[str, ...]] = field(default_factory=list)  # "B-town", "I-gang": from lists of names
    zipf: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)


def build_table(
    full_text: str, spans: Sequence[tuple[int, int]], title_end: int, language: str, knowledge: Knowledge
) -> TokenTable:
    """The table of one article; `spans` are its tokens in characters, `title_end` the length of its title."""
    table = TokenTable([], [], [], [], [], [], language)
    sentence = paragraph = 0
    ended = False
    for start, end in spans:
        word = full_text[start:end]
        if word[0] == BREAK or word.isspace():
            if BREAK in word:
                paragraph += 1
                sentence += 1
                ended = False
            continue
        if ended and (word[0].isupper() or word[0] in "«“\"'‘-–•" or word[0].isdigit()):
            sentence += 1
        ended = word in SENTENCE_END
        table.words.append(word)
        table.starts.append(start)
        table.ends.append(end)
        table.in_title.append(start < title_end)
        table.sentence.append(sentence)
        table.paragraph.append(paragraph)
    _look_up(table, knowledge)
    return table


def _look_up(table: TokenTable, knowledge: Knowledge) -> None:
    table.lower = [word.lower().replace("’", "'") for word in table.words]
    language = table.language
    phrases = knowledge.lexicon.phrase_classes(table.lower, language)
    for index, word in enumerate(table.lower):
        single = knowledge.lexicon.classes(table.words[index], language)
        table.classes.append(tuple(sorted({*single, *phrases[index]})) if index in phrases else single)
        table.zipf.append(knowledge.zipf(word, language))
    names: list[list[str]] = [[] for _ in table.words]
    for start, end, types in knowledge.names.find(table.lower):
        if not is_name_like(table.words[start]):
            continue  # "time", "action", "list" are companies only with a capital
        for index in range(start, end):
            names[index].extend(f"{'B' if index == start else 'I'}-{type_}" for type_ in types)
    table.names = [tuple(each) for each in names]


@lru_cache(maxsize=100_000)
def shape(word: str) -> str:
    """Xx, XX, x, d and what stands between, runs shortened.

    >>> shape("AP-HP"), shape("LockBit"), shape("15.000")
    ('X-X', 'XxXx', 'd.d')
    """
    drawn = "".join("d" if c.isdigit() else ("X" if c.isupper() else "x") if c.isalpha() else c for c in word)
    return re.sub(r"(.)\1+", r"\1", drawn)


@lru_cache(maxsize=100_000)
def normal(word: str) -> str:
    """Lower case, digits as 0, long figures shortened: what words are compared by."""
    return re.sub(r"0{3,}", "000", re.sub(r"\d", "0", word.lower().replace("’", "'")))


@lru_cache(maxsize=100_000)
def own_features(word: str) -> tuple[str, ...]:
    """Features of a word that do not depend on where it stands."""
    low = normal(word)
    found = [f"w={low}", f"s={shape(word)}", f"n={min(len(word), 10)}"]
    found += [f"p{size}={low[:size]}" for size in (2, 3, 4) if len(low) > size]
    found += [f"e{size}={low[-size:]}" for size in (1, 2, 3, 4) if len(low) > size]
    if word.isupper() and len(word) > 1:
        found.append("caps")
    if word[:1].isupper():
        found.append("Cap")
    if any(c.isdigit() for c in word):
        found.append("digit")
    return tuple(found)


@lru_cache(maxsize=100_000)
def is_name_like(word: str) -> bool:
    """Begins with a capital or holds one: what a name's word looks like."""
    return any(c.isupper() for c in word)


def token_features(table: TokenTable) -> list[list[str]]:
    """The features of each token, as strings that name a property; order means nothing."""
    size = len(table)
    here = [_here(table, i) for i in range(size)]
    seen = zip(table.words, table.zipf, table.classes, table.names, strict=True)
    near = [seen_from(*each) for each in seen]
    cues = _cues(table)
    others = _other_mentions(table)
    article = _article_features(table)
    rows = []
    for i in range(size):
        row = ["bias", *here[i], *cues[i], *others[i]]
        for offset in range(-NEAR, NEAR + 1):
            j = i + offset
            if offset == 0:
                continue
            if not 0 <= j < size:
                row.append(f"{offset}:edge")
            else:
                row.extend(near[j][offset])
        row.extend(_pairs(table, i))
        if is_name_like(table.words[i]):
            row.extend(article)
        rows.append(row)
    return rows


def _here(table: TokenTable, i: int) -> list[str]:
    zipf, capital = table.zipf[i], table.words[i][:1].isupper()
    row = [*known_of(table.words[i], zipf, table.classes[i], table.names[i])]
    if table.in_title[i]:
        row.append("title")
        if capital:
            row.append("titleCap")
    if i == 0 or table.sentence[i] != table.sentence[i - 1]:
        row.append("first")
        if capital:
            row.append(f"firstCap={zipf}")
    row.append(f"par={min(table.paragraph[i], 4)}")
    return row


@lru_cache(maxsize=20_000)
def known_of(word: str, zipf: int, classes: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """Features of a word with what is known of it, wherever it stands."""
    row = [*own_features(word), f"z={zipf}", *(f"c={class_}" for class_ in classes), *(f"g={name}" for name in names)]
    if word[:1].isupper():
        row.append(f"Cz={zipf}")
    return tuple(row)


@lru_cache(maxsize=20_000)
def seen_from(word: str, zipf: int, classes: tuple[str, ...], names: tuple[str, ...]) -> dict[int, tuple[str, ...]]:
    """What tokens near a word see of it: the offset from them to it -> features. Far ones see less."""
    own, meant = f"w={normal(word)}", [f"c={class_}" for class_ in classes]
    close = [own, f"s={shape(word)}", f"z={zipf}", *meant, *(f"g={name}" for name in names)]
    return {
        offset: tuple(f"{offset}:{feature}" for feature in (close if abs(offset) <= 2 else [own, *meant]))
        for offset in range(-NEAR, NEAR + 1)
        if offset
    }


def _pairs(table: TokenTable, i: int) -> list[str]:
    row = []
    low = table.lower
    before = low[i - 1] if i else "^"
    after = low[i + 1] if i + 1 < len(low) else "$"
    row.append(f"w-1w0={before}|{low[i]}")
    row.append(f"w0w1={low[i]}|{after}")
    row.append(f"w-1w1={before}|{after}")
    if i > 1:
        row.append(f"w-2w-1={low[i - 2]}|{before}")
    if i + 2 < len(low):
        row.append(f"w1w2={after}|{low[i + 2]}")
    shapes = [shape(table.words[j]) if 0 <= j < len(low) else "^" for j in (i - 1, i, i + 1)]
    row.append("sss=" + "|".join(shapes))
    return row


def _cues(table: TokenTable) -> list[list[str]]:
    """Classes that stand within reach in the same sentence, left (L) and right (R) of each token."""
    rows: list[list[str]] = []
    classes = table.classes
    for begin, end in _sentences(table):
        for i in range(begin, end):
            row = [f"L:{class_}" for class_ in _any_of(classes[max(begin, i - CUE_REACH) : i])]
            row += [f"R:{class_}" for class_ in _any_of(classes[i + 1 : min(end, i + 1 + CUE_REACH)])]
            row += [f"L4:{class_}" for class_ in _any_of(classes[max(begin, i - CLOSE) : i])]
            row += [f"R4:{class_}" for class_ in _any_of(classes[i + 1 : min(end, i + 1 + CLOSE)])]
            rows.append(row)
    return rows


def _any_of(classes: Sequence[tuple[str, ...]]) -> dict[str, None]:
    """Each class once, in the order of the text."""
    return dict.fromkeys(chain.from_iterable(classes))


def _sentences(table: TokenTable) -> Iterator[tuple[int, int]]:
    """The first token of each sentence and its last, exclusive."""
    begin = 0
    for at in range(1, len(table) + 1):
        if at == len(table) or table.sentence[at] != table.sentence[begin]:
            yield begin, at
            begin = at


def _other_mentions(table: TokenTable) -> list[list[str]]:
    """For a name's word: how often it stands in the article, and what stands beside it elsewhere."""
    places: dict[str, list[int]] = {}
    for i, word in enumerate(table.words):
        if is_name_like(word):
            places.setdefault(table.lower[i], []).append(i)
    rows: list[list[str]] = []
    for i, word in enumerate(table.words):
        if not is_name_like(word):
            rows.append([])
            continue
        same = places[table.lower[i]]
        found = {f"times={min(len(same), 5)}"}
        if any(table.in_title[j] for j in same):
            found.add("inTitle")
        for j in [j for j in same if j != i][:6]:
            if j:
                found.add(f"o-1:{normal(table.words[j - 1])}")
                found.update(f"o-1:c={class_}" for class_ in table.classes[j - 1])
            if j + 1 < len(table):
                found.add(f"o1:{normal(table.words[j + 1])}")
                found.update(f"o1:c={class_}" for class_ in table.classes[j + 1])
            if j > 1:
                found.update(f"o-2:c={class_}" for class_ in table.classes[j - 2])
        rows.append(sorted(found))
    return rows


def _article_features(table: TokenTable) -> list[str]:
    """What the article is about, said to each name in it: the title's classes, and how much of each class it has."""
    counts: dict[str, int] = {}
    title: set[str] = set()
    for i, classes in enumerate(table.classes):
        for class_ in classes:
            counts[class_] = counts.get(class_, 0) + 1
            if table.in_title[i]:
                title.add(class_)
    return [f"T:{class_}" for class_ in sorted(title)] + [f"D:{class_}" for class_, n in counts.items() if n >= 3]

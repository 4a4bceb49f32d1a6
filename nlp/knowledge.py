"""What the tagger knows before it reads: how common a word is, what it means, which names are towns, gangs, outlets.

Compiled once at training time (`nlp.assets_build`) into a few tables that the model carries; nothing here needs the
libraries they came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.packed import load_packed
from nlp.tokens import token_spans
from nlp.types import LANGUAGES

REMEMBERED = 200_000  # words whose classes are kept
ANY = "*"  # in place of a phrase's second word, when that is a prefix
MAX_PHRASE = 6  # tokens in the longest name or phrase that is looked up


Phrase = tuple[tuple[str, ...], str]  # its words and its class


class Lexicon:
    """Semantic classes of words and phrases in three languages: "gijzelsoftware", "rançongiciel" -> ransomware.

    A form ending in * matches as a prefix, one beginning with * as a suffix; Dutch compounds need both.
    """

    def __init__(self, entries: Iterable[Sequence[str]]) -> None:
        self.exact: dict[str, dict[str, list[str]]] = {}
        self.prefix: dict[str, dict[str, list[str]]] = {}
        self.suffix: dict[str, dict[str, list[str]]] = {}
        self.phrases: dict[
            str, dict[str, dict[str, list[tuple[tuple[str, ...], str]]]]
        ] = {}  # by their first two words
        self._seen: dict[tuple[str, str], tuple[str, ...]] = {}
        for class_, language, form in entries:
            for each in LANGUAGES if language == "any" else (language,):
                self._add(class_, each, form.strip())

    def _add(self, class_: str, language: str, form: str) -> None:
        words = _tokens(form.replace("’", "'"))
        if len(words) > 1 and not form.startswith("*"):
            table = self.phrases.setdefault(language, {}).setdefault(words[0].rstrip("*"), {})
            table.setdefault(ANY if words[1].endswith("*") else words[1], []).append((words, class_))
            return
        table_of = self.prefix if form.endswith("*") else self.suffix if form.startswith("*") else self.exact
        table_of.setdefault(language, {}).setdefault(form.strip("*"), []).append(class_)

    def classes(self, word: str, language: str) -> tuple[str, ...]:
        """Classes of one word, sorted; empty when it has none. A form with a capital ("OM") fits only as it stands."""
        key = (word, language)
        if key not in self._seen:
            if len(self._seen) > REMEMBERED:
                self._seen.clear()  # hostile pages have no end of words
            self._seen[key] = self._classes(word.replace("’", "'"), language)
        return self._seen[key]

    def _classes(self, word: str, language: str) -> tuple[str, ...]:
        low = word.lower()
        found = set(self.exact.get(language, {}).get(low, ()))
        if low != word:
            found.update(self.exact.get(language, {}).get(word, ()))
        prefixes, suffixes = self.prefix.get(language, {}), self.suffix.get(language, {})
        for cut in range(3, len(low) + 1):
            found.update(prefixes.get(low[:cut], ()))
            found.update(suffixes.get(low[-cut:], ()))
        return tuple(sorted(found))

    def phrase_classes(self, words: Sequence[str], language: str) -> dict[int, set[str]]:
        """Token index -> classes of the phrases that run over it; `words` lower-cased."""
        table = self.phrases.get(language, {})
        found: dict[int, set[str]] = {}
        for at, word in enumerate(words[:-1]):
            begun = table.get(word)
            if begun is None:
                continue
            for phrase, class_ in (*begun.get(words[at + 1], ()), *begun.get(ANY, ())):
                if _matches(phrase, words, at):
                    for index in range(at, at + len(phrase)):
                        found.setdefault(index, set()).add(class_)
        return found


def _tokens(form: str) -> tuple[str, ...]:
    """The words of a form as the tokenizer cuts them, lower-cased; a star stays with its word.

    >>> _tokens("d'abord"), _tokens("contre-offre*")
    (("d'", 'abord'), ('contre', '-', 'offre*'))
    """
    words: list[str] = []
    for piece in form.lower().split():
        core = piece.rstrip("*")
        cut = [core[start:end] for start, end in token_spans(core)]
        words += [*cut[:-1], cut[-1] + piece[len(core) :]] if cut else [piece]
    return tuple(words)


def _matches(phrase: tuple[str, ...], words: Sequence[str], at: int) -> bool:
    if at + len(phrase) > len(words):
        return False
    return all(
        words[at + i].startswith(part[:-1]) if part.endswith("*") else words[at + i] == part
        for i, part in enumerate(phrase)
    )


class NameList:
    """Names of one or more types, found as the longest run of tokens: "New York Times" before "New York"."""

    def __init__(self, names: dict[str, list[str]]) -> None:
        self.table: dict[tuple[str, ...], list[str]] = {}
        self.first: dict[str, int] = {}  # first word -> tokens of the longest name that begins with it
        for name, types in names.items():
            words = tuple(name.split(" "))
            if len(words) <= MAX_PHRASE:
                self.table[words] = types
                self.first[words[0]] = max(len(words), self.first.get(words[0], 0))

    def find(self, words: Sequence[str]) -> list[tuple[int, int, list[str]]]:
        """Start, end (tokens, exclusive) and types of each name, longest first, none overlapping."""
        found, at = [], 0
        while at < len(words):
            longest = min(self.first.get(words[at], 0), len(words) - at)
            for size in range(longest, 0, -1):
                types = self.table.get(tuple(words[at : at + size]))
                if types:
                    found.append((at, at + size, types))
                    at += size - 1
                    break
            at += 1
        return found


class Knowledge:
    """All tables together."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self.lexicon = Lexicon(tables["lexicon"])
        self.names = NameList(tables["names"])  # tokenised, lower-cased name -> types
        self.frequency: dict[str, dict[str, int]] = tables["frequency"]  # language -> lower-cased word -> Zipf class

    @classmethod
    def load(cls, path: Path) -> Knowledge:
        return cls(load_packed(path))

    def zipf(self, word: str, language: str) -> int:
        """How common a lower-cased word is: 0 unknown, then 1 to 8 on wordfreq's Zipf scale, rounded."""
        return self.frequency.get(language, {}).get(word, 0)


@dataclass(frozen=True)
class Vocabulary:
    """Which classes and types have a column, and in which order; fixed when the model is trained."""

    classes: tuple[str, ...]  # of the lexicon
    name_types: tuple[str, ...]  # of the lists of names

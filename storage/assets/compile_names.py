"""Compile `common_names.txt`: first names and surnames so common that one alone does not tell which firm is meant.

`python -m storage.assets.compile_names`, when Faker, which is needed for nothing else here, knows more.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from storage.fold import fold

LOCALES = ("en_US", "en_GB", "en_CA", "fr_FR", "fr_BE", "fr_CA", "nl_NL", "nl_BE", "de_DE")
TARGET = Path(__file__).parent / "common_names.txt"


def names() -> Iterator[str]:
    for locale in LOCALES:
        try:
            provider = import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for kind in ("first_names_male", "first_names_female", "last_names"):
            yield from getattr(provider, kind, ())


def compile_names() -> str:
    words = {word for name in names() for word in [fold(name)] if " " not in word and len(word) > 2}
    return "\n".join(["# By storage/assets/compile_names.py", *sorted(words)]) + "\n"


if __name__ == "__main__":
    TARGET.write_text(compile_names(), encoding="utf-8")

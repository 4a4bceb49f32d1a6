"""Articles from files that a user gives: JSON Lines, text, saved pages; folders of them; archives."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from nlp.contract import ContractError, article_from_json, reading_from_json
from nlp.types import Article, Reading

STDIN = "-"
LINES, TEXTS, PAGES = (".jsonl", ".ndjson", ".json"), (".txt", ".md"), (".html", ".htm", ".xhtml")
ARCHIVES = (".warc", ".warc.gz")
TAKEN = "JSON Lines (.jsonl), text (.txt), pages (.html) and archives (.warc, .warc.gz)"


@dataclass(frozen=True)
class Given:
    """An article as a user gave it, with its reading when it was read elsewhere."""

    id: str
    article: Article
    reading: Reading | None = None


@dataclass(frozen=True)
class Unusable:
    """What cannot be used, in one sentence; the others go on."""

    id: str
    error: str


def usable_article(given: Given | Unusable) -> Article | str:
    """The article, or the sentence that stands in its place."""
    return given.article if isinstance(given, Given) else given.error


def articles_in(paths: Iterable[str]) -> Iterator[Given | Unusable]:
    """Read the articles of files, of folders (their files by name) and of standard input (`-`), one by one."""
    for path in paths:
        if path == STDIN:
            yield from _articles_of_lines(sys.stdin.buffer, "stdin")
        else:
            yield from _articles_at(Path(path))


def _articles_at(path: Path) -> Iterator[Given | Unusable]:
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file() and not _is_hidden(file, path))
        if not files:
            yield Unusable(str(path), f"{path}: the folder holds no file; expected {TAKEN}")
        for file in files:
            yield from _articles_of_file(file)
    else:
        yield from _articles_of_file(path)


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _articles_of_file(file: Path) -> Iterator[Given | Unusable]:
    try:
        if file.name.lower().endswith(ARCHIVES):
            yield from _articles_of_archive(file)
        elif (form := _form_of(file)) in LINES:
            with file.open("rb") as lines:
                yield from _articles_of_lines(lines, file.name)
        else:
            yield _article_of(file, form)
    except OSError as error:
        yield Unusable(file.name, f"{file}: {error.strerror or error}")


def _form_of(file: Path) -> str:
    """Tell a file's form by its name, or by how it begins when the name says nothing."""
    suffix = file.suffix.lower()
    if suffix in (*LINES, *TEXTS, *PAGES):
        return suffix
    with file.open("rb") as opened:
        start = opened.read(512).lstrip(b"\xef\xbb\xbf \t\r\n")
    return {b"{": ".jsonl", b"<": ".html"}.get(start[:1], ".txt")


def _article_of(file: Path, form: str) -> Given | Unusable:
    content = file.read_bytes()
    try:
        if not content.strip():
            raise ContractError("the file is empty; expected an article's title and text")
        read = article_from_page if form in PAGES else article_from_text
        return Given(file.name, read(content, address_of(file)))
    except ContractError as error:
        return Unusable(file.name, f"{file.name}: {error}")


def address_of(file: Path) -> str:
    """Give a file an address: the same as long as it stays in its place, and silent about where that is.

    Exports show it to others. The folder counts only as a digest: it keeps two files of one name apart.

    >>> address_of(Path("/nowhere/case 7/note 1.txt"))
    'urn:ransomwire:file:ec8f91c365a4:note%201.txt'
    """
    place = file.resolve()
    folder = hashlib.sha256(os.fsencode(place.parent)).hexdigest()[:12]
    return f"urn:ransomwire:file:{folder}:{quote(os.fsencode(place.name))}"


def article_from_text(content: bytes, url: str) -> Article:
    """Read a text file: its first line is the title, the rest the text; its date is unknown.

    >>> article_from_text("Titre\\n\\nTexte.\\n".encode("cp1252"), "urn:a").full_text
    'Titre\\n\\nTexte.'
    """
    lines = decode_text(content).strip().splitlines()
    return Article(url=url, title=lines[0].strip(), text="\n".join(lines[1:]).strip("\n"))


def decode_text(content: bytes) -> str:
    """Decode UTF-8, UTF-16 with its mark, or else Windows' western encoding. Raises ContractError on binary data."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(ord(character) < 32 and character not in "\t\n\r\f" for character in text):
            return text
    raise ContractError(f"the file is binary, not text; expected {TAKEN}")


def article_from_page(content: bytes, url: str) -> Article:
    """Read a saved page; its own canonical address, when it names one, comes before `url`."""
    from scrapers.extract import UnreadablePage, article_from_html  # heavy, and only pages need it

    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ContractError(f"the file is binary, not a page; expected {TAKEN}")
    try:
        return article_from_html(content, url)
    except UnreadablePage as error:
        raise ContractError(str(error)) from error
    except Exception as error:  # a saved page is as hostile as the web: whatever it does to a parser, the others go on
        raise ContractError(f"the page could not be read ({type(error).__name__})") from error


def _articles_of_archive(file: Path) -> Iterator[Given | Unusable]:
    from scrapers.files import articles_from_warc

    is_empty = True
    for url, found in articles_from_warc(file):
        is_empty = False
        if isinstance(found, Article):
            yield Given(found.url, found)
        else:
            yield Unusable(url, f"{file.name}: {found}")
    if is_empty:
        yield Unusable(file.name, f"{file.name}: the archive holds no page that was answered with 200")


def _articles_of_lines(lines: Iterable[bytes], name: str) -> Iterator[Given | Unusable]:
    empty = True
    for number, line in enumerate(lines, start=1):
        if line.strip():
            empty = False
            yield _article_of_line(line, f"{name}:{number}")
    if empty:
        yield Unusable(name, f'{name}: the file is empty; expected a line {{"title": …, "text": …}} for each article')


def _article_of_line(line: bytes, place: str) -> Given | Unusable:
    """Read one line; `place` is its name when it has no id of its own."""
    id = place
    try:
        obj = json.loads(line.decode("utf-8-sig"))
        if isinstance(obj, dict) and isinstance(obj.get("id"), str | int):
            id = str(obj["id"])
        return Given(id, article_from_json(obj, id=id), reading_from_json(obj))
    except ContractError as error:
        return Unusable(id, str(error))
    except UnicodeDecodeError:
        return Unusable(id, f"{place}: the line is not UTF-8; save the file as UTF-8")
    except (ValueError, RecursionError) as error:
        return Unusable(id, f"{place}: the line is not JSON ({error}); expected one object on one line")

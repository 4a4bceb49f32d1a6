"""The format in which people write corpus articles, `[Xperthis](VICTIM)`, and its conversion to the corpus' JSON Lines.

python -m nlp.markup FILE.txt…      checks each file and writes nlp/corpus/FILE.jsonl
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import cast

from nlp.annotated import CORPUS, AnnotatedArticle, CorpusError, GoldIncident, check, line_from_article
from nlp.types import Kind, Label, Mention, Status, full_text

TAG = re.compile(r"\[([^\[\]]+)\]\(([A-Z]+)\)")


def strip_tags(marked: str) -> tuple[str, list[Mention]]:
    """Marked-up text as plain text and its mentions.

    >>> strip_tags("[Lille](LOC) a payé")
    ('Lille a payé', [Mention(start=0, end=5, label='LOC', text='Lille', score=1.0)])
    """
    plain, mentions, at = "", [], 0
    for match in TAG.finditer(marked):
        plain += marked[at : match.start()]
        mentions.append(Mention(len(plain), len(plain) + len(match[1]), cast(Label, match[2]), match[1]))
        plain += match[1]
        at = match.end()
    return plain + marked[at:], mentions


def parse_incident(line: str) -> GoldIncident:
    """One `incident:` line. Raises KeyError or ValueError when a field is missing or unreadable."""
    fields = dict(part.split("=", 1) for part in (piece.strip() for piece in line.split(";")) if part)
    given = {key: None if value.strip() == "-" else value.strip() for key, value in fields.items()}
    ransoms = tuple(tuple(part.split()) for part in (given["ransom"] or "").split("|") if part.strip())
    return GoldIncident(
        victim=fields["victim"].strip(),
        aliases=tuple(alias.strip() for alias in (given["aliases"] or "").split("|") if alias.strip()),
        actor=given["actor"],
        ransoms=tuple((Decimal(value), code) for value, code in ransoms),
        payment=given["payment"],
        status=cast(Status, fields["status"].strip()),
        primary=fields["primary"].strip() == "yes",
    )


def parse_articles(marked: str) -> Iterator[AnnotatedArticle]:
    """All articles of one marked-up file, checked. Raises CorpusError."""
    for chunk in re.split(r"(?m)^=== +", marked.replace("\r\n", "\n"))[1:]:
        head, _, body = chunk.partition("\ntext:\n")
        identity, *lines = head.split("\n")
        article = _article(identity.strip(), [line for line in lines if line.strip()], body.strip())
        check(article)
        yield article


def _article(identity: str, lines: list[str], body: str) -> AnnotatedArticle:
    pairs = [(key.strip(), value.strip()) for key, _, value in (line.partition(":") for line in lines)]
    fields = dict(pairs)
    try:
        title, mentions = strip_tags(fields["title"])
        text, _ = strip_tags(body)
        _, more = strip_tags(full_text(title, body))
        incidents = tuple(parse_incident(value) for key, value in pairs if key == "incident")
        return AnnotatedArticle(
            id=identity,
            title=title,
            text=text,
            kind=cast(Kind, fields["kind"]),
            published=date.fromisoformat(fields["published"]),
            facts=fields["facts"],
            source=None if fields["source"] == "-" else fields["source"],
            mentions=(*mentions, *more),
            incidents=incidents,
        )
    except (KeyError, ValueError) as error:
        raise CorpusError(f"{identity}: {error!r}; see the guide for the format") from error


def main(paths: list[str]) -> int:
    """Convert each file; 1 when one breaks a rule."""
    status = 0
    for path in map(Path, paths):
        try:
            articles = list(parse_articles(path.read_text(encoding="utf-8")))
        except (CorpusError, OSError) as error:
            sys.stderr.write(f"{path.name}: {error}\n")
            status = 1
            continue
        lines = (json.dumps(line_from_article(article), ensure_ascii=False) + "\n" for article in articles)
        (CORPUS / f"{path.stem}.jsonl").write_text("".join(lines), encoding="utf-8")
        sys.stdout.write(f"{path.stem}: {len(articles)} articles\n")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

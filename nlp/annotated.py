"""The annotated corpus: articles with every mention tagged and every incident written out, in Prodigy's JSON Lines.

A line is `{"text", "spans": [{"start", "end", "label"}], "meta": {"id", "title", "kind", "published", "facts",
"source", "incidents"}}`; `text` is the title, a blank line, the body. GUIDE.md says what each label and field means.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from nlp.types import KINDS, LABELS, STATUSES, Article, Kind, Label, Mention, Status, full_text

CORPUS = Path(__file__).parent / "corpus"
DEVELOPMENT = "2021"  # these batches are the development set, for good: never trained on


class CorpusError(ValueError):
    "A line of the corpus breaks its rules; the message names the article and the rule."


@dataclass(frozen=True)
class GoldIncident:
    """One attack as the annotator wrote it out."""

    victim: str
    aliases: tuple[str, ...]
    actor: str | None
    ransoms: tuple[tuple[Decimal, str], ...]  # first demand first; (value, currency code)
    payment: str | None
    status: Status
    primary: bool


@dataclass(frozen=True)
class AnnotatedArticle:
    """An article with what a careful reader found in it; the batch is the year in its id."""

    id: str
    title: str
    text: str
    kind: Kind
    published: date
    facts: str
    source: str | None
    mentions: tuple[Mention, ...]
    incidents: tuple[GoldIncident, ...]

    @property
    def language(self) -> str:
        return self.id[:2]

    @property
    def batch(self) -> str:
        return self.id.split("-")[1]

    @property
    def full_text(self) -> str:
        return full_text(self.title, self.text)

    def as_article(self) -> Article:
        """The article as a reader gets it: without its annotation."""
        return Article(url=f"urn:corpus:{self.id}", title=self.title, text=self.text, published=self.published)


def load_corpus(folder: Path = CORPUS, *, development: bool | None = None) -> list[AnnotatedArticle]:
    """All articles, in the order of batch and id; `development` keeps that part or the other. Raises CorpusError."""
    articles = [article for path in sorted(folder.glob("*.jsonl")) for article in read_articles(path)]
    if not articles:
        raise CorpusError(f"no annotated article in {folder}: expected *.jsonl files there")
    seen: set[str] = set()
    for article in articles:
        if article.id in seen:
            raise CorpusError(f"{article.id}: the id stands twice in the corpus; ids are unique")
        seen.add(article.id)
    if development is None:
        return articles
    return [article for article in articles if (article.batch == DEVELOPMENT) == development]


def read_articles(path: Path) -> Iterator[AnnotatedArticle]:
    """The articles of one file, each checked. Raises CorpusError."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path.name} is not UTF-8 text; expected annotated articles in JSON Lines") from error
    # not splitlines: a line of JSON may hold U+2028
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else (), 1):
        try:
            article = article_from_line(json.loads(line))
        except (KeyError, ValueError, TypeError) as error:
            raise CorpusError(f"{path.name}, line {number}: {error!r}") from error
        check(article)
        yield article


def article_from_line(line: dict[str, Any]) -> AnnotatedArticle:
    """One line of Prodigy's JSON Lines as an article."""
    meta, text = line["meta"], line["text"]
    mentions = tuple(
        Mention(span["start"], span["end"], cast(Label, span["label"]), text[span["start"] : span["end"]])
        for span in line["spans"]
    )
    incidents = tuple(
        GoldIncident(
            victim=each["victim"],
            aliases=tuple(each["aliases"]),
            actor=each["actor"],
            ransoms=tuple((Decimal(value), code) for value, code in each["ransoms"]),
            payment=each["payment"],
            status=each["status"],
            primary=each["primary"],
        )
        for each in meta["incidents"]
    )
    title = meta["title"]
    if not text.startswith(f"{title}\n\n"):
        raise CorpusError(f"{meta['id']}: the text does not start with the title and a blank line")
    return AnnotatedArticle(
        id=meta["id"],
        title=title,
        text=text[len(title) + 2 :],
        kind=meta["kind"],
        published=date.fromisoformat(meta["published"]),
        facts=meta["facts"],
        source=meta["source"],
        mentions=mentions,
        incidents=incidents,
    )


def line_from_article(article: AnnotatedArticle) -> dict[str, Any]:
    """The inverse of `article_from_line`."""
    incidents = [
        asdict(incident)
        | {
            "aliases": list(incident.aliases),
            "ransoms": [[f"{value:f}", code] for value, code in incident.ransoms],
        }
        for incident in article.incidents
    ]
    meta = {
        "id": article.id,
        "title": article.title,
        "kind": article.kind,
        "published": article.published.isoformat(),
        "facts": article.facts,
        "source": article.source,
        "incidents": incidents,
    }
    spans = [{"start": m.start, "end": m.end, "label": m.label} for m in article.mentions]
    return {"text": article.full_text, "spans": spans, "meta": meta}


def check(article: AnnotatedArticle) -> None:
    """Hold an article against the guide's rules. Raises CorpusError for the first one broken."""
    for problem in problems(article):
        raise CorpusError(f"{article.id}: {problem}")


def problems(article: AnnotatedArticle) -> Iterator[str]:
    """Each rule of the guide that an article breaks, in words."""
    if not article.title:
        yield "no title"
    if article.kind not in KINDS:
        yield f"kind {article.kind!r}; expected one of {', '.join(KINDS)}"
    yield from _mention_problems(article.mentions)
    if (article.kind == "none") != (not article.incidents):
        yield f"kind {article.kind} with {len(article.incidents)} incidents; none has none, the others at least one"
    if article.incidents and not any(incident.primary for incident in article.incidents):
        yield "no primary incident"
    tagged = {label: {m.text for m in article.mentions if m.label == label} for label in LABELS}
    for incident in article.incidents:
        for name in (incident.victim, *incident.aliases):
            if name not in tagged["VICTIM"]:
                yield f"victim {name!r} is not tagged VICTIM as written"
        if incident.actor and incident.actor not in tagged["ACTOR"]:
            yield f"actor {incident.actor!r} is not tagged ACTOR as written"
        if incident.ransoms and not tagged["RANSOM"]:
            yield "a ransom figure, but no RANSOM mention"
        if incident.status not in STATUSES:
            yield f"status {incident.status!r}; expected one of {', '.join(STATUSES)}"
    named = {name for incident in article.incidents for name in (incident.victim, *incident.aliases)}
    for name in sorted(tagged["VICTIM"] - named):
        yield f"VICTIM mention {name!r} stands in no incident"


def _mention_problems(mentions: Sequence[Mention]) -> Iterator[str]:
    end = 0
    for mention in sorted(mentions, key=lambda each: each.start):
        if mention.label not in LABELS:
            yield f"label {mention.label!r}; expected one of {', '.join(LABELS)}"
        if mention.start < end:
            yield f"mention {mention.text!r} overlaps the one before it"
        if mention.text != mention.text.strip() or not mention.text:
            yield f"mention {mention.text!r} is empty or has space around it"
        end = mention.end


def corpus_digest(articles: Iterable[AnnotatedArticle]) -> str:
    """SHA-256 over the articles' lines in the order of their ids: pins what a score was measured on."""
    digest = hashlib.sha256()
    for article in sorted(articles, key=lambda each: each.id):
        digest.update(json.dumps(line_from_article(article), ensure_ascii=False, sort_keys=True).encode())
    return digest.hexdigest()

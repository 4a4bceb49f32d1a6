"""The spaCy pipeline: a component a question, in the order in which the answers build on each other.

language -> press_tagger (names, sums) -> kind_words -> mention_roles -> victim_roles -> article_kind -> incident_claims

Each component keeps its part of the model in a folder of its own name; `load_pipeline` gives each its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.actors import ActorIndex
from nlp.claims import Cast, Told, build_claims, pair_actors, pair_sums, resolve_actor, status_rows
from nlp.countries import Countries, Country
from nlp.features import build_table, token_features
from nlp.kinds import blend, kind_bag, kind_row, settled, status_bag
from nlp.knowledge import Knowledge, Vocabulary
from nlp.language import detect_language
from nlp.mention_rows import mention_rows
from nlp.mention_words import mention_bag
from nlp.mentions import final_mentions
from nlp.network import Columns, Networks
from nlp.places import Setting
from nlp.roles import Weighed, group_rows, name_groups, sum_groups
from nlp.scene import ACTOR, OUTCOMES, VICTIM, build_scene
from nlp.sectors import Sectors
from nlp.tagger import Tagger
from nlp.tokens import PressTokenizer, token_spans
from nlp.trees import Trees
from nlp.types import LANGUAGES, Claim
from nlp.word_model import WordModel
from nlp.word_vectors import WordVectors

for _name, _default in (
    ("full_text", ""),  # doc.text, which spaCy joins anew each time it is asked for
    ("title_end", 0),  # characters of the title in doc.text
    ("hint", None),  # the language that the page says it is in
    ("url", None),
    ("language", None),
    ("scene", None),
    ("kinds", None),  # probabilities in the order of KINDS
    ("weighed", None),
    ("cast", None),
    ("claims", []),
):
    Doc.set_extension(_name, default=_default, force=True)


def make_pipeline() -> Language:
    """The pipeline without a model: its components load theirs from disk, or are given it by the training."""
    nlp = spacy.blank("xx")
    nlp.tokenizer = PressTokenizer(nlp.vocab)
    for name in ("article_language", "press_tagger", "kind_words", "mention_roles", "victim_roles", "article_kind"):
        nlp.add_pipe(name)
    nlp.add_pipe("incident_claims")
    return nlp


def load_pipeline(folder: Path) -> Language:
    """The pipeline with its model. Raises OSError or ValueError when the folder holds none or a broken one."""
    nlp = make_pipeline()
    for name in nlp.pipe_names:
        component: Any = nlp.get_pipe(name)
        if hasattr(component, "from_disk"):
            component.from_disk(folder / name)
    return nlp


def is_readable(doc: Doc) -> bool:
    """Is the article in a language that the pipeline reads, and has it a word?"""
    return doc._.language in LANGUAGES and not doc._.full_text.isspace()


@Language.component("article_language", assigns=["doc._.language"])
def article_language(doc: Doc) -> Doc:
    """Settle the language; the others do nothing with an article in a fourth one."""
    text, end = doc.text, doc._.title_end
    doc._.full_text = text
    doc._.language = detect_language(text[:end], text[end:], doc._.hint)
    return doc


class PressTagger:
    """Find names and sums, and measure the context of each."""

    knowledge: Knowledge
    tagger: Tagger
    networks: Networks
    vocabulary: Vocabulary

    def __call__(self, doc: Doc) -> Doc:
        if is_readable(doc):
            spans = token_spans(doc._.full_text)
            table = build_table(doc._.full_text, spans, doc._.title_end, doc._.language, self.knowledge)
            opinion = self.networks.read(table)
            candidates = self.tagger.candidates(table, token_features(table), opinion, doc._.full_text)
            doc._.scene = build_scene(table, candidates, self.vocabulary, opinion)
        return doc

    def from_disk(self, path: Path, **_: Any) -> PressTagger:
        self.knowledge = Knowledge.load(path / "knowledge.json.gz")
        self.tagger = Tagger(path)
        names = json.loads((path / "vocabulary.json").read_text(encoding="utf-8"))
        self.vocabulary = Vocabulary(tuple(names["classes"]), tuple(names["name_types"]))
        self.networks = Networks(path, Columns(self.vocabulary), WordVectors.load(path))
        return self


class KindWords:
    """Say from the words alone what kind of article it is."""

    model: WordModel

    def __call__(self, doc: Doc) -> Doc:
        if doc._.scene is not None:
            doc._.kinds = self.model.predict(kind_bag(doc._.scene.table))
        return doc

    def from_disk(self, path: Path, **_: Any) -> KindWords:
        self.model = WordModel.load(path, "kind_words")
        return self


class MentionRoles:
    """Decide what each name and sum is, all the article considered."""

    words: WordModel
    model: Trees

    def __call__(self, doc: Doc) -> Doc:
        scene = doc._.scene
        if scene is None:
            return doc
        said = [self.words.predict(mention_bag(scene, at)) for at in range(len(scene.candidates))]
        words = np.stack(said) if said else np.zeros((0, len(OUTCOMES)), np.float32)
        found = self.model.predict(mention_rows(scene, doc._.kinds, words))
        outcomes = found if len(found) else np.zeros((0, len(OUTCOMES)), np.float32)
        doc._.weighed = Weighed(scene, outcomes, doc._.kinds)
        # not doc.char_span, which walks over all tokens for each mention, and no loop over Token objects
        lengths, spaces = doc.to_array("LENGTH").astype(np.int64), doc.to_array("SPACY").astype(np.int64)
        ends = np.cumsum(lengths + spaces) - spaces
        first = {start: at for at, start in enumerate((ends - lengths).tolist())}
        last = {end: at + 1 for at, end in enumerate(ends.tolist())}
        found_mentions = final_mentions(doc._.weighed)
        doc.spans["mentions"] = [Span(doc, first[m.start], last[m.end], label=m.label) for m in found_mentions]
        return doc

    def from_disk(self, path: Path, **_: Any) -> MentionRoles:
        self.words = WordModel.load(path, "mention_words")
        self.model = Trees.load(path / "mentions.onnx.gz")
        return self


class VictimRoles:
    """Decide which groups of names are victims, which is the article's subject, and which it only recalls."""

    deciders: tuple[Trees, Trees, Trees]  # victim, first, lead

    def __call__(self, doc: Doc) -> Doc:
        if doc._.weighed is not None:
            doc._.cast = make_cast(doc._.weighed, self.deciders)
        return doc

    def from_disk(self, path: Path, **_: Any) -> VictimRoles:
        victim, first, lead = (Trees.load(path / f"{name}.onnx.gz") for name in ("victim", "first", "lead"))
        self.deciders = (victim, first, lead)
        return self


def make_cast(weighed: Weighed, deciders: tuple[Trees, Trees, Trees]) -> Cast:
    """The possible victims of an article, weighed."""
    groups = name_groups(weighed, VICTIM)
    rows = group_rows(weighed, groups, VICTIM)
    if not groups:
        return Cast([], rows, np.zeros((0, 3), np.float32))
    return Cast(groups, rows, np.stack([decider.yes(rows) for decider in deciders], axis=1))


class ArticleKind:
    """Settle the kind, with the likeliest victims and sums known."""

    model: Trees

    def __call__(self, doc: Doc) -> Doc:
        if doc._.cast is not None:
            row = kind_row(doc._.weighed, doc._.cast.standing)
            doc._.kinds = blend(doc._.kinds, self.model.predict(row[None, :])[0])
        return doc

    def from_disk(self, path: Path, **_: Any) -> ArticleKind:
        self.model = Trees.load(path / "kinds.onnx.gz")
        return self


class IncidentClaims:
    """Put the incidents together: victim, attacker, sum, payment, status, country, sector."""

    actor: Trees
    sum: Trees
    first_sum: Trees
    status: Trees
    status_words: WordModel
    actors: ActorIndex
    countries: Countries
    sectors: Sectors

    def __call__(self, doc: Doc) -> Doc:
        weighed, cast = doc._.weighed, doc._.cast
        if cast is None or not cast.victims or settled(doc._.kinds) == "none":
            return doc
        weighed = replace(weighed, kinds=doc._.kinds)
        actors = pair_actors(weighed, cast, name_groups(weighed, ACTOR), self.actor)
        sums = pair_sums(weighed, cast, sum_groups(weighed), self.sum, self.first_sum)
        words = self.status_words.predict(status_bag(weighed.scene.table))
        statuses = self.status.predict(status_rows(cast, actors, sums, words))
        told = Told(doc._.full_text, weighed, cast, actors, sums, statuses, self._country_of(doc))
        doc._.claims = [self._complete(doc, claim) for claim in build_claims(told)]
        return doc

    def _country_of(self, doc: Doc) -> Callable[[str], Country]:
        mentions = final_mentions(doc._.weighed)
        setting = Setting(doc._.full_text, doc._.language, mentions, doc._.url)
        return partial(self.countries.of, setting=setting)

    def _complete(self, doc: Doc, claim: Claim) -> Claim:
        name, uuid = resolve_actor(claim, self.actors)
        sector = self.sectors.of(claim.victim, doc._.full_text, doc._.language)
        return replace(claim, actor_name=name, actor_uuid=uuid, sector=sector)

    def from_disk(self, path: Path, **_: Any) -> IncidentClaims:
        for name in ("actor", "sum", "first_sum", "status"):
            setattr(self, name, Trees.load(path / f"{name}.onnx.gz"))
        self.status_words = WordModel.load(path, "status_words")
        self.actors = ActorIndex.load(path / "actors.json")
        self.countries, self.sectors = Countries.load(path), Sectors.load(path)
        return self


@Language.factory("press_tagger", assigns=["doc._.scene"])
def make_press_tagger(nlp: Language, name: str) -> PressTagger:
    return PressTagger()


@Language.factory("kind_words", requires=["doc._.scene"], assigns=["doc._.kinds"])
def make_kind_words(nlp: Language, name: str) -> KindWords:
    return KindWords()


@Language.factory("mention_roles", requires=["doc._.kinds"], assigns=["doc._.weighed", "doc.spans"])
def make_mention_roles(nlp: Language, name: str) -> MentionRoles:
    return MentionRoles()


@Language.factory("victim_roles", requires=["doc._.weighed"], assigns=["doc._.cast"])
def make_victim_roles(nlp: Language, name: str) -> VictimRoles:
    return VictimRoles()


@Language.factory("article_kind", requires=["doc._.cast"], assigns=["doc._.kinds"])
def make_article_kind(nlp: Language, name: str) -> ArticleKind:
    return ArticleKind()


@Language.factory("incident_claims", requires=["doc._.cast", "doc._.kinds"], assigns=["doc._.claims"])
def make_incident_claims(nlp: Language, name: str) -> IncidentClaims:
    return IncidentClaims()

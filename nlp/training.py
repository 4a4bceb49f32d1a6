"""Train the model: one command, one seed, the same scores.

Each step learns from what the steps before it say of articles that they have not seen: the corpus is dealt into folds,
every fold is read by models of the others, and the next step is trained on those readings. A step trained on readings
of its own training articles would trust its predecessors far too much.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # two busy cores lose more by OpenMP's waiting threads than they win

import numpy as np

from nlp.annotated import CORPUS, AnnotatedArticle, corpus_digest, load_corpus
from nlp.assets_build import build_assets
from nlp.claims import Cast, Pairing, Told, build_claims, status_rows, sum_rows
from nlp.countries import Countries
from nlp.evaluation import MEASURES, Scores, score
from nlp.features import TokenTable, build_table, token_features
from nlp.fitting import FOLDS, SEED, Fit, fit_taggers, fit_trees, fit_words, fold_of
from nlp.kinds import blend, kind_bag, kind_row, settled, status_bag
from nlp.knowledge import Knowledge, Vocabulary
from nlp.knowledge_build import build_knowledge
from nlp.lesson import make_lesson
from nlp.mention_rows import mention_rows
from nlp.mention_words import mention_bag
from nlp.mentions import final_mentions
from nlp.model_version import META, model_version
from nlp.names import folded
from nlp.network import Columns, Networks
from nlp.packed import save_bytes
from nlp.places import Setting
from nlp.reader import BUNDLED
from nlp.roles import Group, Weighed, group_rows, name_groups, pair_rows, sum_groups
from nlp.scene import ACTOR, NOTHING, OUTCOMES, VICTIM, Candidate, Scene, build_scene
from nlp.tagger import Tagger, tag_tokens
from nlp.tokens import token_spans
from nlp.types import KINDS, STATUSES, Reading
from nlp.victim_fitting import PART as CLAIMS
from nlp.victim_fitting import fit_victims
from nlp.word_vectors import WordVectors
from nlp.word_vectors_build import build_word_vectors

logger = logging.getLogger(__name__)

NAME = "press"


@dataclass
class Case:
    """One training article on its way through the steps; each fills in what it says without having seen the article."""

    gold: AnnotatedArticle
    fold: int
    table: TokenTable
    features: list[list[str]]
    kinds: np.ndarray = field(init=False)
    scene: Scene = field(init=False)
    weighed: Weighed = field(init=False)
    cast: Cast = field(init=False)
    actors: Pairing = field(init=False)
    sums: Pairing = field(init=False)
    statuses: np.ndarray = field(init=False)


def train(output: Path | None = None, *, folder: Path | None = None) -> dict[str, Scores]:
    """Train on all articles but the development batches, write the model, and give its cross-validated scores."""
    articles = load_corpus(folder or CORPUS, development=False)
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary) / "model"
        cases = _learn_names(articles, work)
        scores = _learn_roles(cases, work)
        _publish(work, output or BUNDLED, articles, scores)
    return scores


def _publish(work: Path, target: Path, articles: Sequence[AnnotatedArticle], scores: dict[str, Scores]) -> None:
    """Say of the model what it is, then put it where it belongs in one go: a failed training leaves the old one."""
    meta = {
        "name": NAME,
        "version": model_version(work),
        "articles": len(articles),
        "corpus": corpus_digest(articles),
        "seed": SEED,
        "cross_validation": {name: round(scores["all"].measure(name), 4) for name in MEASURES},
    }
    (work / META).write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(work, target)


def _part(work: Path, name: str) -> Path:
    part = work / name
    part.mkdir(parents=True, exist_ok=True)
    return part


def _learn_names(articles: Sequence[AnnotatedArticle], work: Path) -> list[Case]:
    """What is known beforehand, and the fields and the network that find names and sums: nine tenths of the time."""
    part = _part(work, "press_tagger")
    logger.info("compiling what is known beforehand")
    build_knowledge(part / "knowledge.json.gz")
    knowledge = Knowledge.load(part / "knowledge.json.gz")
    vocabulary = _vocabulary(knowledge)
    names = {"classes": vocabulary.classes, "name_types": vocabulary.name_types}
    (part / "vocabulary.json").write_text(json.dumps(names), encoding="utf-8")
    cases = [_case(article, knowledge) for article in articles]
    logger.info("%d articles", len(cases))
    vectors = build_word_vectors(word for case in cases for word in case.table.words)
    vectors.save(part)
    logger.info("word vectors made")
    _learn_taggers(cases, part, vocabulary, vectors)
    return cases


def _learn_roles(cases: list[Case], work: Path) -> dict[str, Scores]:
    """All that decides over names and sums, step by step; the scores are of articles that no step had seen."""
    _learn_kind_words(cases, _part(work, "kind_words"))
    _learn_mentions(cases, _part(work, "mention_roles"))
    _learn_victims(cases, _part(work, "victim_roles"))
    _learn_kinds(cases, _part(work, "article_kind"))
    part = _part(work, CLAIMS)
    build_assets(part)
    fit_victims([case.gold for case in cases], part)
    _learn_pairs(cases, part)
    _learn_statuses(cases, part)
    countries = Countries.load(part)
    return score((case.gold, _reading(case, countries)) for case in cases)


def _vocabulary(knowledge: Knowledge) -> Vocabulary:
    lexicon = knowledge.lexicon
    phrases = [found for each in lexicon.phrases.values() for begun in each.values() for found in begun.values()]
    classes = {class_ for found in phrases for _, class_ in found}
    for table in (lexicon.exact, lexicon.prefix, lexicon.suffix):
        classes.update(class_ for each in table.values() for found in each.values() for class_ in found)
    types = {type_ for found in knowledge.names.table.values() for type_ in found}
    return Vocabulary(tuple(sorted(classes)), tuple(sorted(types)))


def _case(article: AnnotatedArticle, knowledge: Knowledge) -> Case:
    text = article.full_text
    table = build_table(text, token_spans(text), len(article.title), article.language, knowledge)
    return Case(article, fold_of(article.id), table, token_features(table))


def _learn_kind_words(cases: list[Case], part: Path) -> None:
    bags = [[kind_bag(case.table)] for case in cases]
    answers = [np.array([KINDS.index(case.gold.kind)]) for case in cases]
    found = _words_out_of_fold(cases, bags, answers, 0.5, part, "kind_words")
    for case, each in zip(cases, found, strict=True):
        case.kinds = each[0]
    logger.info("kinds from words learnt")


def _learn_taggers(cases: list[Case], part: Path, vocabulary: Vocabulary, vectors: WordVectors) -> None:
    features = [case.features for case in cases]
    labels = [tag_tokens(case.table, case.gold.mentions) for case in cases]
    columns = Columns(vocabulary)
    lessons = [make_lesson(case.gold, case.table, columns.inputs(case.table, vectors)) for case in cases]
    folds = [case.fold for case in cases]
    with tempfile.TemporaryDirectory() as temporary:
        folders = fit_taggers(features, labels, lessons, folds, FOLDS, SEED, Path(temporary))
        for fold in range(FOLDS):
            tagger = Tagger(folders[fold])
            networks = Networks(folders[fold], columns, vectors)
            for case in cases:
                if case.fold == fold:
                    opinion = networks.read(case.table)
                    found = tagger.candidates(case.table, case.features, opinion, case.gold.full_text)
                    case.scene = build_scene(case.table, found, vocabulary, opinion)
        shutil.copytree(folders[FOLDS], part, dirs_exist_ok=True)
    for case in cases:
        case.features = []  # hundreds of megabytes that no later step reads
    logger.info("names and sums learnt")


def outcome(candidate: Candidate, case: Case) -> int:
    """What a candidate is by the annotation: the label of the mention it is, or of the one it overlaps unless another
    candidate is that mention exactly."""
    spans = {(m.start, m.end): m.label for m in case.gold.mentions}
    exact = spans.get((candidate.start, candidate.end))
    if exact:
        return OUTCOMES.index(exact)
    cut = {(other.start, other.end) for other in case.scene.candidates}
    for (start, end), label in spans.items():
        if start < candidate.end and candidate.start < end and (start, end) not in cut:
            return OUTCOMES.index(label)
    return NOTHING


def _learn_mentions(cases: list[Case], part: Path) -> None:
    bags = [[mention_bag(case.scene, at) for at in range(len(case.scene.candidates))] for case in cases]
    answers = [np.array([outcome(c, case) for c in case.scene.candidates], np.int64) for case in cases]
    words = _words_out_of_fold(cases, bags, answers, 0.1, part, "mention_words")
    rows = [mention_rows(case.scene, case.kinds, each) for case, each in zip(cases, words, strict=True)]
    found = _out_of_fold(
        cases, rows, answers, Fit(classes=len(OUTCOMES), rounds=160, rate=0.06, leaves=15), part / "mentions.onnx.gz"
    )
    for case, outcomes in zip(cases, found, strict=True):
        case.weighed = Weighed(case.scene, outcomes.reshape(-1, len(OUTCOMES)), case.kinds)
    logger.info("roles of mentions learnt")


def _names(case: Case, group: Group) -> set[str]:
    return {folded(case.scene.candidates[index].text) for index in group}


def _incident_of(case: Case, group: Group) -> int | None:
    """The incident whose victim a group of names is."""
    names = _names(case, group)
    for at, incident in enumerate(case.gold.incidents):
        if names & {folded(name) for name in (incident.victim, *incident.aliases)}:
            return at
    return None


def _learn_victims(cases: list[Case], part: Path) -> None:
    groups = [name_groups(case.weighed, VICTIM) for case in cases]
    rows = [group_rows(case.weighed, each, VICTIM) for case, each in zip(cases, groups, strict=True)]
    incidents = [[_incident_of(case, group) for group in each] for case, each in zip(cases, groups, strict=True)]
    answers = {
        "victim": [np.array([at is not None for at in each], np.int64) for each in incidents],
        "first": [np.array([at == 0 for at in each], np.int64) for each in incidents],
        "lead": [
            np.array([at is not None and case.gold.incidents[at].primary for at in each], np.int64)
            for case, each in zip(cases, incidents, strict=True)
        ],
    }
    found = {name: _out_of_fold(cases, rows, each, Fit(), part / f"{name}.onnx.gz") for name, each in answers.items()}
    for at, case in enumerate(cases):
        standing = np.stack([found[name][at][:, -1] for name in ("victim", "first", "lead")], axis=1)
        case.cast = Cast(groups[at], rows[at], standing.astype(np.float32).reshape(-1, 3))
    logger.info("victims learnt")


def _learn_kinds(cases: list[Case], part: Path) -> None:
    rows = [kind_row(case.weighed, case.cast.standing)[None, :] for case in cases]
    answers = [np.array([KINDS.index(case.gold.kind)]) for case in cases]
    found = _out_of_fold(cases, rows, answers, Fit(classes=len(KINDS), rounds=150, rate=0.06), part / "kinds.onnx.gz")
    for case, each in zip(cases, found, strict=True):
        case.kinds = blend(case.kinds, each[0])
        case.weighed = Weighed(case.weighed.scene, case.weighed.outcomes, case.kinds)
    logger.info("kinds learnt")


def _learn_pairs(cases: list[Case], part: Path) -> None:
    actors, sums = [], []
    actor_rows, sum_rows_ = [], []
    for case in cases:
        weighed, cast = case.weighed, case.cast
        actors.append(name_groups(weighed, ACTOR))
        sums.append(sum_groups(weighed))
        victims, standing = cast.victims, cast.standing
        actor_rows.append(pair_rows(weighed, victims, standing, actors[-1], group_rows(weighed, actors[-1], ACTOR)))
        sum_rows_.append(pair_rows(weighed, victims, standing, sums[-1], sum_rows(weighed, sums[-1])))
    jobs = {
        "actor": (actor_rows, [_pair_answers(case, each, _is_actor) for case, each in zip(cases, actors, strict=True)]),
        "sum": (sum_rows_, [_pair_answers(case, each, _is_sum) for case, each in zip(cases, sums, strict=True)]),
        "first_sum": (
            sum_rows_,
            [_pair_answers(case, each, _is_first) for case, each in zip(cases, sums, strict=True)],
        ),
    }
    found = {
        name: _out_of_fold(cases, rows, answers, Fit(rounds=1000), part / f"{name}.onnx.gz")
        for name, (rows, answers) in jobs.items()
    }
    for at, case in enumerate(cases):
        count = len(case.cast.victims)
        grids = {name: each[at][:, -1].reshape(count, -1) for name, each in found.items() if each[at].size}
        empty = np.zeros((count, 0), np.float32)
        case.actors = Pairing(actors[at], grids.get("actor", empty), grids.get("actor", empty))
        case.sums = Pairing(sums[at], grids.get("sum", empty), grids.get("first_sum", empty))
    logger.info("attackers and sums of victims learnt")


Answer = Callable[[Case, int, Group], bool]


def _pair_answers(case: Case, others: Sequence[Group], is_right: Answer) -> np.ndarray:
    """1 or 0 for each victim and other group; -1, left out of the training, where the group is no victim."""
    answers = []
    for victim in case.cast.victims:
        at = _incident_of(case, victim)
        answers += [-1 if at is None else int(is_right(case, at, other)) for other in others]
    return np.array(answers, np.int64)


def _is_actor(case: Case, at: int, group: Group) -> bool:
    actor = case.gold.incidents[at].actor
    return actor is not None and folded(actor) in _names(case, group)


def _is_sum(case: Case, at: int, group: Group) -> bool:
    return any(_is_amount(case, group, value, code) for value, code in case.gold.incidents[at].ransoms)


def _is_first(case: Case, at: int, group: Group) -> bool:
    ransoms = case.gold.incidents[at].ransoms
    return bool(ransoms) and _is_amount(case, group, *ransoms[0])


def _is_amount(case: Case, group: Group, value: object, code: str) -> bool:
    candidate = case.scene.candidates[group[0]]
    if candidate.value is None or abs(candidate.value - float(str(value))) > 1e-6 * max(1.0, candidate.value):
        return False
    return candidate.currency == code or candidate.currency == "USD"  # a bare dollar may be Canadian: still that sum


def _learn_statuses(cases: list[Case], part: Path) -> None:
    attacks = [case for case in cases if case.gold.incidents]
    first = [np.array([STATUSES.index(case.gold.incidents[0].status)]) for case in attacks]
    bags = [[status_bag(case.table)] for case in attacks]
    said = _words_out_of_fold(attacks, bags, first, 0.5, part, "status_words")
    by_id = {case.gold.id: each[0] for case, each in zip(attacks, said, strict=True)}
    unsaid = np.full(len(STATUSES), 1 / len(STATUSES), np.float32)
    words = [by_id.get(case.gold.id, unsaid) for case in cases]
    rows = [status_rows(case.cast, case.actors, case.sums, each) for case, each in zip(cases, words, strict=True)]
    answers = []
    for case in cases:
        ats = [_incident_of(case, victim) for victim in case.cast.victims]
        found = [-1 if at is None else STATUSES.index(case.gold.incidents[at].status) for at in ats]
        answers.append(np.array(found, np.int64))
    predicted = _out_of_fold(
        cases, rows, answers, Fit(classes=len(STATUSES), rounds=120, rate=0.06), part / "status.onnx.gz"
    )
    for case, each in zip(cases, predicted, strict=True):
        case.statuses = each
    logger.info("statuses learnt")


def _words_out_of_fold(
    cases: Sequence[Case],
    bags: Sequence[Sequence[dict[str, float]]],
    answers: Sequence[np.ndarray],
    strength: float,
    part: Path,
    name: str,
) -> list[np.ndarray]:
    """Each article's bags as predicted by words learnt elsewhere; the model over all articles is saved."""
    found: list[np.ndarray] = [np.zeros((0, 1), np.float32)] * len(cases)
    for fold in range(FOLDS):
        inside = [at for at, case in enumerate(cases) if case.fold != fold]
        seen = [each for at in inside for each in bags[at]]
        model = fit_words(seen, np.concatenate([answers[at] for at in inside]), strength)
        for at, case in enumerate(cases):
            if case.fold == fold and bags[at]:
                found[at] = np.stack([model.predict(each) for each in bags[at]])
    fit_words([each for bag in bags for each in bag], np.concatenate(answers), strength).save(part, name)
    return found


def _out_of_fold(
    cases: Sequence[Case], rows: Sequence[np.ndarray], answers: Sequence[np.ndarray], fit: Fit, path: Path
) -> list[np.ndarray]:
    """Each article's rows as predicted by trees that have not seen it; the trees over all articles go to `path`."""
    owner = np.concatenate([np.full(len(each), at) for at, each in enumerate(answers)])
    fold = np.array([cases[at].fold for at in owner])
    table = np.concatenate([each for each, truth in zip(rows, answers, strict=True) if len(truth)])
    truth = np.concatenate(answers)
    known = truth >= 0
    predicted = np.zeros((len(truth), fit.classes), np.float32)
    for each in range(FOLDS):
        trees = fit_trees(table[known & (fold != each)], truth[known & (fold != each)], fit, SEED)
        predicted[fold == each] = trees.predict(table[fold == each])
    save_bytes(path, fit_trees(table[known], truth[known], fit, SEED).data)
    bounds = np.cumsum([0, *(len(each) for each in answers)])
    return [predicted[start:end] for start, end in pairwise(bounds)]


def _reading(case: Case, countries: Countries) -> Reading:
    """The article as read by models that have not seen it; but for the victim's country, which is not scored here."""
    kind = settled(case.kinds)
    claims = []
    if kind != "none" and case.cast.victims:
        setting = Setting(case.gold.full_text, case.gold.language, final_mentions(case.weighed))
        country_of = partial(countries.of, setting=setting)
        told = Told(case.gold.full_text, case.weighed, case.cast, case.actors, case.sums, case.statuses, country_of)
        claims = build_claims(told)
    kind = kind if claims else "none"
    score_ = float(case.kinds[KINDS.index(kind)])
    return Reading(case.gold.language, kind, score_, tuple(final_mentions(case.weighed)), tuple(claims))

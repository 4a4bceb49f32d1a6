"""The word vectors, the network beside the fields, and the decoding of tags."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.annotated import load_corpus
from nlp.decoding import blended, decode
from nlp.features import TokenTable, build_table
from nlp.lesson import make_lesson
from nlp.network import TAGS, word_hashes
from nlp.onnx_session import open_session
from nlp.reader import BUNDLED, load_reader
from nlp.tokens import token_spans
from nlp.word_vectors import LENGTH, WIDTH, WordVectors


@pytest.fixture(scope="module")
def tagger():
    return load_reader().nlp.get_pipe("press_tagger")


@pytest.fixture(scope="module")
def vectors(tagger) -> WordVectors:
    return tagger.networks.vectors


def table_of(tagger, text: str, language: str = "en") -> TokenTable:
    return build_table(text, token_spans(text), 0, language, tagger.knowledge)


@pytest.mark.parametrize(
    ("word", "translation", "other"),
    [("hospital", "ziekenhuis", "factory"), ("hospital", "hôpital", "usine"), ("school", "école", "hacker")],
)
def test_a_word_lies_nearer_to_its_translation_than_to_another_word(vectors, word, translation, other):
    assert vectors.of(word) @ vectors.of(translation) > vectors.of(word) @ vectors.of(other)


@given(st.text(max_size=30))
def test_every_word_has_a_vector_of_one_length_or_none(vectors, word):
    vector = vectors.of(word)
    assert vector.shape == (WIDTH,)
    assert np.linalg.norm(vector) == pytest.approx(LENGTH, rel=1e-4) or not vector.any()


def test_hashes_depend_on_the_word_alone_and_not_on_the_process():
    assert word_hashes("Rançon") == word_hashes("Rançon") != word_hashes("Losgeld")
    assert word_hashes("15.000") == (1330, 300, 929, 2302, 1980)


def test_opinions_are_probabilities_and_one_row_a_token(tagger):
    table = table_of(tagger, "Hackers demand $2 million from Ashby General Hospital. The clinic did not pay LockBit.")
    opinion = tagger.networks.read(table)
    assert opinion.tags.shape == (len(table), len(TAGS))
    assert opinion.lead.shape == (len(table), 3)
    np.testing.assert_allclose(opinion.tags.sum(axis=1), 1, rtol=1e-4)
    assert opinion.kinds.sum() == pytest.approx(1, rel=1e-4)
    np.testing.assert_allclose(opinion.subject.sum(axis=0) + opinion.nothing, 1, rtol=1e-4)


def test_the_subject_is_pointed_at(tagger):
    table = table_of(tagger, "Hackers demand $2 million from Ashby General Hospital. The hospital did not pay LockBit.")
    opinion = tagger.networks.read(table)
    victim, actor, sum_ = (table.words[at] for at in opinion.subject.argmax(axis=0))
    assert victim in ("Ashby", "General", "Hospital")
    assert (actor, sum_) == ("LockBit", "$") or sum_ in ("2", "million")


def test_a_very_long_text_is_read_in_stretches(tagger):
    table = table_of(tagger, "Ashby General Hospital was hit. " * 1200)
    opinion = tagger.networks.read(table)
    assert len(opinion.tags) == len(table) > 4000


def test_a_text_without_a_word_has_no_opinion(tagger):
    opinion = tagger.networks.read(table_of(tagger, ""))
    assert len(opinion.tags) == 0
    assert opinion.kinds.sum() == pytest.approx(1)


@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_no_run_goes_on_that_did_not_begin(size, seed):
    tags = decode(np.random.default_rng(seed).dirichlet(np.full(len(TAGS), 0.2), size))
    for before, after in zip(["O", *tags], tags, strict=False):
        assert after[0] != "I" or before[2:] == after[2:]


@given(size=st.integers(1, 3), seed=st.integers(0, 999))
@settings(max_examples=10, deadline=None)
def test_no_allowed_sequence_is_likelier(size, seed):
    tags = np.random.default_rng(seed).dirichlet(np.ones(len(TAGS)), size)
    allowed = [
        path
        for path in product(range(len(TAGS)), repeat=size)
        if all(
            TAGS[now][0] != "I" or (before is not None and TAGS[before][1:] == TAGS[now][1:])
            for before, now in zip((None, *path), path, strict=False)
        )
    ]
    best = max(allowed, key=lambda path: np.log(tags[range(size), path]).sum())
    assert decode(tags) == [TAGS[at] for at in best]


def test_the_likeliest_sequence_wins_over_the_likeliest_tags():
    odds = np.full((2, len(TAGS)), 0.01)
    odds[0, TAGS.index("O")], odds[0, TAGS.index("B-VICTIM")] = 0.46, 0.41
    odds[1, TAGS.index("I-VICTIM")], odds[1, TAGS.index("O")] = 0.8, 0.07
    assert decode(odds) == ["B-VICTIM", "I-VICTIM"]
    assert decode(odds[:0]) == []


def test_two_opinions_are_blended_by_weight():
    one, other = np.array([[0.9, 0.1]]), np.array([[0.1, 0.9]])
    np.testing.assert_allclose(blended(one, other, 0.5), [[0.5, 0.5]])
    assert blended(one, other, 0.2)[0, 0] > 0.5


def test_a_model_whose_vectors_do_not_fit_its_pieces_is_refused(tmp_path, vectors):
    vectors.save(tmp_path)
    np.savez_compressed(tmp_path / "pieces.npz", rows=vectors.rows[:10], scales=vectors.scales[:10])
    with pytest.raises(ValueError, match="not of one model"):
        WordVectors.load(tmp_path)


@pytest.mark.parametrize("name", ["TAGGING", "SUBJECT"])
def test_a_network_learns_what_it_is_shown_and_twice_the_same(tagger, name, monkeypatch):
    pytest.importorskip("torch", reason="PyTorch is needed to train only: requirements-train.txt")
    from nlp import network_fitting

    monkeypatch.setattr(network_fitting, "AVERAGE", 0.8)  # of a few steps only
    plan = replace(getattr(network_fitting, name), epochs=60)
    lessons = []
    for article in [article for article in load_corpus(development=False) if article.incidents][:10]:
        text = article.full_text
        table = build_table(text, token_spans(text), len(article.title), article.language, tagger.knowledge)
        lessons.append(make_lesson(article, table, tagger.networks.columns.inputs(table, tagger.networks.vectors)))
    data = network_fitting.fit_network(lessons, plan, 7)
    assert data == network_fitting.fit_network(lessons, plan, 7)
    session = open_session(data, name)
    right = whole = 0
    for lesson in lessons:
        inputs = {each: getattr(lesson.inputs, each)[None] for each in ("vectors", "hashes", "marks", "names")}
        found = session.run(None, inputs)[0][0]
        if name == "TAGGING":
            right += int((found.argmax(axis=1) == lesson.tags)[lesson.tags > 0].sum())
            whole += int((lesson.tags > 0).sum())
        else:
            right += int(lesson.lead[found[1:, 0].argmax(), 0])
            whole += 1
    assert right / whole > 0.6


@pytest.mark.parametrize(("name", "in_eight_bits"), [("TAGGING", False), ("TAGGING", True), ("SUBJECT", True)])
def test_what_is_written_answers_as_the_network_does(tagger, name, in_eight_bits):
    torch = pytest.importorskip("torch", reason="PyTorch is needed to train only: requirements-train.txt")
    from nlp import network_fitting

    torch.manual_seed(1)
    net = network_fitting.Net(tagger.networks.columns.width, getattr(network_fitting, name)).eval()
    table = build_table(
        "Acme\n\nAcme was hit. It pays.", [(0, 4), (4, 6), (6, 10), (11, 14)], 4, "en", tagger.knowledge
    )
    inputs = tagger.networks.columns.inputs(table, tagger.networks.vectors)
    feed = {each: getattr(inputs, each)[None] for each in ("vectors", "hashes", "marks", "names")}
    with torch.no_grad():
        expected = network_fitting.Answering(net)(*map(torch.from_numpy, feed.values()))
    found = open_session(network_fitting.to_onnx(net, in_eight_bits=in_eight_bits), name).run(None, feed)
    for one, other in zip(found, expected, strict=True):
        assert one == pytest.approx(other.numpy(), abs=0.03)


def test_bundled_files_are_there():
    for name in ("tagging.onnx", "subject.onnx", "pieces.model", "pieces.npz"):
        assert (BUNDLED / "press_tagger" / name).stat().st_size > 10_000

"""The bundled model at work: what it must always get right, and what it must never do."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from nlp.annotated import load_corpus
from nlp.packed import load_bytes, save_bytes
from nlp.reader import BUNDLED, ModelError, load_reader
from nlp.types import Article

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
DUTCH = Article(
    url="https://krant.example/a",
    title="Gijzelsoftware legt gemeente Hollevoort plat",
    text=(
        "De gemeente Hollevoort is slachtoffer geworden van gijzelsoftware. De bende LockBit eist 250.000 euro in "
        "bitcoin, bevestigt burgemeester Anja Roos. De gemeente wil niet betalen.\n\nDe politie onderzoekt de aanval."
    ),
)
GERMAN = Article(
    url="https://zeitung.example/a",
    title="Hackerangriff auf die Stadtverwaltung",
    text="Die Stadtverwaltung ist seit Montag nicht erreichbar, weil Unbekannte die Server verschlüsselt haben. " * 3,
)


@pytest.fixture(scope="module")
def reader():
    return load_reader()


def seed_article():
    path = next(iter(sorted(SEEDS.glob("000_*.txt"))), None) if SEEDS.exists() else None
    if path is None:
        pytest.skip("needs the seed article, which stays outside the project")
    title, _, text = path.read_text(encoding="utf-8").partition("\n")
    return Article(url="urn:seed", title=title, text=text)


def test_the_seed_article_comes_out_right(reader):
    reading = reader.read(seed_article())
    first, *others = reading.claims
    assert reading.kind == "extortion"
    assert (first.victim, first.actor, first.amount, first.currency) == ("Xperthis", "Rex Mundi", Decimal(15000), "EUR")
    assert (first.payment, first.status, first.primary) == ("BTC", "demanded", True)
    recalled = {claim.victim: (claim.actor, claim.primary) for claim in others}
    assert recalled == dict.fromkeys(("Alfa Hosting", "Habeas.be", "Numéricâble"), ("Rex Mundi", False))


def test_a_plain_attack_is_read(reader):
    reading = reader.read(DUTCH)
    claim = reading.claims[0]
    assert (reading.language, reading.kind) == ("nl", "ransomware")
    assert (claim.victim, claim.actor, claim.amount, claim.currency) == (
        "gemeente Hollevoort",
        "LockBit",
        Decimal(250000),
        "EUR",
    )


def test_every_field_of_a_claim_points_to_the_characters_that_say_it(reader):
    for article in load_corpus(development=True)[:30]:
        text = article.full_text
        for claim in reader.read(article.as_article()).claims:
            assert text[slice(*claim.evidence["victim"])] == claim.victim
            if claim.actor:
                assert text[slice(*claim.evidence["actor"])] == claim.actor
            assert ("amount" in claim.evidence) == (claim.amount is not None)


def test_mentions_index_the_text_and_never_overlap(reader):
    for article in load_corpus(development=True)[:30]:
        at = 0
        for mention in reader.read(article.as_article()).mentions:
            assert article.full_text[mention.start : mention.end] == mention.text
            assert mention.start >= at
            at = mention.end


def test_a_fourth_language_is_named_and_not_read(reader):
    reading = reader.read(GERMAN)
    assert (reading.language, reading.kind, reading.mentions, reading.claims) == ("de", "none", (), ())


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "…", "a" * 100_000, "\x00\x01", "€ " * 2000, "[(" * 500])
def test_odd_text_is_read_without_a_fault(reader, text):
    reader.read(Article(url="urn:odd", title="", text=text))
    reader.read(Article(url="urn:odd", title=text[:200], text=text))


def test_processes_change_nothing(reader):
    articles = [article.as_article() for article in load_corpus(development=True)[:12]]
    assert list(reader.read_all(articles, processes=2)) == [reader.read(article) for article in articles]


def test_a_missing_model_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"model\.json is missing; `ransomwire train` makes one"):
        load_reader(tmp_path)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("press_tagger/cut.crf.gz", "cut.crf.gz is no whole packed file"),
        ("mention_roles/mentions.onnx.gz", "mentions.onnx.gz is no whole packed file"),
        ("press_tagger/tagging.onnx", "tagging.onnx is no whole ONNX file"),
        ("press_tagger/knowledge.json.gz", "knowledge.json.gz is no whole packed JSON file"),
        ("press_tagger/pieces.model", "pieces.model is no whole SentencePiece model"),
        ("press_tagger/pieces.npz", "pieces.npz is no whole NumPy file"),
        ("kind_words/kind_words.npz", "kind_words.npz is no whole NumPy file"),
    ],
)
def test_a_file_cut_short_is_named(tmp_path, name, sentence):
    folder = shutil.copytree(BUNDLED, tmp_path / "press")
    (folder / name).write_bytes((BUNDLED / name).read_bytes()[:500])
    with pytest.raises(ModelError, match=sentence):
        load_reader(folder)


def test_a_field_that_is_none_is_named(tmp_path):
    folder = shutil.copytree(BUNDLED, tmp_path / "press")
    whole = load_bytes(folder / "press_tagger" / "cut.crf.gz")
    save_bytes(folder / "press_tagger" / "cut.crf.gz", whole[:-1])
    with pytest.raises(ModelError, match=r"cut\.crf\.gz is no whole CRFsuite file"):
        load_reader(folder)

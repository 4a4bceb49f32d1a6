"""Attackers' names as the press prints them, and what they mean."""

import json
from pathlib import Path

import pytest

from nlp.actors import Actor, ActorIndex, Alias, GalaxyError, read_aliases, read_galaxy
from nlp.assets_build import ASSETS, build_actors

ROWS = [line.split("\t") for line in Path(__file__).with_name("actors.tsv").read_text("utf-8").splitlines()[1:]]
GALAXY = {
    "type": "ransomware",
    "values": [
        {"value": "Velvet Lock Ransomware", "uuid": "u-1", "meta": {"synonyms": ["Fluweel"]}},
        {"value": "Orchid", "uuid": "u-2"},
    ],
}


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> ActorIndex:
    path = tmp_path_factory.mktemp("assets") / "actors.json"
    build_actors().save(path)
    return ActorIndex.load(path)


@pytest.fixture
def small() -> ActorIndex:
    return ActorIndex.build([Alias("Tulip", "ransomware", ("Orchid",))], {"ransomware": GALAXY}, ["tulip"])


@pytest.mark.parametrize(("surface", "name"), ROWS)
def test_a_name_as_printed_means_one_attacker(index, surface, name):
    found = index.resolve(surface)
    assert (found.name if found else "-") == name


def test_the_galaxys_uuid_goes_with_the_name(index):
    assert index.resolve("Noberus") == Actor("ALPHV", "e6c09b63-a424-4d9e-b7f7-b752cbbca02a", "ransomware")
    assert index.resolve("Rex Mundi") == Actor("Rex Mundi", None, None)


@pytest.mark.parametrize(
    "word", ["Play", "royal", "Hive", "Medusa", "Hunters", "First", "Chaos", "Interlock", "The Gentlemen"]
)
def test_a_name_that_is_a_word_too_is_marked(index, word):
    assert index.is_plain_word(word)


@pytest.mark.parametrize("name", ["LockBit", "Ryuk", "Clop", "Qilin", "Rex Mundi", "Crimson Collective", "WannaCry"])
def test_a_name_that_is_no_word_is_not_marked(index, name):
    assert not index.is_plain_word(name)


def test_our_own_table_names_every_attacker_once():
    names = [alias.name for alias in read_aliases((ASSETS / "actor_aliases.tsv").read_text("utf-8"))]
    assert len(names) == len(set(names)) > 300


def test_our_tables_name_wins_and_the_galaxy_gives_the_uuid(small):
    assert small.resolve("orchid") == Actor("Tulip", "u-2", "ransomware")
    assert small.resolve("Fluweel") == Actor("Velvet Lock", "u-1", "ransomware")
    assert small.names([None]) == []


def test_a_newer_galaxy_adds_names_and_changes_none(small, tmp_path):
    newer = {
        "type": "ransomware",
        "values": [
            {"value": "Orchid", "uuid": "u-9", "meta": {"synonyms": ["Orchidee"]}},
            {"value": "Velvet Lock", "uuid": "u-1", "meta": {"synonyms": ["Velours"]}},
            {"value": "Night Fern", "uuid": "u-3"},
        ],
    }
    assert small.update(newer) == 3
    small.save(tmp_path / "actors.json")
    again = ActorIndex.load(tmp_path / "actors.json")
    assert again.resolve("Orchidée") == Actor("Tulip", "u-2", "ransomware")
    assert again.resolve("Velours") == Actor("Velvet Lock", "u-1", "ransomware")
    assert again.resolve("nightfern group") == Actor("Night Fern", "u-3", "ransomware")
    assert again.update(newer) == 0


@pytest.mark.parametrize("text", ["[]", "{", '{"values": 3, "type": "x"}', '{"type": "x", "values": [{"value": "a"}]}'])
def test_a_file_that_is_no_galaxy_is_refused_in_one_sentence(small, text):
    with pytest.raises(GalaxyError, match="expected a MISP galaxy"):
        small.update(read_galaxy(text))


def test_an_index_saved_twice_is_the_same_file(small, tmp_path):
    small.save(tmp_path / "one.json")
    ActorIndex.load(tmp_path / "one.json").save(tmp_path / "two.json")
    assert json.loads((tmp_path / "one.json").read_text("utf-8")) == json.loads(
        (tmp_path / "two.json").read_text("utf-8")
    )

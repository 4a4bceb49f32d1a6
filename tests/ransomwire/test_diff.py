import json

import pytest

from storage.database import open_store
from storage.readings import save_reading
from tests.storage.tell import claim, reading, tell


@pytest.fixture
def read_twice(tmp_path):
    with open_store(tmp_path / "ransomwire.db") as db:
        saved = tell(db, "https://a.example/1", claim("Acme", actor="Play"), title="Acme \x1b[2J hit", model="m 1")
        save_reading(db, saved.version_id, reading(claim("Acme", actor="Akira"), claim("Globex"), model="m 2"))


def test_diff_tells_each_change_and_the_sum(ransomwire, read_twice):
    status, out, _ = ransomwire("diff")
    assert status == 0
    assert out.splitlines() == [
        "2024-03-01  Acme �[2J hit",
        "  Acme: actor Play -> Akira",
        "  + Globex",
        "  https://a.example/1",
        "",
        "m 1 -> m 2",
        "1 article read by both, 1 read otherwise",
        "claims: 1 gained, 0 lost",
        "actor: 1 changed",
    ]


def test_diff_as_json(ransomwire, read_twice):
    told = json.loads(ransomwire("diff", "--format", "json")[1])
    assert (told["articles"], told["changed"], told["fields"]) == (1, 1, {"actor": 1})
    assert told["differences"][0]["changes"][0] == {
        "what": "changed", "victim": "Acme", "field": "actor", "before": "Play", "after": "Akira",
    }  # fmt: skip


def test_nothing_to_compare_is_said(ransomwire, read_twice):
    status, out, err = ransomwire("diff", "--from", "m 7")
    assert (status, out) == (0, "")
    assert "No article was read by two such models" in err

"""The commands by which an analyst rules: each takes effect, outlives a rebuild and can be undone."""

import json

import pytest

LINES = [
    {"title": "Acme", "text": "Acme was hit by Play, who want 5000 EUR.", "url": "https://a.example/1"},
    {"title": "Globex", "text": "Globex was hit by Akira.", "url": "https://b.example/2"},
]


@pytest.fixture
def ruled(ransomwire, tmp_path):
    """Run a command; gives its exit status and the incidents that stand afterwards, by victim."""
    (tmp_path / "lines.jsonl").write_text("\n".join(map(json.dumps, LINES)))
    assert ransomwire("ingest", "lines.jsonl")[0] == 0

    def call(*arguments):
        status, _, err = ransomwire(*arguments, "--who", "ann") if arguments else (0, "", "")
        found = json.loads(ransomwire("incidents", "--format", "json")[1])
        return status, {incident["victim"]: incident for incident in found}, err

    return call


def test_a_confirmed_incident_says_so(ruled):
    _, found, _ = ruled()
    status, found, _ = ruled("confirm", found["Acme"]["id"])
    assert (status, found["Acme"]["review"]) == (0, "confirmed")


def test_a_rejected_incident_is_left_out_until_it_is_undone(ruled):
    _, before, _ = ruled()
    status, found, err = ruled("reject", before["Acme"]["id"], "--note", "a drill")
    assert (status, list(found)) == (0, ["Globex"])
    assert "ransomwire undo 1" in err
    assert ruled("undo")[1] == before


def test_a_corrected_field_outlives_a_rebuild(ruled, ransomwire):
    _, found, _ = ruled()
    ruled("correct", found["Acme"]["id"], "amount", "7000")
    assert ransomwire("rebuild")[0] == 0
    assert ruled()[1]["Acme"]["amount"] == "7000"


def test_merged_incidents_are_one_and_can_be_split_again(ruled):
    _, found, _ = ruled()
    status, merged, _ = ruled("merge", found["Acme"]["id"], found["Globex"]["id"])
    assert (status, len(merged)) == (0, 1)
    (incident,) = merged.values()
    assert len(ruled("split", incident["id"], "https://b.example/2")[1]) == 2


def test_two_incidents_kept_apart_stay_two(ruled, ransomwire):
    _, found, _ = ruled()
    status, after, _ = ruled("apart", found["Acme"]["id"], found["Globex"]["id"])
    assert (status, len(after)) == (0, len(found))
    assert ransomwire("rebuild")[0] == 0
    assert len(ruled()[1]) == len(found)


@pytest.mark.parametrize(
    "arguments", [("confirm", "nobody-000000"), ("undo",), ("merge", "nobody-000000", "somebody-000000")]
)
def test_a_ruling_on_nothing_is_one_sentence(ruled, arguments):
    status, _, err = ruled(*arguments)
    assert (status, err.count("\n")) == (1, 1)
    assert err.startswith("Error: there is no")

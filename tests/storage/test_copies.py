"""Agency copy: who prints whose text, whatever was edited and whoever came first."""

import itertools
import random

import pytest

from storage import copies
from storage.articles import save_article
from storage.copies import UNCOMPARED, copied_from
from storage.database import open_store
from storage.queries import find_incidents
from storage.resolve import resolve
from storage.tellings import load_tellings
from tests.storage.tell import article, claim, tell

AGENCY = (
    "LIEGE (Agency) - Hackers of the group Rex Mundi ask 15,000 euros from the software firm Xperthis, whose servers "
    "they entered on Sunday night. The firm, which makes programs for hospitals, says that no patient's data were "
    "taken. It will not pay, its director said on Tuesday, and has gone to the police. The group gave it until Friday."
)
OTHER = (
    "Rex Mundi is back. After a lull of several months the blackmailers have named Xperthis as their latest victim, "
    "and they want 15,000 euros by Friday. A spokesman of the firm would say only that there had been an intrusion. "
    "Security researchers know the group from at least six earlier cases, among them a chain of pizza shops."
)
EDITED = AGENCY.replace("LIEGE (Agency)", "From our newsroom").replace("on Tuesday", "this morning")
CUT = AGENCY.rpartition(". ")[0] + ". Read more in our magazine, which appears every week."


def outlets_of(store):
    resolve(store)
    return [(incident.outlets, incident.copies, len(incident.articles)) for incident in find_incidents(store)]


def print_texts(store, *texts):
    for n, text in enumerate(texts):
        tell(store, f"https://{'abcdefgh'[n]}.example/1", claim("Xperthis"), text=text)


def pairs(store):
    resolve(store)
    return store.execute("SELECT url, copy_of, similarity FROM copies ORDER BY url").fetchall()


def test_outlets_that_print_one_agencys_text_are_one_voice_and_its_copies(store):
    print_texts(store, AGENCY, OTHER, EDITED, CUT, AGENCY.upper())
    assert outlets_of(store) == [(2, 3, 5)]


def test_every_copy_stays_an_article_and_names_what_it_prints_and_how_nearly(store):
    print_texts(store, AGENCY, OTHER, EDITED)
    assert store.table("articles").count == store.table("article_versions").count == 3
    assert pairs(store) == [("https://c.example/1", "https://a.example/1", pytest.approx(0.66, abs=0.1))]


def test_the_same_body_word_for_word_is_a_copy_too(store):
    print_texts(store, AGENCY, AGENCY)
    assert outlets_of(store) == [(1, 1, 2)]
    assert pairs(store) == [("https://b.example/1", "https://a.example/1", 1.0)]


def test_an_outlets_own_edited_text_is_a_version_wherever_it_stands(store):
    tell(store, "https://a.example/1", claim("Xperthis"), text=AGENCY)
    tell(store, "https://a.example/1", claim("Xperthis"), text=EDITED)
    tell(store, "https://www.a.example/2", claim("Xperthis"), text=CUT, published="2024-03-02")
    assert outlets_of(store) == [(1, 0, 2)]
    assert pairs(store) == []


def test_an_outlet_that_has_a_text_of_its_own_beside_a_copy_is_a_voice(store):
    print_texts(store, AGENCY, EDITED)
    tell(store, "https://b.example/own", claim("Xperthis"), text=OTHER)
    assert outlets_of(store) == [(2, 0, 3)]


def test_short_texts_are_copies_only_when_equal(store):
    print_texts(store, "Xperthis was hacked, subscribe to read on.", "Xperthis was hacked; subscribe to read it.")
    assert outlets_of(store) == [(2, 0, 2)]


def test_the_same_accents_and_spaces_do_not_matter(store):
    print_texts(store, AGENCY, AGENCY.replace(" ", "\n").replace("e", "é"))
    assert outlets_of(store) == [(1, 1, 2)]


def test_the_first_in_print_is_the_original_whoever_came_first(store):
    tell(store, "https://a.example/1", claim("Xperthis"), text=EDITED, published="2024-03-02")
    tell(store, "https://b.example/1", claim("Xperthis"), text=AGENCY, published="2024-03-01")
    resolve(store)
    (incident,) = find_incidents(store)
    assert {url: first.url for url, first in copied_from(incident.tellings).items()} == {
        "https://a.example/1": "https://b.example/1"
    }
    assert [(url, of) for url, of, _ in pairs(store)] == [("https://a.example/1", "https://b.example/1")]


def test_an_edit_that_leaves_nothing_of_the_copy_makes_it_a_voice(store):
    print_texts(store, AGENCY, EDITED)
    assert outlets_of(store) == [(1, 1, 2)]
    tell(store, "https://b.example/1", claim("Xperthis"), text=OTHER)
    assert outlets_of(store) == [(2, 0, 2)]


def test_a_chain_of_edits_is_one_text_in_any_order():
    """Each text is like the one before it, the last like the first no longer."""
    words = [f"word{n}" for n in range(120)]
    chain = [" ".join(words[: 120 - 15 * n] + [f"new{m}" for m in range(15 * n)]) for n in range(4)]
    counted = set()
    for order in itertools.permutations(range(4)):
        with open_store(":memory:") as db:
            for n in order:
                tell(db, f"https://{'abcd'[n]}.example/1", claim("Xperthis"), text=chain[n])
            counted.add((*outlets_of(db), *pairs(db)))
    assert len(counted) == 1
    assert {told[0] for told in counted} == {(1, 3, 4)}


def test_a_text_in_more_outlets_than_are_compared_is_one_text_in_any_order(monkeypatch):
    monkeypatch.setattr(copies, "MOST", 3)
    rng = random.Random(1)
    for _ in range(5):
        numbers = list(range(20))
        rng.shuffle(numbers)
        with open_store(":memory:") as db:
            for n in numbers:
                tell(db, f"https://o{n}.example/1", claim("Xperthis"), text=f"Town {n}. {AGENCY}")
            assert outlets_of(db) == [(1, 19, 20)]


def test_a_new_text_is_held_against_few_however_many_are_like_it(store, monkeypatch):
    for n in range(200):
        save_article(store, article(f"https://a.example/{n}", text=f"Bulletin {n}. {AGENCY}"))
    resolve(store)
    looked = []
    monkeypatch.setattr(copies, "likeness", lambda one, two: looked.append(1) or 1.0)
    save_article(store, article("https://b.example/1", text=EDITED))
    resolve(store)
    assert len(looked) == copies.MOST


def test_saving_leaves_the_comparison_to_the_next_resolve(store):
    print_texts(store, AGENCY, EDITED)
    assert (store.table("uncompared").count, store.table("near_copies").count) == (2, 0)
    resolve(store)
    assert (store.table("uncompared").count, store.table("near_copies").count) == (0, 2)


def test_pairs_come_with_the_tellings(store):
    print_texts(store, AGENCY, EDITED)
    resolve(store)
    one, two = load_tellings(store, [1, 2])
    assert one.near == {two.version_id: two.near[one.version_id]}


def test_nothing_left_to_compare_costs_no_walk_through_the_store(store):
    plan = [row[3] for row in store.execute(f"EXPLAIN QUERY PLAN {UNCOMPARED}", [1])]
    assert plan == ["SCAN u", "SEARCH v USING INTEGER PRIMARY KEY (rowid=?)"]

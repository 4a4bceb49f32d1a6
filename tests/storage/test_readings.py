from decimal import Decimal

from nlp.types import Amount, ClaimAmount, Mention, Reading
from storage.articles import save_article
from storage.readings import count_unread, find_reading, save_reading, unread
from tests.storage.tell import article, claim, reading

FULL = Reading(
    language="fr",
    kind="extortion",
    kind_score=0.75,
    model="m 1",
    mentions=(Mention(0, 8, "VICTIM", "Xperthis", 0.5), Mention(12, 21, "ACTOR", "Rex Mundi")),
    claims=(
        claim(
            "Xperthis",
            aliases=("Xperthis Group",),
            actor="Rex Mundi",
            actor_name="Rex Mundi",
            actor_uuid="u-1",
            amount="15000.50",
            currency="EUR",
            payment="BTC",
            status="demanded",
            score=0.93,
            country="BE",
            country_origin="place",
            sector="Health",
            amounts=(
                ClaimAmount(Amount(Decimal("15000.50"), "EUR", low=Decimal(10000), about=True), "demand", (3, 9)),
            ),
            evidence={"victim": (0, 8)},
            rules={"victim": "tagger"},
        ),
        claim("Habeas.be", primary=False),
    ),
)


def test_a_reading_comes_back_as_it_was_saved(store):
    saved = save_article(store, article("https://a.example/1"))
    save_reading(store, saved.version_id, FULL)
    assert find_reading(store, saved.version_id) == FULL


def test_a_reading_saved_twice_changes_no_row(store):
    saved = save_article(store, article("https://a.example/1"))
    save_reading(store, saved.version_id, FULL)
    before = list(store.table("claims").rows)
    save_reading(store, saved.version_id, FULL)
    assert list(store.table("claims").rows) == before


def test_the_last_model_counts_and_the_older_reading_is_kept_to_compare(store):
    version = save_article(store, article("https://a.example/1")).version_id
    save_reading(store, version, reading(claim("Old name"), model="m 1"))
    save_reading(store, version, reading(claim("New name"), model="m 2"))
    assert find_reading(store, version).model == "m 2"
    assert find_reading(store, version, model="m 1").claims == (claim("Old name"),)


def test_unread_gives_the_newest_versions_oldest_first_and_no_copies(store):
    body = "The same words of an agency, long enough to be recognised as the same. " * 4
    first = save_article(store, article("https://a.example/1", text=body))
    save_article(store, article("https://b.example/1", text=body))
    save_article(store, article("https://c.example/1", text="Before."))
    edited = save_article(store, article("https://c.example/1", text="After."))
    assert [version for version, _ in unread(store, "m 1")] == [first.version_id, edited.version_id]
    assert count_unread(store, "m 1") == 2


def test_what_is_read_is_not_read_twice_unless_again_by_another_model(store):
    version = save_article(store, article("https://a.example/1")).version_id
    save_reading(store, version, reading(model="m 1"))
    assert list(unread(store, "m 2")) == []
    assert [v for v, _ in unread(store, "m 2", again=True)] == [version]
    assert list(unread(store, "m 1", again=True)) == []


def test_readings_may_be_saved_while_unread_runs(store):
    for n in range(5):
        save_article(store, article(f"https://a.example/{n}"))
    for version, _ in unread(store, "m 1"):
        save_reading(store, version, reading(model="m 1"))
    assert count_unread(store, "m 1") == 0

from datetime import date

from storage.articles import Saved, article_of_version, is_known, save_article
from tests.storage.tell import article

LONG = "A body of some length, as an agency would send it to its subscribers. " * 5


def test_an_article_saved_twice_is_stored_once(store):
    first = save_article(store, article("https://a.example/1"))
    assert first.state == "new"
    assert save_article(store, article("https://a.example/1")) == Saved(first.article_id, first.version_id, "unchanged")
    assert store.table("articles").count == 1


def test_an_article_comes_back_as_it_was_saved(store):
    told = article("https://a.example/1", source="zataz", author="D. B.", origins={"title": "json-ld"})
    assert article_of_version(store, save_article(store, told).version_id) == told


def test_an_edited_article_gets_a_second_version(store):
    first = save_article(store, article("https://a.example/1", text="Before."))
    second = save_article(store, article("https://a.example/1", text="After."))
    assert (second.state, second.article_id) == ("changed", first.article_id)
    assert article_of_version(store, first.version_id).text == "Before."
    assert article_of_version(store, second.version_id).text == "After."


def test_white_space_is_no_edit(store):
    save_article(store, article("https://a.example/1", text="One two."))
    assert save_article(store, article("https://a.example/1", text="One\n\ntwo.")).state == "unchanged"


def test_the_same_body_at_another_address_is_one_article(store):
    first = save_article(store, article("https://a.example/1", text=LONG))
    copy = article("https://b.example/1", text=LONG, title="Its own headline")
    assert save_article(store, copy) == Saved(2, first.version_id, "duplicate")
    assert save_article(store, copy).state == "unchanged"
    assert store.table("article_versions").count == 1


def test_a_copy_that_is_edited_becomes_an_article_of_its_own(store):
    save_article(store, article("https://a.example/1", text=LONG))
    save_article(store, article("https://b.example/1", text=LONG))
    assert save_article(store, article("https://b.example/1", text=LONG + "Update.")).state == "changed"
    assert store.execute("SELECT count(*) FROM articles WHERE duplicate_of IS NULL").fetchone() == (2,)


def test_two_teasers_of_one_wording_are_two_articles(store):
    save_article(store, article("https://a.example/1", text="Subscribe to read on.", title="First"))
    assert (
        save_article(store, article("https://a.example/2", text="Subscribe to read on.", title="Second")).state == "new"
    )


def test_a_date_that_a_later_fetch_knows_is_filled_in_and_never_overwritten(store):
    saved = save_article(store, article("https://a.example/1", published=None))
    save_article(store, article("https://a.example/1", published="2024-05-01"))
    save_article(store, article("https://a.example/1", published="2024-06-01"))
    assert article_of_version(store, saved.version_id).published == date(2024, 5, 1)


def test_full_text_search_needs_no_accents(store):
    save_article(store, article("https://a.example/1", title="Liège", text="Le CHU de Liège à l’arrêt."))
    assert [row["title"] for row in store.table("article_versions").search("liege")] == ["Liège"]


def test_is_known(store):
    save_article(store, article("https://a.example/1"))
    assert is_known(store, "https://a.example/1")
    assert not is_known(store, "https://a.example/2")

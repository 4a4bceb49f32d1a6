"""The sample press is a press: what a crawler asks of it, it answers as outlets do."""

import urllib.error
import urllib.request
from xml.etree import ElementTree as ET

import pytest

from ransomwire.press.newsroom import EVENING, MORNING, OUTLETS
from ransomwire.press.pages import article_page
from ransomwire.press.server import Press, running_press
from scrapers.extract import UnreadablePage, article_from_html

STORIES = [(outlet, story) for outlet in OUTLETS for story in outlet.stories(MORNING)]


def test_the_press_has_three_outlets_in_three_languages_and_enough_to_read():
    assert {outlet.language for outlet in OUTLETS} == {"fr", "nl", "en"}
    assert sum(len(outlet.stories(EVENING)) for outlet in OUTLETS) >= 18


@pytest.mark.parametrize(("outlet", "story"), STORIES, ids=[story.slug for _, story in STORIES])
def test_a_page_gives_its_article_back(outlet, story):
    page = article_page(outlet, story, MORNING).encode()
    if story.access == "broken":
        with pytest.raises(UnreadablePage):
            article_from_html(page, outlet.address_of(story))
        return
    article = article_from_html(page, outlet.address_of(story))
    assert (article.url, article.title) == (outlet.address_of(story), story.title)
    if story.access == "paywalled":
        assert (article.access, article.text.split("\n\n")[0]) == ("paywalled", story.paragraphs[0])
        return
    # An intro may count as text; menus, notices and teasers may not.
    assert article.text.removeprefix(story.summary).strip() == "\n\n".join(story.paragraphs)
    assert (article.published, article.language) == (story.published.date(), outlet.language)


def test_the_evening_edition_changes_one_article_and_adds_one():
    morning, evening = ({s.slug: s.paragraphs for outlet in OUTLETS for s in outlet.stories(e)} for e in (1, 2))
    assert [slug for slug in morning if evening[slug] != morning[slug]] == ["kestrano-vrachtwagens-stil"]
    assert set(evening) - set(morning) == {"wexcombe-college-lockbit"}


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.name)
def test_a_feed_names_its_articles_and_says_when_it_has_not_changed(outlet):
    with running_press() as press:
        web = urllib.request.build_opener()  # takes the press for its proxy
        with web.open(outlet.feed) as response:
            feed, etag = response.read(), response.headers["ETag"]
        with pytest.raises(urllib.error.HTTPError, match="304"):
            web.open(urllib.request.Request(outlet.feed, headers={"If-None-Match": etag}))
    assert ET.fromstring(feed).tag in ("rss", "{http://www.w3.org/2005/Atom}feed")
    assert press.edition == MORNING
    for story in outlet.stories(MORNING):
        assert (outlet.address_of(story).encode() in feed) is not story.archived


def test_the_press_answers_for_its_own_hosts_only():
    with Press() as press:
        assert press.answer("http://www.zataz.com/feed/").status == 404

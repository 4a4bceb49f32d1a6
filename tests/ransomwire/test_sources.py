"""`ransomwire sources`: the list, and the outlets that a user adds, checks and switches."""

import pytest

from ransomwire.press.newsroom import OUTLETS
from ransomwire.press.server import running_press


def test_all_sources_are_listed_before_anything_was_crawled(ransomwire):
    status, out, _ = ransomwire("sources")
    assert status == 0
    for name in ("zataz", "security_nl", "bleepingcomputer"):
        assert name in out


def test_a_source_is_switched_off_with_its_reason_and_on_again(ransomwire):
    assert ransomwire("sources", "off", "zataz", "--reason", "a test")[0] == 0
    assert "a test" in ransomwire("sources")[1]
    assert ransomwire("sources", "on", "zataz")[0] == 0
    assert "a test" not in ransomwire("sources")[1]


def test_an_outlet_is_added_by_its_home_page_checked_and_removed(ransomwire):
    with running_press():
        status, _, err = ransomwire("sources", "add", OUTLETS[0].home, "--language", "fr", "--name", "vigie")
        assert (status, err) == (0, "Added vigie: 8 entries, the newest of 2026-11-12.\n")
        status, out, _ = ransomwire("sources", "check", "vigie")
    assert status == 0
    assert "characters" in out
    assert ransomwire("sources", "remove", "vigie")[0] == 0
    assert "vigie" not in ransomwire("sources")[1]


def test_what_is_no_outlet_is_refused_in_a_sentence(ransomwire):
    with running_press():
        status, _, err = ransomwire("sources", "add", "http://nobody.example/", "--language", "fr")
    assert status == 1
    assert err.startswith("Error: no article was found at http://nobody.example/")


@pytest.mark.parametrize("command", ["off", "on", "check"])
def test_an_unknown_source_is_refused_in_a_sentence(ransomwire, command):
    status, _, err = ransomwire("sources", command, "nobody")
    assert (status, err.count("\n")) == (1, 1)
    assert "no source named 'nobody'" in err

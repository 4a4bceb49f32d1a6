"""`ransomwire alerts` itself."""

import pytest


@pytest.fixture
def alerts(ransomwire, told, tmp_path, everything, monkeypatch):
    monkeypatch.setenv("SECRET", "s3cret")
    (tmp_path / "alerts.toml").write_text(everything)
    return lambda *arguments: ransomwire("alerts", *arguments)


def test_a_round_says_how_many_it_sent(alerts, hook):
    assert alerts() == (0, "", "3 alerts sent.\n")
    assert alerts() == (0, "", "0 alerts sent.\n")
    assert len(hook.got) == 3


def test_what_is_due_can_be_looked_at_first(alerts, hook):
    status, out, _ = alerts("--do", "show")
    assert (status, out.count("new"), hook.got) == (0, 3, [])


def test_a_new_channel_can_be_kept_from_all_that_is_old(alerts, hook):
    assert alerts("--do", "skip") == (0, "", "3 alerts taken as told.\n")
    assert (alerts()[2], hook.got) == ("0 alerts sent.\n", [])


def test_what_fails_is_named_and_ends_with_1(alerts, hook):
    hook.answers = [(404, {})]
    status, _, err = alerts()
    assert (status, err.splitlines()[-1]) == (1, "2 alerts sent.")
    assert "answered 404 Not Found" in err


def test_a_store_is_not_made_to_be_watched(alerts, tmp_path):
    status, _, err = alerts("--db", "other.db")
    assert (status, "there is no store at other.db" in err) == (1, True)
    assert not (tmp_path / "other.db").exists()


def test_a_file_of_watch_lists_that_is_not_there_is_named(alerts):
    assert alerts("--config", "no.toml")[2].startswith("Error: there is no no.toml")

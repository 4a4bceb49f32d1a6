"""What a user sees while a command works."""

import logging

from ransomwire.console import LogBar, is_for_the_user, progress


def record(name, level):
    return logging.LogRecord(name, level, __file__, 1, "a line", None, None)


def test_without_a_terminal_progress_is_a_line_at_the_end(caplog):
    with caplog.at_level(logging.INFO), progress("Reading", 3) as bar:
        for _ in range(3):
            bar.advance()
    assert [line.split(" done")[0] for line in caplog.messages] == ["Reading: 3"]


def test_a_long_piece_of_work_shows_now_and_then_that_it_lives(caplog, monkeypatch):
    clock = iter(range(0, 100, 4))
    monkeypatch.setattr("ransomwire.console.time.monotonic", lambda: next(clock))
    bar = LogBar("Collecting", None)
    with caplog.at_level(logging.INFO):
        bar.show(1, total=9, note="12 articles")
        bar.show(2, total=9, note="20 articles")
    assert caplog.messages == ["Collecting: 2 of 9, 20 articles"]


def test_the_log_shows_our_progress_and_the_libraries_errors_only():
    assert is_for_the_user(record("scrapers.guard", logging.INFO))
    assert is_for_the_user(record("scrapy.core.engine", logging.ERROR))
    assert not is_for_the_user(record("trafilatura.core", logging.WARNING))
    assert not is_for_the_user(record("scrapers.guard", logging.DEBUG))

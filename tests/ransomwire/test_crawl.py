"""`ransomwire crawl` over HTTP on loopback: what it brings, and what it says when something is in its way."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from ransomwire.commands.demo import sources
from ransomwire.press.server import running_press
from scrapers.lock import crawl_lock
from storage.database import open_store


def start(given, *arguments, delay_s=0.02):
    program = [sys.executable, "-m", "tests.ransomwire.pressed", json.dumps([s.to_json() for s in given]), str(delay_s)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [*program, "crawl", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )


def crawl(given, *arguments):
    process = start(given, *arguments)
    out, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    return process.returncode, out, err


@pytest.fixture
def in_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RANSOMWIRE_DB", raising=False)


@pytest.fixture
def press(in_a_folder):
    with running_press() as press:
        yield press


def articles():
    return open_store("ransomwire.db", read_only=True).table("articles").count


def test_a_crawl_stores_what_the_outlets_have_and_a_second_adds_nothing(press):
    status, _, err = crawl(sources())
    assert status == 0
    assert "3 sources asked: 20 new articles, 0 changed, 1 broken." in err
    assert articles() == 20
    assert "20 articles read" in err
    status, _, err = crawl(sources())
    assert status == 0
    assert "0 new articles" in err
    assert articles() == 20


def test_only_the_sources_that_are_named_are_asked(press):
    assert "1 source asked: 8 new articles" in crawl(sources(), "la_vigie")[2]


def test_a_source_that_nobody_knows_is_one_sentence(press):
    status, out, err = crawl(sources(), "lavigie")
    assert (status, out) == (1, "")
    assert err.startswith("Error: no source named 'lavigie'")


def test_a_feed_that_is_html_is_named_and_the_others_are_crawled(press):
    first, *others = sources()
    status, _, err = crawl([replace(first, feeds=("/about",)), *others])
    assert status == 1
    assert [line for line in err.splitlines() if line.startswith("la_vigie: ") and "HTML page" in line]
    assert articles() == 12


def test_without_a_network_each_source_is_named_with_the_reason(in_a_folder):
    with running_press() as press:
        press.shutdown()
        press.server_close()
        status, _, err = crawl(sources())
        assert status == 1
        for source in sources():
            assert any(line.startswith(f"{source.name}: ") for line in err.splitlines())


def test_a_second_crawl_says_that_one_runs(press, tmp_path):
    with crawl_lock(tmp_path / "ransomwire.db"):
        status, _, err = crawl(sources())
    assert status == 1
    assert f"another crawl (process {os.getpid()}) fills ransomwire.db" in err


def test_a_second_crawl_waits_when_it_is_told_to(press, tmp_path):
    with crawl_lock(tmp_path / "ransomwire.db"):
        process = start(sources(), "la_vigie", "--wait", "30")
        waiting = next(line for line in process.stderr if "another crawl" in line)
    process.communicate(timeout=60)
    assert "waiting for it to end" in waiting
    assert (process.returncode, articles()) == (0, 8)


def test_ctrl_c_keeps_what_was_stored_and_the_next_crawl_goes_on(press):
    open_store("ransomwire.db").close()
    process = start(sources(), delay_s=0.75)
    for _ in range(600):
        if articles() >= 2:
            break
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes of the command
    _, err = process.communicate(timeout=60)
    stored = articles()
    assert process.returncode == 130
    assert err.splitlines()[-1] == "Stopped. What was stored stays; the next run goes on from there."
    assert "Traceback" not in err
    assert 2 <= stored < 20
    assert crawl(sources())[0] == 0
    assert articles() == 20

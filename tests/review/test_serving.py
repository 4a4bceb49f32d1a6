"""The command as a user runs it, on a port of its own."""

import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request

import pytest


@pytest.fixture
def served(store_path):
    command = [sys.executable, "-m", "ransomwire", "review", "--db", str(store_path), "--port", "0", "--who", "ana"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        said = server.stderr.readline() + server.stderr.readline()
        yield server, re.search(r"(http://127\.0\.0\.1:\d+)/-/review/sign-in\?token=\S+", said)
        server.send_signal(signal.SIGINT)
        assert server.wait(10) in (0, 130)


def test_the_printed_link_leads_to_the_inbox_of_somebody_who_may_rule(served):
    _, link = served
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with opener.open(link[0]) as answer:
        page = answer.read().decode()
        assert answer.url == f"{link[1]}/-/review"
    assert '<span class="who">ana</span>' in page
    assert 'value="confirm"' in page
    for name, kind in (("review.css", "text/css"), ("review.js", "javascript")):
        with opener.open(f"{link[1]}/-/review-static/{name}") as answer:
            assert kind in answer.headers["content-type"]


def test_a_rebound_name_is_refused(served):
    _, link = served
    request = urllib.request.Request(f"{link[1]}/-/review", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(request)


def test_a_taken_port_is_named(served, store_path):
    _, link = served
    port = link[1].rsplit(":", 1)[1]
    command = [sys.executable, "-m", "ransomwire", "review", "--db", str(store_path), "--port", port]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert f"port {port} cannot be used" in done.stderr


def test_a_store_that_is_not_there_is_named(tmp_path):
    command = [sys.executable, "-m", "ransomwire", "review", "--db", str(tmp_path / "none.db")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "there is no store at" in done.stderr
    assert not (tmp_path / "none.db").exists()

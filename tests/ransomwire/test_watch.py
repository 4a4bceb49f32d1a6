"""`ransomwire watch`: rounds of `ransomwire crawl` that come again, with the metrics beside."""

import os
import re
import signal
import subprocess
import sys
import urllib.request


def test_a_time_is_written_with_its_unit(ransomwire):
    status, _, err = ransomwire("watch", "--every", "often")
    assert status == 2
    assert "write it as 30m, 2h or 1d" in err


def test_it_goes_on_after_a_round_that_failed_and_stops_cleanly(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-m", "ransomwire", "watch", "nobody", "--every", "1s"],
        stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:  # fmt: skip
        failed = 0
        for line in process.stderr:
            failed += "this round ended with exit status 1" in line
            if failed == 2:
                break
        process.send_signal(signal.SIGTERM)
        rest = process.stderr.read()
    assert process.returncode == 0
    assert re.search(r"Stopped after \d rounds, \d of which failed\.", rest)


def test_the_ledger_is_served_as_metrics(tmp_path, unused_port):
    with subprocess.Popen(
        [sys.executable, "-m", "ransomwire", "watch", "nobody", "--every", "1h", "--metrics", str(unused_port)],
        stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:  # fmt: skip
        next(line for line in process.stderr if "this round ended" in line)
        with urllib.request.urlopen(f"http://127.0.0.1:{unused_port}/metrics") as answer:
            assert b"ransomwire_source_state" in answer.read()
        process.send_signal(signal.SIGINT)
        process.stderr.read()
    assert process.returncode == 0

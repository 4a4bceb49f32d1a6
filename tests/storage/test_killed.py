"""kill -9 anywhere: nothing that was stored is lost, nothing is torn, and the next run ends where it would have ended.

Twenty points by default; RANSOMWIRE_KILL_POINTS=200 for all that the design asks for.
"""

import json
import os
import subprocess
import sys

import pytest

POINTS = int(os.environ.get("RANSOMWIRE_KILL_POINTS", "20"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can fork")
@pytest.mark.timeout(60 + 10 * POINTS)
def test_a_killed_run_loses_nothing_and_the_next_one_ends_as_an_undisturbed_one():
    command = [sys.executable, "-W", "error", "-m", "tests.storage.killed", str(POINTS), "1"]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert told["faults"] == []
    assert told["deaths"] >= POINTS / 2  # those timed may come too late

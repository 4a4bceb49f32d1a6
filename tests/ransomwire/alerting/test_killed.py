"""kill -9 in the middle of a round: every alert arrives, and at most one is repeated for each kill."""

import json
import os
import subprocess
import sys
from collections import Counter

import pytest


@pytest.mark.parametrize("kill_at", [1, 2, 3])
@pytest.mark.parametrize("is_answered", [True, False])
def test_a_killed_round_loses_no_alert(told, tmp_path, everything, hook, kill_at, is_answered):
    (tmp_path / "alerts.toml").write_text(everything)
    command = [sys.executable, "-m", "ransomwire", "alerts", "--db", str(tmp_path / "ransomwire.db")]
    environment = {**os.environ, "SECRET": "s3cret"}
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)
    moment = "after_answer" if is_answered else "before_answer"
    setattr(hook, moment, lambda: len(hook.got) == kill_at and process.kill())
    process.wait()
    setattr(hook, moment, lambda: None)
    subprocess.run(command, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL, check=True)
    times = Counter(json.loads(body)["id"] for _, body in hook.got)
    assert len(times) == 3
    assert sum(times.values()) <= 4
    assert told.execute("SELECT count(*) FROM alert_deliveries").fetchone() == (3,)

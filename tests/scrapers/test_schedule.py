"""What docs/schedule.md says to paste is what systemd takes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCHEDULE = Path(__file__).parents[2] / "docs" / "schedule.md"


def test_systemd_takes_the_units(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("this machine has no systemd-analyze")
    units = re.findall(r"`/etc/systemd/system/([\w.]+)`:\n\n```ini\n(.*?)```", SCHEDULE.read_text("utf-8"), re.DOTALL)
    assert [name for name, _ in units] == ["ransomwire.service", "ransomwire.timer"]
    for name, unit in units:  # the program and the user that the page supposes are not on this machine
        unit = re.sub(r"(?m)^ExecStart=\S+", f"ExecStart={sys.executable}", unit).replace(
            "User=ransomwire", "User=root"
        )
        (tmp_path / name).write_text(unit)
    command = ["systemd-analyze", "verify", *(str(tmp_path / name) for name, _ in units)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    ours = [line for line in checked.stderr.splitlines() if "ransomwire" in line]
    assert (checked.returncode, ours) == (0, [])


def test_the_line_for_cron_has_five_fields_a_user_and_a_program():
    (line,) = re.findall(r"(?m)^\d.*ransomwire crawl.*$", SCHEDULE.read_text("utf-8"))
    minute, *rest, user, program = line.split()[:7]
    assert re.fullmatch(r"[\d,]+", minute)
    assert (rest, user, program) == (["*"] * 4, "ransomwire", "/opt/ransomwire/.venv/bin/ransomwire")

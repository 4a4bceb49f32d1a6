"""`ransomwire watch`: rounds that come again, whatever became of the last."""

import signal
import subprocess
import sys
import time

import pytest

from ransomwire.commands.watch import Watch

WATCH = "import sys; from ransomwire.commands.watch import Watch; Watch(sys.argv[1:], 0.05).run()"


def watch(round_):
    return subprocess.Popen(
        [sys.executable, "-c", WATCH, sys.executable, "-c", round_], stderr=subprocess.PIPE, text=True
    )


def wait_until(is_true):
    for _ in range(400):
        if is_true():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen within 20 s")


def test_a_round_that_fails_is_named_and_the_next_one_comes(tmp_path):
    rounds = tmp_path / "rounds"
    process = watch(f"open({str(rounds)!r}, 'a').write('x'); raise SystemExit(1)")
    wait_until(lambda: rounds.exists() and len(rounds.read_text()) >= 3)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert err.splitlines()[0].startswith("This round failed (exit status 1); the next comes in about")


def test_it_stops_after_the_running_round_has_put_its_things_away(tmp_path):
    begun, ended = tmp_path / "begun", tmp_path / "ended"
    process = watch(
        f"import time; open({str(begun)!r}, 'w')\n"
        f"try: time.sleep(60)\nexcept KeyboardInterrupt: open({str(ended)!r}, 'w')"
    )
    wait_until(begun.exists)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 0
    assert ended.exists()


def test_a_time_is_written_with_its_unit(ransomwire):
    status, _, err = ransomwire("watch", "--every", "often")
    assert status == 2
    assert "write it as 30m, 2h or 1d" in err


def test_the_pause_is_never_the_same_for_two_watchers(monkeypatch):
    pauses = []
    for _ in range(2):
        watching = Watch([sys.executable, "-c", ""], 1000)
        monkeypatch.setattr(watching._stop, "wait", lambda s, w=watching: pauses.append(s) or w._stop.set())
        watching.run()
    assert pauses[0] != pauses[1]
    assert all(900 <= pause <= 1100 for pause in pauses)

import json
import sys

import pytest


@pytest.fixture
def run(watch, tmp_path):
    """Hand the alerts to a Python program of this text; gives the round and what it wrote down."""

    def run(program, *arguments, timeout_s=10):
        (tmp_path / "program.py").write_text(program)
        command = json.dumps([sys.executable, str(tmp_path / "program.py"), *arguments])
        round_ = watch(
            f'[[watch]]\nname = "a"\nvictims = ["Xperthis"]\nsend = ["p"]\n'
            f"[channel.p]\ncommand = {command}\ntimeout_s = {timeout_s}\n"
        )
        written = tmp_path / "got"
        return round_, written.read_text() if written.exists() else None

    return run


def test_a_program_gets_the_alert_on_its_standard_input_and_no_shell_reads_its_arguments(run, tmp_path):
    program = "import sys; open(sys.argv[1], 'w').write(sys.argv[2] + '\\n' + sys.stdin.read())"
    round_, got = run(program, str(tmp_path / "got"), "$(touch pwned); *")
    argument, body = got.split("\n", 1)
    assert (round_.sent, argument, json.loads(body)["incident"]["victim"]) == (1, "$(touch pwned); *", "Xperthis")


def test_a_program_that_fails_is_quoted_and_run_again(run):
    round_, _ = run("import sys; sys.exit('no route\\nto host')")
    assert (round_.sent, "ended with status 1: no route to host" in round_.failed[0]) == (0, True)
    assert run("pass")[0].sent == 1


def test_a_program_that_hangs_is_ended(run):
    round_, _ = run("import time; time.sleep(60)", timeout_s=1)
    assert "ran longer than 1 seconds" in round_.failed[0]


def test_a_program_that_is_not_there_is_named(watch):
    round_ = watch('[[watch]]\nname = "a"\nsend = ["p"]\n[channel.p]\ncommand = ["/no/such"]\n')
    assert round_.failed == [
        f"p: /no/such cannot be run: No such file or directory ({round_.failed[0].rsplit('(')[-1]}",
        "p: 2 more alerts wait for the next run.",
    ]

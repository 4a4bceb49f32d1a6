"""The list of commands, and what any of them does with an error."""

import importlib
import inspect
import subprocess
import sys

import click
import pytest

from ransomwire import main
from ransomwire.main import COMMANDS, expected_sentence, run
from storage.database import open_store


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_begins_its_help_as_the_list_does_and_gives_a_line_to_paste(name):
    command = importlib.import_module(f"ransomwire.commands.{name}").command
    assert isinstance(command, click.Command)
    assert command.name == name
    sentence, pasted, *_ = inspect.cleandoc(command.help).split("\n\n")
    assert " ".join(sentence.split()).startswith(COMMANDS[name].removesuffix("."))
    assert pasted.startswith(f"\b\nransomwire {name}")


def test_help_loads_nothing_heavy():
    code = "import sys; from ransomwire.main import run; run(['--help']); print(sorted(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "Crawl a small press" in shown
    for heavy in ("spacy", "scrapy", "datasette", "sqlite_utils", "rich.console", "sklearn"):
        assert f"'{heavy}'" not in shown


def test_wrong_usage_ends_with_2(ransomwire):
    status, out, err = ransomwire("incidents", "--since", "yesterday")
    assert (status, out) == (2, "")
    assert "write it as 2026-11-03" in err


def test_an_unknown_command_ends_with_2(ransomwire):
    assert ransomwire("crwal")[0] == 2


def test_help_ends_with_0(ransomwire):
    assert ransomwire("incidents", "--help")[0] == 0


def test_ctrl_c_is_one_sentence(ransomwire, monkeypatch):
    @click.command("read")
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr("ransomwire.commands.read.command", interrupted)
    status, out, err = ransomwire("read")
    assert (status, out) == (130, "")
    assert err.strip() == "Stopped. What was stored stays; the next run goes on from there."


def test_a_fault_of_the_program_is_not_hidden(monkeypatch):
    @click.command("read")
    def faulty():
        raise AssertionError("a fault")

    monkeypatch.setattr("ransomwire.commands.read.command", faulty)
    with pytest.raises(AssertionError, match="a fault"):
        run(["read"])


def test_an_error_of_the_disk_names_the_file():
    assert expected_sentence(PermissionError(13, "Permission denied", "a.db")) == "a.db: Permission denied."


def test_the_errors_that_are_expected_exist():
    for module, name in main.EXPECTED_ERRORS:
        if importlib.util.find_spec(module) is not None:
            assert issubclass(getattr(importlib.import_module(module), name), Exception), f"{module}.{name}"


@pytest.mark.parametrize("command", ["--help", "query"])
def test_a_reader_that_leaves_gets_no_traceback(tmp_path, command):
    open_store(tmp_path / "a.db").close()
    many = "with recursive n(i) as (select 1 union all select i + 1 from n limit 50000) select i from n"
    arguments = {"--help": ["--help"], "query": ["query", many, "--format", "csv", "--db", str(tmp_path / "a.db")]}
    process = subprocess.Popen(
        [sys.executable, "-m", "ransomwire", *arguments[command]], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.close()
    assert process.stderr.read() == b""
    process.wait()
    process.stderr.close()


def test_the_database_may_be_named_before_or_after_the_command_or_by_the_environment(
    ransomwire, article_file, monkeypatch
):
    assert ransomwire("ingest", article_file, "--db", "a.db")[0] == 0
    for arguments in (("--db", "a.db", "incidents"), ("incidents", "--db", "a.db")):
        assert "Acme" in ransomwire(*arguments)[1]
    monkeypatch.setenv("RANSOMWIRE_DB", "a.db")
    assert "Acme" in ransomwire("incidents")[1]
    assert ransomwire("--db", "other.db", "incidents")[0] == 1

"""The command `ransomwire`: its list of commands, and what every one of them does with an error."""

from __future__ import annotations

import importlib
import logging
import os
import sys
from pathlib import Path

import click

from ransomwire.console import log_as_json, log_to_stderr, say

COMMANDS = {
    "crawl": "Collect new articles from the sources, read them and print the incidents they tell of.",
    "read": "Read the stored articles that no model has read yet.",
    "ingest": "Store and read articles from files: HTML, text, JSON Lines, WARC, or folders of them.",
    "extract": "Read articles from files and write what they tell as JSON Lines, without a database.",
    "incidents": "List the incidents: who was hit, by whom, for how much.",
    "show": "Show one incident with the sentences that tell of it.",
    "search": "Find articles by their words, in any of the three languages.",
    "query": "Run one SQL query over the database, which it cannot change.",
    "stats": "Count incidents and add up demands by month, actor, country, sector and currency.",
    "export": "Write the incidents to a file for other programs.",
    "alerts": "Tell a webhook, a mailbox or a program of new and changed incidents on your watch lists.",
    "rates": "Load the European Central Bank's daily rates, which give every demand its value in euros.",
    "confirm": "Rule that an incident is right and its claims belong together.",
    "correct": "Rule what a field of an incident is, whatever articles say.",
    "reject": "Rule that an incident is none: no attack on this victim.",
    "merge": "Rule that two incidents are one attack.",
    "apart": "Rule that two incidents that look alike are two attacks.",
    "split": "Rule that these articles tell of another attack.",
    "undo": "Take a ruling back.",
    "rebuild": "Derive all incidents anew from claims and decisions; their ids stay the same.",
    "diff": "Show what a new reading changed, for each article and in sum.",
    "actors": "Say which actor a name means, or take in a newer MISP galaxy without training.",
    "sources": "List the sources and how their last crawl went.",
    "watch": "Crawl again and again until stopped.",
    "backup": "Copy the database to FILE as it is at one moment, while others read and write it.",
    "review": "Serve the database as web pages on this machine.",
    "train": "Train the model anew from the annotated articles.",
    "evaluate": "Measure the reader on articles with known answers.",
    "demo": "Crawl a small press of made-up outlets on this machine and show what comes out.",
}

# Errors that say in one sentence what is wrong and what to do. Looked up among the loaded
# modules: a module that was never loaded has raised nothing, and `--help` stays fast.
EXPECTED_ERRORS = (
    ("nlp.annotated", "CorpusError"),
    ("nlp.contract", "ContractError"),
    ("nlp.reader", "ModelError"),
    ("ransomwire.alerting.watchlists", "AlertsError"),
    ("scrapers.apart", "CrawlFailed"),
    ("scrapers.extract", "UnreadablePage"),
    ("scrapers.lock", "CrawlRunning"),
    ("scrapers.source", "UnusableSource"),
    ("scrapers.sources", "UnknownSource"),
    ("storage.database", "StoreError"),
    ("storage.exports.exported", "ExportError"),
)

logger = logging.getLogger(__name__)


class LazyGroup(click.Group):
    """A group that knows its commands' names and help, and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"ransomwire.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    default="ransomwire.db",
    envvar="RANSOMWIRE_DB",
    show_default=True,
    show_envvar=True,
    help="The database file; also after the command's name.",
)
@click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    default="text",
    envvar="RANSOMWIRE_LOG_FORMAT",
    show_default=True,
    help="What stderr is written in: for people, or a JSON object a line.",
)
@click.version_option(package_name="ransomwire")
def cli(db: Path, log_format: str) -> None:
    """From the French, Dutch and English security press to one table: who was hit, by whom, for how much.

    \b
    ransomwire demo
    """
    if log_format == "json":
        log_as_json()


def main() -> None:
    """Run the command line and exit: 0 fine, 1 something failed and is named, 2 wrong usage."""
    log_to_stderr()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status; expected errors become one sentence on stderr."""
    try:
        # Without standalone mode click returns a status for ctx.exit(), and leaves errors to us.
        status = cli.main(arguments, prog_name="ransomwire", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        # click turns Ctrl-C into Abort.
        say("Stopped. What was stored stays; the next run goes on from there.")
        return 130
    except BrokenPipeError:
        _silence_stdout()
        return 1
    except Exception as error:
        sentence = expected_sentence(error)
        if sentence is None:
            raise
        logger.debug("the error in full", exc_info=error)
        say(f"Error: {sentence}")
        return 1
    return status if isinstance(status, int) else 0


def expected_sentence(error: Exception) -> str | None:
    """Say what went wrong when it is the world's fault; None means a fault of the program."""
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        return f"{error.filename}: {reason}." if error.filename else f"{reason}."
    for module_name, class_name in EXPECTED_ERRORS:
        expected = getattr(sys.modules.get(module_name), class_name, None)
        if expected is not None and isinstance(error, expected):
            return str(error)
    return None


def _silence_stdout() -> None:
    """The reader of our output has left: let the interpreter's last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

"""`ransomwire alerts`: tell others of incidents on their watch lists, each once."""

from __future__ import annotations

from pathlib import Path

import click

from ransomwire.console import counted, say
from ransomwire.options import db_option


@click.command("alerts")
@click.option(
    "--config",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    default="alerts.toml",
    envvar="RANSOMWIRE_ALERTS",
    show_default=True,
    show_envvar=True,
    help="What is watched, and who is told.",
)
@click.option(
    "--do",
    "action",
    type=click.Choice(["send", "show", "skip"]),
    default="send",
    show_default=True,
    help="Send what is due, only show it, or take it as told.",
)
@db_option
@click.pass_context
def command(ctx: click.Context, config: Path, action: str, db_path: Path) -> None:
    """Tell a webhook, a mailbox or a program of new and changed incidents on your watch lists.

    \b
    ransomwire alerts --config alerts.toml

    Each channel is told once of an incident, and again when what is said of it changes. What cannot be delivered is
    tried again by the next run. docs/alerts.md shows the file; --do skip keeps a new channel from all that is old.
    """
    from ransomwire.alerting.rounds import alerts_due, one_at_a_time, send_all, skip_all
    from ransomwire.alerting.watchlists import load_watch_lists
    from ransomwire.tables import print_table
    from storage.database import open_store
    from storage.exports.words import title_of

    lists = load_watch_lists(config)
    open_store(db_path, read_only=True).close()  # a store is not made to be watched
    if action == "show":
        waiting = alerts_due(open_store(db_path, read_only=True), lists)
        rows = [
            (channel.name, each.alert.event, title_of(each.alert.incident), ", ".join(each.watches))
            for channel, dues in waiting.items()
            for each in dues
        ]
        print_table(("channel", "event", "incident", "watched as"), rows)
        return
    with one_at_a_time(db_path):
        db = open_store(db_path)
        waiting = alerts_due(db, lists)
        if action == "skip":
            say(f"{counted(skip_all(db, waiting), 'alert')} taken as told.")
            return
        round_ = send_all(db, waiting)
    for sentence in round_.failed:
        say(sentence)
    say(f"{counted(round_.sent, 'alert')} sent.")
    if round_.failed:
        ctx.exit(1)

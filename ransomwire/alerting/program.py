"""Hand an alert to a program of the user's."""

from __future__ import annotations

import subprocess

from ransomwire.alerting.message import Message
from ransomwire.alerting.undelivered import Undelivered
from ransomwire.alerting.watchlists import Program
from storage.exports.words import one_line


def run_program(channel: Program, message: Message) -> None:
    """Run it with the alert's JSON on its standard input; returns once it ended with status 0. Raises Undelivered.

    No shell is involved, and nothing that an outlet wrote stands among its arguments.
    """
    name = channel.command[0]
    try:
        ended = subprocess.run(  # noqa: S603 -- the user's own command
            channel.command,
            input=message.to_json() + b"\n",  # so that appending makes JSON Lines
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=channel.timeout_s,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Undelivered(f"{name} ran longer than {channel.timeout_s} seconds", lasting=False) from error
    except OSError as error:
        raise Undelivered(f"{name} cannot be run: {error.strerror}", lasting=True) from error
    if ended.returncode:
        said = one_line(ended.stderr.decode(errors="replace"))[-200:]
        raise Undelivered(f"{name} ended with status {ended.returncode}{': ' + said if said else ''}", lasting=False)

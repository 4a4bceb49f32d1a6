"""`ransomwire watch`: one crawl after another, until somebody stops it."""

from __future__ import annotations

import re
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import click

from ransomwire.console import say
from ransomwire.options import db_option

UNITS_S = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class Pause(click.ParamType):
    """A time as people write it, in seconds.

    >>> Pause().convert("30m", None, None)
    1800
    """

    name = "pause"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        written = re.fullmatch(r"(\d+)\s*([smhd])", str(value))
        if written is None or int(written[1]) == 0:
            self.fail(f"{value!r} is no time; write it as 30m, 2h or 1d", param, ctx)
        return int(written[1]) * UNITS_S[written[2]]


@click.command("watch")
@click.argument("sources", nargs=-1, metavar="[SOURCE…]")
@click.option("--every", metavar="TIME", type=Pause(), default="30m", show_default=True, help="As 30m, 2h or 1d.")
@click.option("--metrics", metavar="PORT", type=click.IntRange(0, 65535), help="Serve the ledger to Prometheus there.")
@db_option
@click.pass_context
def command(ctx: click.Context, sources: tuple[str, ...], every: int, metrics: int | None, db_path: Path) -> None:
    """Crawl again and again until stopped.

    \b
    ransomwire watch --every 30m

    A round that fails is named, and the next one comes all the same. Ctrl-C or SIGTERM ends it after what is being
    stored is stored.
    """
    from scrapers.watch import Watch

    common = ["--log-format", ctx.find_root().params["log_format"]]
    crawl = ["crawl", *sources, "--db", str(db_path), "--wait", str(every)]
    watch = Watch([sys.executable, "-m", "ransomwire", *common, *crawl], every)
    watch.run(beside=nullcontext() if metrics is None else _metrics(db_path, metrics))
    say(f"Stopped after {watch.rounds} rounds, {watch.failed} of which failed.")


def _metrics(db_path: Path, port: int) -> AbstractContextManager[object]:
    from scrapers.metrics import serving_metrics

    say(f"Metrics are at http://127.0.0.1:{port}/metrics.")
    return serving_metrics(db_path, port)

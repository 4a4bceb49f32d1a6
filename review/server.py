"""Serve a store's pages on this machine."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.plugins import pm

from review import plugin
from review.desk import Desk
from review.metadata import metadata_for
from review.plugin import SIGN_IN

HERE = Path(__file__).parent
LOOPBACK = "127.0.0.1"
SETTINGS = {
    "facet_time_limit_ms": 1000,  # facets are what analysts look for, and a big store needs more than 0.2 s for them
    "sql_time_limit_ms": 5000,
    "allow_download": False,  # a file that is being written to is no copy; `ransomwire backup` makes one
    "default_cache_ttl": 0,  # a ruling shows at once
}


class Pages(Datasette):
    """A Datasette of this store with the review pages; the store must be of the current version."""

    def __init__(self, path: Path, *, who: str) -> None:
        if not pm.is_registered(plugin):
            pm.register(plugin)
        self.desk = Desk(path, who)  # first: Datasette asks its plugins for their pages at once
        super().__init__(
            [str(path)],
            metadata=metadata_for(path),
            template_dir=str(HERE / "templates"),
            static_mounts=[("-/review-static", str(HERE / "static"))],
            settings=SETTINGS,
        )


def sign_in_url(pages: Pages, port: int) -> str:
    """The link that lets its reader rule."""
    return f"http://{LOOPBACK}:{port}{SIGN_IN}?token={pages.desk.token}"


def listen(port: int) -> socket.socket:
    """Take a port of this machine, 0: any that is free. Raises OSError when it is taken."""
    return socket.create_server((LOOPBACK, port))


def serve(pages: Pages, listener: socket.socket) -> None:
    """Answer until Ctrl-C."""
    import asyncio

    import uvicorn

    async def run() -> None:
        await pages.invoke_startup()
        # Addresses may hold the token, so that they are not logged.
        config: Any = uvicorn.Config(pages.app(), log_level="warning", access_log=False, lifespan="on", workers=1)
        await uvicorn.Server(config).serve(sockets=[listener])

    asyncio.run(run())

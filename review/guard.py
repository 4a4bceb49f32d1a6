"""What stands before every page: only this machine's own names, no foreign origin, and a Content-Security-Policy.

The pages are on loopback, but any web site that the analyst visits can make the browser send requests to it. A name of
the attacker's that suddenly leads to 127.0.0.1 (DNS rebinding) carries that name in the Host header; a form on a
foreign page carries its Origin.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

OUR_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
OUR_PAGES = "/-/review"
SAFE_METHODS = frozenset({"GET", "HEAD"})

_COMMON = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; connect-src 'self'; "
OUR_POLICY = _COMMON + "img-src 'self'; style-src 'self'; script-src 'self'"
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def guarded(app: App) -> App:
    """Wrap the whole application."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        refusal = refusal_of(scope["method"], _headers(scope))
        if refusal:
            await _refuse(send, refusal)
            return
        own = scope["path"] == OUR_PAGES or scope["path"].startswith(OUR_PAGES + "/")
        policy = OUR_POLICY if own else datasette_policy()

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = message | {"headers": [*message.get("headers", []), *_protecting(policy)]}
            await send(message)

        await app(scope, receive, send_with_headers)

    return guard


def refusal_of(method: str, headers: dict[str, str]) -> str | None:
    """Why a request is not answered, in one sentence; None: it is.

    >>> refusal_of("GET", {"host": "127.0.0.1:8001"})
    >>> refusal_of("GET", {"host": "rebound.example:8001"})[:37]
    'these pages answer to localhost only,'
    >>> refusal_of("POST", {"host": "localhost:8001", "origin": "https://evil.example"})
    'a page of another site may not write here'
    """
    host = headers.get("host", "")
    if _name(f"//{host}") not in OUR_NAMES:
        return f"these pages answer to localhost only, not to {host!r}; open the address that was printed at the start"
    if method not in SAFE_METHODS:
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return "a page of another site may not write here"
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "a page of another site may not write here"
    return None


@cache
def datasette_policy() -> str:
    """Datasette's own pages have a few fixed scripts in them: these run, and no other inline script does."""
    hashes = " ".join(f"'sha256-{digest}'" for digest in sorted(map(_digest, datasette_scripts())))
    return _COMMON + f"img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self' {hashes}"


def datasette_scripts() -> Iterable[str]:
    """The inline scripts in the templates that come with Datasette."""
    import datasette

    for template in sorted((Path(datasette.__file__).parent / "templates").glob("*.html")):
        for script in _INLINE_SCRIPT.findall(template.read_text(encoding="utf-8")):
            if "{{ datasette_allow_facet }}" in script:
                yield from (script.replace("{{ datasette_allow_facet }}", word) for word in ("true", "false"))
            elif "{{" not in script and "{%" not in script:
                yield script


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def _protecting(policy: str) -> list[tuple[bytes, bytes]]:
    return [
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"same-origin"),  # no outlet learns who reviews; "no-referrer" would hide our own Origin
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
    ]


async def _refuse(send: Send, reason: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"x-content-type-options", b"nosniff")]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": f"Refused: {reason}.\n".encode()})

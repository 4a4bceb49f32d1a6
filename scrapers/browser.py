"""Pages that are empty without JavaScript, through scrapy-playwright and the system's Chromium: an optional extra."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import shutil
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from scrapers.guard import Guard, is_public

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
MISSING = (
    'its pages need JavaScript: install the extra with pip install "ransomwire[javascript]" and a browser with '
    "apt-get install chromium"
)
# A redirect inside the browser is not shown to `BrowserGuard`: so the browser itself cannot reach these either.
INSIDE = (
    *("localhost", "*.localhost", "127.*", "10.*", "192.168.*", "169.254.*", "0.0.0.0", "[*]"),  # noqa: S104
    *(f"172.{number}.*" for number in range(16, 32)),
)


def has_browser() -> bool:
    return find_spec("scrapy_playwright") is not None and browser_program() is not None


def browser_program() -> str | None:
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def browser_settings(allowed: list[str]) -> dict[str, Any]:
    """Scrapy's settings for a source that needs the browser. `allowed`: as ALLOWED_PRIVATE_HOSTS."""
    handler = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
    excluded = [f"EXCLUDE {host.partition(':')[0]}" for host in allowed]
    rules = ", ".join([f"MAP {pattern} ~NOTFOUND" for pattern in INSIDE] + excluded)
    arguments = [f"--host-resolver-rules={rules}", "--disable-quic"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses to start as root with it
    return {
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler, "file": None, "ftp": None, "s3": None, "data": None},
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {"executable_path": browser_program(), "args": arguments},
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": 30_000,  # milliseconds
        "PLAYWRIGHT_ABORT_REQUEST": BrowserGuard(Guard(allowed)).refuses,
    }


class BrowserGuard:
    """Decides for each request that a page makes: pictures and films are not needed, private networks not visited."""

    NOT_NEEDED = frozenset({"image", "media", "font", "stylesheet"})

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    async def refuses(self, request: Any) -> bool:
        """True for a request (of Playwright) that is not to be sent."""
        if request.resource_type in self.NOT_NEEDED or self.guard.objection(request.url):
            return True
        parts = urlsplit(request.url)
        host = parts.hostname or ""
        if self.guard.is_allowed(host, parts.port):
            return False
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, None)
        except OSError:
            return True
        return not all(is_public(ipaddress.ip_address(str(entry[4][0]).split("%")[0])) for entry in found)

"""Serve the sample press on loopback, as a proxy that answers for its three hosts and for nobody else.

Asked through a proxy, the outlets keep their names and addresses whatever port is free, so that a
second demo finds the same articles; and no request for them can leave this machine.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

from ransomwire.press.feeds import feed, sitemap
from ransomwire.press.newsroom import EVENING, MORNING, OUTLETS, Outlet
from ransomwire.press.pages import article_page, home_page

HTML, XML, TEXT = "text/html; charset=utf-8", "application/xml; charset=utf-8", "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    content: bytes
    content_type: str
    status: int = 200


class Press(ThreadingHTTPServer):
    """The three outlets behind one free port; `edition` is what they have printed so far."""

    daemon_threads = True

    def __init__(self, edition: int = MORNING) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.edition = edition
        self.edited = datetime.now(UTC)

    @property
    def proxy(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def print_evening_edition(self) -> None:
        self.edition = EVENING
        # Feeds give whole seconds; the edit must be later than the visit that saw the morning's text.
        self.edited = (datetime.now(UTC) + timedelta(seconds=1)).replace(microsecond=0)

    def answer(self, url: str) -> Answer:
        """What stands at an address."""
        parts = urlsplit(url)
        outlet = next((outlet for outlet in OUTLETS if outlet.host == parts.hostname), None)
        if outlet is None:
            return Answer(b"This press has no such outlet.\n", TEXT, 404)
        return self._page(outlet, parts.path or "/")

    def _page(self, outlet: Outlet, path: str) -> Answer:
        if path == "/robots.txt":
            more = f"Sitemap: {outlet.home}sitemap.xml\n" if outlet.has_sitemap else ""
            return Answer(f"User-agent: *\nDisallow: /zoek\n{more}".encode(), TEXT)
        if path == outlet.feed_path:
            return Answer(feed(outlet, self.edition, self.edited), XML)
        if path == "/sitemap.xml" and outlet.has_sitemap:
            return Answer(sitemap(outlet, self.edition), XML)
        if path == "/":
            return Answer(home_page(outlet, self.edition).encode(), HTML)
        if path == "/about":
            return Answer(f"<!doctype html><html><h1>{outlet.title}</h1><p>Who we are.</p></html>".encode(), HTML)
        for story in outlet.stories(self.edition):
            if path == outlet.path_of(story):
                return Answer(article_page(outlet, story, self.edition).encode(), HTML)
        return Answer(b"<html><title>404</title><h1>404</h1></html>", HTML, 404)


class _Handler(BaseHTTPRequestHandler):
    server: Press
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        answer = self.server.answer(self.path)
        etag = f'"{hashlib.sha256(answer.content).hexdigest()[:16]}"'
        if answer.status == 200 and self.headers.get("If-None-Match") == etag:
            self.send_response(304)
            self.send_header("ETag", etag)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.content)))
        self.send_header("ETag", etag)
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, format: str, *args: object) -> None:
        """The crawl's own ledger says what was asked."""


@contextmanager
def running_press(edition: int = MORNING) -> Iterator[Press]:
    """Run the press in a thread; while it runs, this process and its children reach the web through it alone."""
    with Press(edition) as press:
        thread = Thread(target=press.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            with _proxied(press.proxy):
                yield press
        finally:
            press.shutdown()
            thread.join()


@contextmanager
def _proxied(proxy: str) -> Iterator[None]:
    names = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY")
    before = {name: os.environ.pop(name) for name in names if name in os.environ}
    os.environ["http_proxy"] = os.environ["https_proxy"] = proxy
    try:
        yield
    finally:
        for name in ("http_proxy", "https_proxy"):
            del os.environ[name]
        os.environ.update(before)

"""A local press for tests: outlets on loopback whose answers are a dict of path to answer, and what they were asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

from scrapers.source import Source

FAST = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "DOWNLOAD_TIMEOUT": 3, "EXTRACT_PROCESSES": 0}


@dataclass(frozen=True)
class Answer:
    """One answer. `body` may be a function that writes to the connection itself and takes its time."""

    body: bytes | Callable[[BaseHTTPRequestHandler], None] = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Press:
    """Serves `answers`, path by path, on one loopback address, until the `with` block ends."""

    def __init__(self, answers: Mapping[str, Answer | str], host: str = "127.0.0.1") -> None:
        self.answers = dict(answers)
        self.asked: list[str] = []  # paths, in order
        self.headers: list[dict[str, str]] = []  # of each request
        press = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1  # head and body in one packet: apart, each page would wait 40 ms for an acknowledgement

            def do_GET(self) -> None:
                press.answer(self)

            def handle(self) -> None:
                try:
                    super().handle()
                except ConnectionError:  # the crawler hung up on us, as it should on some
                    self.close_connection = True

            def finish(self) -> None:
                try:
                    super().finish()
                except ConnectionError:
                    self.connection.close()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer((host, 0), Handler)
        self.server.daemon_threads = True
        self.netloc = f"{host}:{self.server.server_port}"
        self.home = f"http://{self.netloc}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        self.asked.append(request.path)
        self.headers.append(dict(request.headers))
        found = self.answers.get(request.path, Answer(b"no such page", 404))
        answer = Answer(found.replace("HOME", self.home).encode()) if isinstance(found, str) else found
        request.send_response(answer.status)
        for name, value in answer.headers.items():
            request.send_header(name, value.replace("HOME", self.home))
        try:
            if callable(answer.body):
                answer.body(request)
                return
            request.send_header("Content-Length", str(len(answer.body)))
            request.end_headers()
            request.wfile.write(answer.body)
        except ConnectionError:
            request.close_connection = True

    def source(self, name: str = "gazette", **more: object) -> Source:
        return Source(
            **{"name": name, "language": "fr", "home": self.home, "feeds": ("/feed",), "topic": "security"} | more
        )  # type: ignore[arg-type]

    def __enter__(self) -> Press:
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.shutdown()
        self.server.server_close()


def rss(*items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>{"".join(items)}</channel></rss>'


def item(path: str, title: str, *, published: str = "Mon, 04 May 2026 10:00:00 +0200", more: str = "") -> str:
    return f"<item><title>{title}</title><link>HOME{path}</link><pubDate>{published}</pubDate>{more}</item>"


def page(title: str, *paragraphs: str, head: str = "", language: str = "fr") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or (f"{title}. {LOREM}", LOREM))
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><nav><a href='/'>Accueil</a></nav><article><h1>{title}</h1>{body}</article></body></html>"
    )


LOREM = (
    "Les pirates ont chiffré les serveurs de la mairie dans la nuit de dimanche à lundi, et ils réclament une rançon. "
    "Les agents travaillent sur papier, le site est hors ligne, et une plainte a été déposée auprès de la gendarmerie."
)

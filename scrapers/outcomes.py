"""What went wrong with a request, in one sentence that an analyst understands, and whose doing it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from scrapy import exceptions
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import ConnectError, ConnectionClosed

Fault = Literal["refused", "broken", "gone", "unreachable", "filtered"]
"""refused: the outlet does not want us, or we must not go there; unreachable: no answer came; broken: a wrong answer;
gone: the page is no longer there; filtered: we did not ask."""


@dataclass(frozen=True)
class Outcome:
    fault: Fault
    sentence: str


class NotAsked(exceptions.IgnoreRequest):
    "A request that this crawler does not send, with the outcome to note for it."

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.sentence)
        self.outcome = outcome


STATUS_WORDS = {
    401: "wants a login",
    402: "wants payment",
    403: "forbids it (403)",
    404: "has no such page (404)",
    410: "has removed the page (410)",
    429: "says we ask too often (429)",
    451: "withholds it for legal reasons (451)",
}


def outcome_of_status(response: Response) -> Outcome:
    host, status = urlsplit(response.url).hostname, response.status
    if status in (404, 410):
        return Outcome("gone", f"{host} {STATUS_WORDS[status]}")
    if status in STATUS_WORDS:
        return Outcome("refused", f"{host} {STATUS_WORDS[status]}")
    if 300 <= status < 400:
        return Outcome("broken", f"{host} redirects to an address that is not of the web ({status})")
    return Outcome("broken", f"{host} answers with an error ({status})")


def outcome_of_failure(error: BaseException, url: str) -> Outcome:
    """Put the exception of one request into words; an exception nobody foresaw keeps its name.

    >>> outcome_of_failure(exceptions.DownloadTimeoutError("x"), "https://news.example/feed")
    Outcome(fault='unreachable', sentence='news.example did not answer in time')
    """
    host = urlsplit(url).hostname or url
    match error:
        case NotAsked():
            return error.outcome
        case HttpError():
            return outcome_of_status(error.response)
        case exceptions.CannotResolveHostError():
            return Outcome(
                "unreachable", f"cannot resolve {host}: no network, no such name, or one of a private network"
            )
        case exceptions.DownloadConnectionRefusedError():
            return Outcome("unreachable", f"{host} refuses the connection")
        case exceptions.DownloadTimeoutError() | TimeoutError():
            return Outcome("unreachable", f"{host} did not answer in time")
        case exceptions.DownloadCancelledError():
            return Outcome("broken", f"{host} sends more than the limit of 10 MB")
        case exceptions.UnsupportedURLSchemeError():
            return Outcome("refused", f"{host} is not an address of the web")
        case exceptions.ResponseDataLossError():
            return Outcome("broken", f"{host} broke off in the middle of the page")
        case exceptions.DownloadFailedError():
            return Outcome("unreachable", _of_failed_download(error, host))
        case exceptions.IgnoreRequest():
            return _of_ignored(str(error), host)
        case ConnectError() | ConnectionClosed():
            return Outcome("unreachable", f"no connection to {host}: {first_line(str(error))}")
    return Outcome("broken", f"{host}: {type(error).__name__}: {first_line(str(error))}")


def _of_ignored(message: str, host: str) -> Outcome:
    """Scrapy's own reasons not to go on come as one exception class with different texts."""
    if "robots.txt" in message:
        return Outcome("refused", f"{host}'s robots.txt forbids it")
    if "max redirections" in message:
        return Outcome("broken", f"{host} redirects without end")
    if "during decompression" in message:
        return Outcome("broken", f"{host} sends a page that unpacks to more than the limit of 10 MB")
    if "offsite" in message:
        return Outcome("filtered", f"{host} is another site")
    return Outcome("broken", f"{host}: {first_line(message)}")


def _of_failed_download(error: BaseException, host: str) -> str:
    text = str(error).lower()
    if "certificate" in text:
        return f"{host} has a certificate that cannot be trusted"
    if "ssl" in text or "tls" in text:
        return f"no secure connection to {host} could be made"
    return f"{host} closed the connection without a whole answer"


def first_line(text: str) -> str:
    r"""The first line of a message, short enough for a table.

    >>> first_line("no such thing\nTraceback ...")
    'no such thing'
    """
    line = text.strip().split("\n", 1)[0].strip()
    return line if len(line) <= 200 else line[:199] + "…"

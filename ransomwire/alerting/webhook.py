"""Post an alert as JSON, signed, and again when the other side is busy or away."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import logging
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message as Headers
from typing import IO

from ransomwire.alerting.message import Message
from ransomwire.alerting.undelivered import Undelivered
from ransomwire.alerting.watchlists import Webhook

logger = logging.getLogger(__name__)

PAUSES_S = (1.0, 4.0, 16.0)  # between the four tries
LONGEST_PAUSE_S = 60.0  # that a server may ask for with Retry-After
TIMEOUT_S = 20.0


def post(channel: Webhook, message: Message, *, sleep: Callable[[float], None] = time.sleep) -> None:
    """Returns once the other side answered with 2xx. Raises Undelivered."""
    body = message.to_json()
    request = urllib.request.Request(channel.webhook, body, _headers(channel, message, body), method="POST")  # noqa: S310
    for pause in (*PAUSES_S, None):
        failure, wait = _try(request)
        if failure is None:
            return
        if pause is None or not failure.lasting:
            raise failure
        seconds = min(max(pause, wait), LONGEST_PAUSE_S)
        logger.info("%s: %s; trying again in %g s", channel.name, failure, seconds)
        sleep(seconds)


def signature(secret: str, body: bytes) -> str:
    """What the header X-Ransomwire-Signature says: HMAC-SHA256 of the body, as it was sent.

    >>> signature("secret", b"{}")[:19]
    'sha256=77325902caca'
    """
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _headers(channel: Webhook, message: Message, body: bytes) -> dict[str, str]:
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "ransomwire-alerts",
        "X-Ransomwire-Delivery": message.alert.id,
    }
    if channel.secret:
        headers["X-Ransomwire-Signature"] = signature(channel.secret, body)
    return headers


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """What was signed for one address goes to no other."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Headers, newurl: str
    ) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirect)


def _try(request: urllib.request.Request) -> tuple[Undelivered | None, float]:
    """None when it arrived; else why not, and for how many seconds the server asks to wait."""
    try:
        with _opener.open(request, timeout=TIMEOUT_S):
            return None, 0.0
    except urllib.error.HTTPError as error:
        with error:
            busy = error.code in (408, 425, 429) or error.code >= 500
            failure = Undelivered(f"{request.full_url} answered {error.code} {error.reason}", lasting=busy)
            return failure, _seconds(error.headers.get("Retry-After"))
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or str(error) or type(error).__name__
        return Undelivered(f"{request.full_url} cannot be reached: {reason}", lasting=True), 0.0


def _seconds(text: str | None) -> float:
    return float(text) if text and text.isdecimal() else 0.0

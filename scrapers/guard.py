"""Keep the crawler on the public web: no request to loopback, private networks or anything but http and https.

A feed, a redirect or a name server can all point inside; so an address is looked at twice, as it is written and,
by the resolver that the connection is made with, as it resolves.
"""

from __future__ import annotations

import ipaddress
import logging
import re
import socket
from collections.abc import Iterable, Sequence
from os import environ
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.resolver import CachingHostnameResolver
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from scrapers.outcomes import NotAsked, Outcome

logger = logging.getLogger(__name__)
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
# Ports that outlets use; a request to another is how one service is made to talk to a second.
WEB_PORTS = frozenset({80, 443, 8000, 8008, 8080, 8443, 8888})


def ip_address(host: str) -> IPAddress | None:
    """The IP address that a host is written as, in any form that a connection would take; None for a name.

    >>> ip_address("127.1"), ip_address("0x7f000001"), ip_address("2130706433")
    (IPv4Address('127.0.0.1'), IPv4Address('127.0.0.1'), IPv4Address('127.0.0.1'))
    >>> ip_address("::ffff:10.0.0.1"), ip_address("zataz.com")
    (IPv4Address('10.0.0.1'), None)
    """
    host = host.strip("[]").split("%")[0].rstrip(".")
    try:
        address: IPAddress = ipaddress.ip_address(host)
    except ValueError:
        if not re.fullmatch(r"(0x[0-9a-f]*|\d+)(\.(0x[0-9a-f]*|\d+)){0,3}", host, re.IGNORECASE):
            return None
        try:
            address = ipaddress.ip_address(socket.inet_aton(host))  # 127.1, octal, hexadecimal, one number
        except OSError:
            return None
    return _inner(address)


def _inner(address: IPAddress) -> IPAddress:
    """The IPv4 address inside an IPv6 one that leads there: mapped, 6to4, NAT64."""
    if isinstance(address, ipaddress.IPv6Address):
        if inner := address.ipv4_mapped or address.sixtofour:
            return inner
        if address in ipaddress.ip_network("64:ff9b::/96"):
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def is_public(address: IPAddress) -> bool:
    """True for an address of the public internet.

    >>> is_public(ipaddress.ip_address("169.254.169.254")), is_public(ipaddress.ip_address("8.8.8.8"))
    (False, True)
    """
    address = _inner(address)
    return address.is_global and not address.is_multicast


class Guard:
    """Decides where a request may go. `allowed` names exceptions: hosts, or host:port, written exactly so."""

    def __init__(self, allowed: Iterable[str] = (), *, ports: Iterable[int] = WEB_PORTS) -> None:
        self.allowed = frozenset(entry.lower() for entry in allowed)
        self.ports = frozenset(ports)

    def is_allowed(self, host: str, port: int | None) -> bool:
        return host.lower() in self.allowed or f"{host.lower()}:{port}" in self.allowed

    def objection(self, url: str) -> Outcome | None:
        """Why no request may go to this address as it is written; None when one may.

        >>> Guard().objection("http://[::1]/").sentence
        'no request to ::1: it is not on the public internet'
        >>> Guard(["127.0.0.1:8000"]).objection("http://127.0.0.1:8000/feed")
        """
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:
            return Outcome("refused", f"no request to {url[:100]!r}: it is not a valid address")
        if parts.scheme not in ("http", "https") or not host:
            return Outcome("refused", f"no request to {url[:100]!r}: only http and https addresses are fetched")
        if self.is_allowed(host, port):
            return None
        address = ip_address(host)
        name = host.rstrip(".")
        if (address and not is_public(address)) or name == "localhost" or name.endswith((".localhost", ".internal")):
            return Outcome("refused", f"no request to {host}: it is not on the public internet")
        if port is not None and port not in self.ports:
            return Outcome("refused", f"no request to {host}, port {port}: it is no port of the web")
        return None


class GuardMiddleware:
    """Scrapy's door to the guard: the last middleware before the download, so redirects and robots.txt pass it too."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardMiddleware:
        settings = crawler.settings
        ports = map(int, settings.getlist("WEB_PORTS", list(WEB_PORTS)))
        return cls(Guard(settings.getlist("ALLOWED_PRIVATE_HOSTS"), ports=ports))

    def process_request(self, request: Request) -> None:
        if objection := self.guard.objection(request.url):
            raise NotAsked(objection)


class GuardedResolver(CachingHostnameResolver):
    """Scrapy's resolver for IPv4 and IPv6, which forgets every answer that is not on the public internet.

    A name with no other answer ends as one that does not resolve. The connection is made with what this resolver
    says, so a name server that changes its answer in between (DNS rebinding) gains nothing.
    """

    def __init__(self, reactor: Any, cache_size: int, guard: Guard) -> None:
        super().__init__(reactor, cache_size)
        self.guard = guard

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> GuardedResolver:
        proxies = [urlsplit(environ.get(name, "")).hostname or "" for name in ("http_proxy", "https_proxy")]
        allowed = [*crawler.settings.getlist("ALLOWED_PRIVATE_HOSTS"), *filter(None, proxies)]
        return cls(reactor, crawler.settings.getint("DNSCACHE_SIZE"), Guard(allowed))

    def resolveHostName(
        self,
        resolutionReceiver: IResolutionReceiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        receiver: Any = resolutionReceiver
        if not self.guard.is_allowed(hostName, portNumber):
            receiver = _PublicOnly(resolutionReceiver, hostName)
        return super().resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)


@implementer(IResolutionReceiver)
class _PublicOnly:
    """Passes on the addresses that are public."""

    def __init__(self, receiver: Any, host: str) -> None:
        self.receiver = receiver
        self.host = host

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        self.receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:
        found = ip_address(address.host)
        if found is not None and is_public(found):
            self.receiver.addressResolved(address)
        else:
            logger.warning("%s resolves to %s, which is not on the public internet: not used", self.host, address.host)

    def resolutionComplete(self) -> None:
        self.receiver.resolutionComplete()

"""The file that says what is watched and who is told: `alerts.toml`."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


class AlertsError(Exception):
    "The file of watch lists cannot be used; the message is one sentence that names the place in it."


@dataclass(frozen=True)
class Watch:
    """What is watched. Of each list one must fit, and of all that is given everything; nothing given: all incidents."""

    name: str
    send: tuple[str, ...]  # names of channels
    victims: tuple[str, ...] = ()  # a victim of this name, or with these words in its name
    domains: tuple[str, ...] = ()  # likewise a victim of this domain; victims and domains are one list
    sectors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    min_amount: Decimal | None = None  # of the demand or the payment
    currency: str = "EUR"  # of min_amount
    since: date | None = None  # first published on or after


@dataclass(frozen=True)
class Webhook:
    name: str
    webhook: str  # the address
    secret: str | None = None


@dataclass(frozen=True)
class Mail:
    name: str
    mail_to: tuple[str, ...]
    mail_from: str
    smtp: str  # host, or host:port
    security: str = "starttls"  # or "tls" from the first byte, or "none"
    user: str | None = None
    password: str | None = None


@dataclass(frozen=True)
class Program:
    name: str
    command: tuple[str, ...]  # the program and its arguments; no shell reads them
    timeout_s: int = 60


Channel = Webhook | Mail | Program
KINDS: dict[str, type[Channel]] = {"webhook": Webhook, "mail_to": Mail, "command": Program}
SECURITIES = ("starttls", "tls", "none")


@dataclass(frozen=True)
class WatchLists:
    watches: tuple[Watch, ...]
    channels: tuple[Channel, ...]


def load_watch_lists(path: Path, environment: Mapping[str, str] = os.environ) -> WatchLists:
    """Read the file. Raises AlertsError.

    `secret_env` and `password_env` name a variable of the environment, so that the file holds no secret.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise AlertsError(f"there is no {path}; docs/alerts.md has one to begin with") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AlertsError(f"{path} is no TOML: {error}") from error
    _only(given, {"watch", "channel"}, str(path))
    channels = tuple(
        _channel(name, table, environment, f"{path}, channel {name!r}")
        for name, table in _table(given.get("channel", {}), f"{path}, channel").items()
    )
    tables = given.get("watch", [])
    if not isinstance(tables, list) or not tables or not channels:
        raise AlertsError(f"{path} needs at least one [[watch]] and one [channel.NAME]")
    known = {channel.name for channel in channels}
    watches = tuple(_watch(table, known, f"{path}, watch {n}") for n, table in enumerate(tables, 1))
    return WatchLists(watches, channels)


def _watch(given: object, channels: set[str], place: str) -> Watch:
    table = _table(given, place)
    place = f"{place} ({table['name']!r})" if "name" in table else place
    _only(table, {field.name for field in fields(Watch)}, place)
    watch = Watch(
        name=_text(table, "name", place),
        send=_texts(table, "send", place),
        victims=_texts(table, "victims", place),
        domains=tuple(domain.lower().removeprefix("www.") for domain in _texts(table, "domains", place)),
        sectors=_texts(table, "sectors", place),
        countries=tuple(code.upper() for code in _texts(table, "countries", place)),
        actors=_texts(table, "actors", place),
        min_amount=_sum(table.get("min_amount"), place),
        currency=str(table.get("currency", "EUR")).upper(),
        since=_day(table.get("since"), place),
    )
    unknown = set(watch.send) - channels
    if unknown or not watch.send:
        wrong = f"sends to {min(unknown)!r}, which is no channel" if unknown else "sends to nobody"
        raise AlertsError(f"{place} {wrong}; give send = [{', '.join(repr(name) for name in sorted(channels))}]")
    return watch


def _channel(name: str, given: object, environment: Mapping[str, str], place: str) -> Channel:
    table = dict(_table(given, place))
    kind = next((KINDS[key] for key in KINDS if key in table), None)
    if kind is None:
        raise AlertsError(f"{place} needs one of {', '.join(KINDS)}, which says how it is told")
    for secret in ("secret", "password"):
        variable = table.pop(f"{secret}_env", None)
        if variable is not None:
            if variable not in environment:
                raise AlertsError(f"{place} takes its {secret} from {variable}, which is not in the environment")
            table[secret] = environment[variable]
    _only(table, {field.name for field in fields(kind)} - {"name"}, place)
    if kind is Webhook:
        return _webhook(name, table, place)
    if kind is Mail:
        return _mail(name, table, place)
    seconds = table.get("timeout_s", 60)
    if not isinstance(seconds, int) or seconds < 1:
        raise AlertsError(f"{place}: timeout_s is {seconds!r}; give whole seconds, as 60")
    return Program(name, _texts(table, "command", place, least=1), seconds)


def _webhook(name: str, table: Mapping[str, Any], place: str) -> Webhook:
    address = _text(table, "webhook", place)
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        raise AlertsError(f"{place}: webhook is {address!r}; give an address that begins with https://")
    return Webhook(name, address, table.get("secret"))


def _mail(name: str, table: Mapping[str, Any], place: str) -> Mail:
    security = table.get("security", "starttls")
    if security not in SECURITIES:
        raise AlertsError(f"{place}: security is {security!r}; give one of {', '.join(SECURITIES)}")
    if table.get("password") and security == "none":
        raise AlertsError(f'{place} would send its password for all to read; give security = "starttls" or "tls"')
    host, colon, port = table["smtp"].rpartition(":") if isinstance(table.get("smtp"), str) else ("", "", "")
    if colon and not (host and port.isdecimal()):
        raise AlertsError(f"{place}: smtp is {table['smtp']!r}; give a host, as mail.example.org, or a host:port")
    to, sender = _texts(table, "mail_to", place, least=1), _text(table, "mail_from", place)
    return Mail(name, to, sender, _text(table, "smtp", place), security, table.get("user"), table.get("password"))


def _table(given: object, place: str) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        raise AlertsError(f"{place} is no table; docs/alerts.md shows how the file is written")
    return given


def _only(given: Mapping[str, Any], known: set[str], place: str) -> None:
    unknown = sorted(set(given) - known)
    if unknown:
        raise AlertsError(f"{place} has an unknown {unknown[0]!r}; it may have {', '.join(sorted(known))}")


def _text(table: Mapping[str, Any], key: str, place: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise AlertsError(f"{place} needs {key} as a text, and has {value!r}")
    return value


def _texts(table: Mapping[str, Any], key: str, place: str, *, least: int = 0) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
        raise AlertsError(f'{place}: {key} is {value!r}; give a list of texts, as ["one", "another"]')
    if len(value) < least:
        raise AlertsError(f"{place}: {key} is empty")
    return tuple(value)


def _sum(value: object, place: str) -> Decimal | None:
    if value is None:
        return None
    try:
        figure = Decimal(str(value))
    except InvalidOperation:
        figure = Decimal("NaN")
    if not figure.is_finite():
        raise AlertsError(f"{place}: min_amount is {value!r}; give a number, as 100000")
    return figure


def _day(value: object, place: str) -> date | None:
    if value is not None and type(value) is not date:
        raise AlertsError(f"{place}: since is {value!r}; give a day without quotes, as 2026-11-03")
    return value

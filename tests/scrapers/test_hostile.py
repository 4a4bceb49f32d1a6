"""Outlets that mean harm, or are badly broken: one crawl over all of them and a good one between them."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import brotli
import pytest

from scrapers.apart import crawl_apart
from scrapers.guard import is_public
from scrapers.pipelines import CrawlRecord
from storage.database import open_store
from tests.scrapers.press import FAST, Answer, Press, item, page, rss

MEGABYTE = 1024 * 1024
ZEROS = b"\x00" * (64 * MEGABYTE)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><rss version="2.0"><channel><item><title>&i;</title><link>HOME/a</link></item></channel></rss>'
)
SAFE = {"/a": page("Une mairie attaquée")}
FAST = FAST | {"DOWNLOAD_TIMEOUT": 10, "EXTRACT_PROCESSES": 1}


def slow_drip(request: BaseHTTPRequestHandler) -> None:
    request.send_header("Content-Length", "1000")
    request.end_headers()
    for _ in range(100):
        request.wfile.write(b"<")
        request.wfile.flush()
        time.sleep(0.2)


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_header("Transfer-Encoding", "chunked")
    request.end_headers()
    while True:
        request.wfile.write(b"%x\r\n%s\r\n" % (MEGABYTE, b"a" * MEGABYTE))


def broken_off(request: BaseHTTPRequestHandler) -> None:
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b"<rss>")
    request.close_connection = True


def redirect(target: str) -> Answer:
    return Answer(status=302, headers={"Location": target})


def feed_of_one(answer: Answer | str) -> dict[str, Answer | str]:
    return {"/feed": rss(item("/a", "Une mairie attaquée")), "/a": answer}


HOSTILE: dict[str, tuple[dict[str, Answer | str], dict[str, int], str]] = {
    "gzip_bomb": (
        {"/feed": Answer(gzip.compress(ZEROS), headers={"Content-Encoding": "gzip"})},
        {"broken": 1},
        "unpacks to more than the limit",
    ),
    "brotli_bomb": (
        {"/feed": Answer(brotli.compress(ZEROS, quality=4), headers={"Content-Encoding": "br"})},
        {"broken": 1},
        "unpacks to more than the limit",
    ),
    "twice_packed": (
        feed_of_one(Answer(gzip.compress(gzip.compress(ZEROS)), headers={"Content-Encoding": "gzip, gzip"})),
        {"broken": 1},
        "unpacks to more than the limit",
    ),
    "xml_bomb": ({"/feed": LAUGHS, "/a": page("Ha")}, {"new": 1}, ""),
    "endless_redirect": (feed_of_one(redirect("/a")), {"broken": 1}, "redirects without end"),
    "to_loopback": ({"/feed": redirect("http://127.0.0.1:1/feed")}, {"refused": 1}, "not on the public internet"),
    "to_mapped": ({"/feed": redirect("http://[::ffff:127.0.0.1]/")}, {"refused": 1}, "not on the public internet"),
    "to_number": ({"/feed": redirect("http://2130706433/")}, {"refused": 1}, "not on the public internet"),
    "to_metadata": (
        feed_of_one(redirect("http://169.254.169.254/latest")),
        {"refused": 1},
        "not on the public internet",
    ),
    "to_localhost": ({"/feed": redirect("http://localhost/")}, {"refused": 1}, "not on the public internet"),
    "to_ssh": ({"/feed": redirect("http://zataz.com:22/")}, {"refused": 1}, "no port of the web"),
    "to_file": ({"/feed": redirect("file:///etc/passwd")}, {"broken": 1}, "not of the web"),
    "links_inside": (
        {
            "/feed": rss(
                "<item><title>a</title><link>file:///etc/passwd</link></item>",
                "<item><title>a</title><link>javascript:alert(1)</link></item>",
                "<item><title>a</title><link>http://10.0.0.1/admin</link></item>",
                "<item><title>a</title><link>http://[::1]/admin</link></item>",
                item("/a", "Une mairie attaquée"),
            ),
            **SAFE,
        },
        {"new": 1, "filtered": 2},
        "",
    ),
    "nul_bytes": (
        {
            "/feed": rss(item("/a", "Mairie")).replace("Mairie", "Mai\x00rie"),
            "/a": page("Mairie attaquée").replace("serveurs", "ser\x00veurs"),
        },
        {"new": 1},
        "",
    ),
    "wrong_charset": (
        feed_of_one(
            Answer(page("L’hôpital attaqué").encode("cp1252"), headers={"Content-Type": "text/html; charset=utf-8"})
        ),
        {"new": 1},
        "",
    ),
    "long_feed": (
        {
            "/feed": rss(*(f"<item><link>HOME/a?{n % 2}</link></item>" for n in range(100_000))),
            "/a?0": page("A"),
            "/a?1": page("B"),
        },
        {"new": 2},
        "100000 entries",
    ),
    "html_feed": ({"/feed": page("Accueil")}, {"broken": 1}, "is an HTML page, not a feed"),
    "html_titles": (
        feed_of_one(page("Alerte"))
        | {"/feed": rss(item("/a", "&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;Alerte&lt;/b&gt;"))},
        {"new": 1},
        "",
    ),
    "forbidden": ({"/feed": Answer(status=403)}, {"refused": 1}, "forbids it (403)"),
    "forbidden_pages": (
        {"/feed": rss(*(item(f"/{n}", f"Attaque {n}") for n in range(9)))}
        | {f"/{n}": Answer(status=403) for n in range(9)},
        {"refused": 9},
        "no more asked in this run",
    ),
    "later": ({"/feed": Answer(status=429, headers={"Retry-After": "3600"})}, {"refused": 1}, "we ask too often"),
    "slow_drip": ({"/feed": Answer(slow_drip)}, {"broken": 1}, "did not answer in time"),
    "too_long": (feed_of_one(Answer(b"a" * (11 * MEGABYTE))), {"broken": 1}, "more than the limit"),
    "endless_page": (feed_of_one(Answer(endless)), {"broken": 1}, "more than the limit"),
    "broken_off": ({"/feed": Answer(broken_off)}, {"broken": 1}, "broke off"),
    "deep_page": (
        feed_of_one("<html><body>" + "<div>" * 100_000 + "a"),
        {"broken": 1},
        "",
    ),
    "robots_down": (
        feed_of_one(page("Mairie")) | {"/robots.txt": Answer(status=500)},
        {"refused": 1},
        "robots.txt forbids it",
    ),
    "good": (feed_of_one(page("Une bonne nouvelle")), {"new": 1}, ""),
}


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile") / "test.db"


@pytest.fixture(scope="module")
def presses() -> Iterator[dict[str, Press]]:
    made = {name: Press(case[0], host=f"127.0.1.{n}") for n, (name, case) in enumerate(HOSTILE.items(), start=1)}
    for press in made.values():
        press.__enter__()
    yield made
    for press in made.values():
        press.__exit__(None, None, None)


Crawl = Callable[[], dict[str, CrawlRecord]]


@pytest.fixture(scope="module")
def crawl(db: Path, presses: dict[str, Press]) -> Crawl:
    def run() -> dict[str, CrawlRecord]:
        settings = FAST | {"ALLOWED_PRIVATE_HOSTS": [press.netloc for press in presses.values()]}
        sources = [press.source(name) for name, press in presses.items()]
        return {record.source: record for record in crawl_apart(db, sources, settings=settings)}

    return run


@pytest.fixture(scope="module")
def records(crawl: Crawl) -> dict[str, CrawlRecord]:
    return crawl()


@pytest.mark.parametrize("name", HOSTILE)
def test_each_has_its_outcome_in_the_ledger(name, records, db):
    _, expected, sentence = HOSTILE[name]
    record = records[name]
    names = ("new", "changed", "unchanged", "not_modified", "filtered", "refused", "broken")
    assert {counter: getattr(record, counter) for counter in names if getattr(record, counter)} == expected, record
    assert sentence in f"{record.reason} {record.notes}"
    (row,) = open_store(db).query("select * from crawls where source = ?", [name])
    assert (row["reason"], row["notes"]) == (record.reason, record.notes)


def test_titles_and_texts_are_stored_clean(records, db):
    titles = {row["source"]: row["title"] for row in open_store(db).query("select source, title from articles")}
    assert titles["nul_bytes"] == "Mairie attaquée"
    assert titles["wrong_charset"] == "L’hôpital attaqué"
    assert titles["html_titles"] == "Alerte"


def test_a_host_that_asked_to_wait_is_not_asked_in_the_next_run(records, crawl, presses):
    asked = len(presses["later"].asked)
    again = crawl()
    assert len(presses["later"].asked) == asked
    assert "not asked before" in (again["later"].reason or "")
    assert again["good"].new == 0


def test_a_short_wait_is_waited_and_the_page_asked_for_again(tmp_path):
    answers = iter([Answer(status=429, headers={"Retry-After": "1"})])
    with Press(feed_of_one(page("Mairie"))) as press:
        usual = press.answer

        def answer_later(request: BaseHTTPRequestHandler) -> None:
            press.answers["/feed"], now = feed, next(answers, feed) if request.path == "/feed" else feed
            press.answers["/feed"] = now
            usual(request)
            press.answers["/feed"] = feed

        feed = press.answers["/feed"]
        press.answer = answer_later  # type: ignore[method-assign]
        (record,) = crawl_apart(
            tmp_path / "test.db", [press.source()], settings=FAST | {"ALLOWED_PRIVATE_HOSTS": [press.netloc]}
        )
    assert (record.new, record.refused, record.reason) == (1, 0, None)


def test_a_name_that_resolves_to_loopback_is_not_connected_to(tmp_path):
    name = next((name for name in (socket.gethostname(), "ip6-localhost") if resolves_inside(name)), None)
    if name is None:
        pytest.skip("this machine has no name but localhost that resolves to a private address")
    with Press(feed_of_one(page("Mairie"))) as press:
        port = press.server.server_port
        source = press.source(home=f"http://{name}:{port}")
        settings = FAST | {"WEB_PORTS": [port]}
        (record,) = crawl_apart(tmp_path / "test.db", [source], settings=settings)
        assert press.asked == []
    assert record.reason == f"cannot resolve {name}: no network, no such name, or one of a private network"


def resolves_inside(name: str) -> bool:
    try:
        addresses = {info[4][0] for info in socket.getaddrinfo(name, 80)}
    except OSError:
        return False
    return not any(is_public(ipaddress.ip_address(str(address).split("%")[0])) for address in addresses)

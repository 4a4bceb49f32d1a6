"""Outlets on loopback for the bench, in a process of their own: any number of articles, none like another.

    python -m tests.bench.outlets OUTLETS ARTICLES

serves until it is ended; prints its port first. Outlet N is on 127.0.2.N. All articles are written before that: the
outlets of a real crawl are no work for the machine that crawls.
"""

from __future__ import annotations

import asyncio
import random
import re
import sys
from functools import lru_cache

from aiohttp import web

FEED_LENGTH = 500  # entries a feed: as many as the crawler reads of one
WORDS = re.findall(
    r"\w+",
    "rançon mairie serveurs pirates données hôpital attaque système réseau clients fichiers plainte enquête groupe "
    "dimanche lundi matin service agents site panne sauvegarde million euros bitcoins négociation gendarmerie expert "
    "société directeur communiqué patients dossiers chiffrement logiciel faille accès retour normal semaine",
)
SMALL = re.findall(
    r"\w+", "les des une pour dans avec sur par que qui est ont été plus sans leur cette après selon entre"
)


def sentence(dice: random.Random) -> str:
    words = [dice.choice(WORDS if n % 2 else SMALL) for n in range(dice.randint(8, 22))]
    return " ".join(words).capitalize() + "."


@lru_cache(maxsize=1)
def furniture() -> tuple[str, str]:
    """What stands around an article: menus, scripts and styles before it, teasers and a footer after it."""
    dice = random.Random(1)
    menu = "".join(f'<li><a href="/rubrique/{n}">{dice.choice(WORDS)}</a></li>' for n in range(80))
    script = "window.dataLayer=[" + ",".join(f'{{"k{n}":{dice.random():.6f}}}' for n in range(400)) + "];"
    teasers = "".join(
        f'<div class="teaser"><a href="/{n}"><img src="/i/{n}.jpg" alt=""><h3>{sentence(dice)}</h3></a>'
        f"<p>{sentence(dice)}</p></div>"
        for n in range(40)
    )
    before = (
        f"<script>{script}</script><style>{'.a{color:red}' * 300}</style></head><body>"
        f"<header><nav><ul>{menu}</ul></nav></header><main>"
    )
    return before, f"</main><aside>{teasers}</aside><footer><ul>{menu}</ul></footer></body></html>"


def article(outlet: str, number: int) -> tuple[str, str]:
    """The head and the body of an article, about 400 words of text of its own."""
    dice = random.Random(f"{outlet} {number}")
    title, day = sentence(dice), f"2026-05-{number % 28 + 1:02}"
    paragraphs = "".join(f"<p>{' '.join(sentence(dice) for _ in range(4))}</p>" for _ in range(7))
    data = (
        f'{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{title}",'
        f'"datePublished":"{day}T08:00:00+02:00","author":{{"@type":"Person","name":"A. Roux"}}}}'
    )
    head = (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{title} | {outlet}</title>'
        f'<script type="application/ld+json">{data}</script>'
    )
    return head, f'<article><h1>{title}</h1><time datetime="{day}">mai</time>{paragraphs}</article>'


def page(written: tuple[str, str]) -> str:
    """A page of some 33 kB."""
    (head, body), (before, after) = written, furniture()
    return "".join((head, before, body, after))


def feed(home: str, first: int, last: int) -> str:
    items = "".join(
        f"<item><title>Attaque {n}</title><link>{home}/{n}</link>"
        f"<pubDate>{n % 28 + 1:02} May 2026 08:00:00 GMT</pubDate></item>"
        for n in range(first, last)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>G</title>{items}</channel></rss>'


def application(outlets: int, articles: int) -> web.Application:
    hosts = [f"127.0.2.{number}" for number in range(1, outlets + 1)]
    written = {host: [article(host, number) for number in range(articles)] for host in hosts}

    async def answer(request: web.Request) -> web.Response:
        name = request.path.strip("/")
        if name.isdigit() and int(name) < articles:
            host = request.host.partition(":")[0]
            return web.Response(text=page(written[host][int(name)]), content_type="text/html")
        if name.startswith("feed-"):
            first = int(name.removeprefix("feed-")) * FEED_LENGTH
            text = feed(f"http://{request.host}", first, min(first + FEED_LENGTH, articles))
            return web.Response(text=text, content_type="application/rss+xml")
        return web.Response(status=404)

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    return app


async def serve(outlets: int, articles: int) -> None:
    runner = web.AppRunner(application(outlets, articles), access_log=None)
    await runner.setup()
    first = web.TCPSite(runner, "127.0.2.1", 0)
    await first.start()
    port = runner.addresses[0][1]
    for number in range(2, outlets + 1):
        await web.TCPSite(runner, f"127.0.2.{number}", port).start()
    print(port, flush=True)  # noqa: T201 (who started us reads it)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))

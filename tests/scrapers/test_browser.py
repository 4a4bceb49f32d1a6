"""Sources that need JavaScript: through a browser where there is one, a sentence where there is none."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from scrapers.apart import crawl_apart
from scrapers.browser import MISSING, BrowserGuard, browser_settings, has_browser
from scrapers.guard import Guard
from tests.scrapers.press import FAST, LOREM, Press, item, rss

SCRIPTED = f"""<!DOCTYPE html><html lang="fr"><head><title>Attaque</title></head><body><div id="root"></div>
<script>document.getElementById("root").innerHTML = "<article><h1>Attaque</h1><p>{LOREM}</p><p>{LOREM}</p></article>"
</script></body></html>"""


def test_a_page_that_a_script_writes_is_read_or_the_missing_browser_is_named(tmp_path):
    with Press({"/feed": rss(item("/a", "Attaque")), "/a": SCRIPTED}) as press:
        (record,) = crawl_apart(
            tmp_path / "test.db",
            [press.source(javascript=True)],
            settings=FAST | {"ALLOWED_PRIVATE_HOSTS": [press.netloc]},
        )
    if has_browser():
        assert (record.new, record.reason) == (1, None)
    else:
        assert (record.new, record.reason) == (0, MISSING)


@pytest.mark.parametrize(
    ("url", "kind", "refused"),
    [
        ("http://127.0.0.1:8000/", "document", False),
        ("http://127.0.0.1:8000/a.jpg", "image", True),
        ("http://127.0.0.1:9000/", "fetch", True),
        ("http://169.254.169.254/latest", "fetch", True),
        ("file:///etc/passwd", "document", True),
    ],
)
def test_what_a_page_may_ask_for(url, kind, refused):
    guard = BrowserGuard(Guard(["127.0.0.1:8000"]))
    assert asyncio.run(guard.refuses(SimpleNamespace(url=url, resource_type=kind))) is refused


def test_the_browser_itself_cannot_reach_private_networks_but_for_what_is_allowed():
    (rules, *_) = browser_settings(["127.0.0.1:8000"])["PLAYWRIGHT_LAUNCH_OPTIONS"]["args"]
    assert "MAP 169.254.* ~NOTFOUND" in rules
    assert "EXCLUDE 127.0.0.1" in rules

import asyncio
import re
import threading
from urllib.parse import urlencode

import pytest

from nlp.types import Claim
from review.desk import desk_of
from review.server import Pages
from storage.database import open_store
from storage.queries import find_incidents
from storage.resolve import resolve
from tests.storage.tell import claim, tell

HOST = "http://localhost"


class Browser:
    """What a browser does with the pages: keeps cookies, opens pages, sends their forms."""

    def __init__(self, path, who="ana"):
        self.path = path
        self.pages = Pages(path, who=who)
        self.cookies = {}

    def get(self, path, **headers):
        return self._send("get", path, headers=headers)

    def post(self, path, form, **headers):
        headers = {"content-type": "application/x-www-form-urlencoded", "origin": HOST} | headers
        return self._send("post", path, headers=headers, content=urlencode(form, doseq=True))

    def sign_in(self):
        answer = self.get(f"/-/review/sign-in?token={desk_of(self.pages).token}")
        assert answer.status_code == 302
        return self

    def rule(self, id, query="", **form):
        """Open the incident's page and press a button of it."""
        page = self.get(f"/-/review/{id}{query}")
        action = re.search(r'action="([^"]*seen=[^"]*)" class="verdict"', page.text)[1].replace("&amp;", "&")
        return self.post(action, {"csrftoken": self.cookies["ds_csrftoken"], **form})

    def _send(self, method, path, *, headers, **more):
        if self.cookies:
            headers["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = asyncio.run(getattr(self.pages.client, method)(path, headers=headers, **more))
        self.cookies.update(answer.cookies)
        return answer

    def close(self):
        self.pages.executor.shutdown()
        for database in self.pages.databases.values():
            database.close()


@pytest.fixture
def store_path(tmp_path):
    """Xperthis told by two outlets, Acme by one, and a clinic that looks like another."""
    path = tmp_path / "notes.db"
    with open_store(path) as db:
        text = "Rex Mundi wants 15,000 euros from Xperthis. It will publish files."
        title = "Xperthis hit"
        full = f"{title}\n\n{text}"
        spans = {"victim": "Xperthis.", "actor": "Rex Mundi", "amount": "15,000 euros"}
        evidence = {
            field: (full.index(words), full.index(words) + len(words.rstrip("."))) for field, words in spans.items()
        }
        xperthis = claim("Xperthis", actor="Rex Mundi", amount="15000", currency="EUR", status="demanded")
        xperthis = Claim(**vars(xperthis) | {"evidence": evidence, "score": 0.9})
        tell(db, "https://a.example/1", xperthis, title=title, text=text, source="zataz")
        second = claim("Xperthis", actor="Rex Mundi", amount="20000", currency="EUR", score=0.8)
        tell(db, "https://b.example/1", second, title="More", language="nl", published="2024-03-03")
        tell(db, "https://a.example/2", claim("Acme", score=0.4), title="Acme hit", published="2024-05-01")
        tell(db, "https://a.example/3", claim("Borealis", score=0.6), title="Borealis hit", published="2023-05-01")
        resolve(db)
    return path


@pytest.fixture
def browser(store_path):
    made = Browser(store_path)
    yield made
    made.close()


@pytest.fixture
def ids(store_path):
    with open_store(store_path, read_only=True) as db:
        return {incident.victim: incident.id for incident in find_incidents(db)}


@pytest.fixture
def look(store_path):
    """Incidents as they stand now, by victim."""

    def now():
        from storage.queries import IncidentFilter

        with open_store(store_path, read_only=True) as db:
            return {incident.victim: incident for incident in find_incidents(db, IncidentFilter(rejected=True))}

    return now


@pytest.fixture(autouse=True)
def threads_end():
    """Datasette's threads end with its executor; none outlives a test."""
    before = threading.active_count()
    yield
    assert threading.active_count() <= before + 1

"""A store with three incidents, a webhook and a mail server on loopback, and watch lists for them."""

import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from ransomwire.alerting.rounds import alerts_due, send_all
from ransomwire.alerting.watchlists import load_watch_lists
from storage.database import open_store
from storage.resolve import resolve
from tests.storage.tell import claim, tell

NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)


class Hook:
    """A server that remembers what it was sent, and answers as told: one status after the other, then 204."""

    def __init__(self, address):
        self.address, self.got, self.answers = address, [], []
        self.before_answer = self.after_answer = lambda: None


@pytest.fixture
def hook():
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.got.append((dict(self.headers), body))
            hook.before_answer()
            status, headers = hook.answers.pop(0) if hook.answers else (204, {})
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            hook.after_answer()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        hook = Hook(f"http://127.0.0.1:{server.server_port}/hook")
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield hook
        server.shutdown()
        thread.join()


@pytest.fixture
def pauses(monkeypatch):
    """Do not wait between tries, but remember how long it would have been."""
    waited = []
    monkeypatch.setattr("ransomwire.alerting.webhook.time.sleep", waited.append)
    monkeypatch.setattr("ransomwire.alerting.webhook.post.__kwdefaults__", {"sleep": waited.append})
    return waited


@pytest.fixture
def told(tmp_path):
    db = open_store(tmp_path / "ransomwire.db")
    tell(db, "https://a.example/1", claim("Xperthis", amount="15000", currency="EUR", actor="Rex Mundi",
         status="demanded", country="BE", sector="IT"), published="2024-03-01")  # fmt: skip
    tell(db, "https://a.example/2", claim("CHU de Liège", actor="BlackCat", actor_name="ALPHV", sector="Health",
         country="BE"), published="2024-04-01")  # fmt: skip
    tell(db, "https://a.example/3", claim("Globex", amount="2000000", currency="USD"), published="2024-05-01")
    resolve(db)
    yield db
    db.close()


@pytest.fixture
def watch(told, tmp_path):
    """Run one round with these watch lists."""

    def run(toml):
        (tmp_path / "alerts.toml").write_text(toml)
        lists = load_watch_lists(tmp_path / "alerts.toml", {"SECRET": "s3cret"})
        return send_all(told, alerts_due(told, lists), now=lambda: NOW)

    return run


@pytest.fixture
def everything(hook):
    """Watch lists that send every incident to the webhook."""
    return f"""
[[watch]]
name = "all"
send = ["soc"]
[channel.soc]
webhook = "{hook.address}"
secret_env = "SECRET"
"""

"""A reader that needs no model: the commands are tested here, not the reading."""

import re
import socket
import sys
from types import ModuleType

import pytest

from nlp.types import Claim, Mention, Reading
from ransomwire.main import run

SAYS = re.compile(
    r"(?P<victim>[A-Z]\w+) was hit by (?P<actor>[A-Z]\w+)(?:, who want (?P<amount>\d+) (?P<currency>[A-Z]{3}))?"
)


class ModelError(Exception):
    "There is no model."


class PlainReader:
    """Understands one sentence: "Acme was hit by Play, who want 5000 EUR"."""

    model = "plain 1"

    def read(self, article):
        if "FAULT" in article.text:
            raise ValueError("a fault of the reader")
        claims, mentions = [], []
        for found in SAYS.finditer(article.full_text):
            evidence = {name: found.span(name) for name in ("victim", "actor", "amount") if found[name]}
            claims.append(
                Claim(
                    found["victim"], actor=found["actor"], actor_name=found["actor"], amount=_sum(found["amount"]),
                    currency=found["currency"], status="demanded" if found["amount"] else "unknown", evidence=evidence,
                )
            )  # fmt: skip
            mentions.append(Mention(*found.span("victim"), "VICTIM", found["victim"]))
        kind = "ransomware" if claims else "none"
        return Reading("en", kind, 0.9, tuple(mentions), tuple(claims), model=self.model)

    def read_all(self, articles, *, processes=1):
        return map(self.read, articles)


def _sum(digits):
    from decimal import Decimal

    return Decimal(digits) if digits else None


@pytest.fixture
def plain_reader(monkeypatch):
    """Put the plain reader in the place of the real one."""
    module = ModuleType("nlp.reader")
    module.load_reader = lambda path=None: PlainReader()
    module.ModelError = ModelError
    monkeypatch.setitem(sys.modules, "nlp.reader", module)


@pytest.fixture
def ransomwire(plain_reader, capsys, tmp_path, monkeypatch):
    """Run a command in a folder of its own; gives (exit status, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RANSOMWIRE_DB", raising=False)

    def call(*arguments):
        status = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return status, out, err

    return call


@pytest.fixture
def article_file(tmp_path):
    path = tmp_path / "acme.txt"
    path.write_text("Acme in trouble\n\nOn Monday Acme was hit by Play, who want 5000 EUR by Friday.\n")
    return path


@pytest.fixture
def unused_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]

"""The project is deployed to a real Scrapyd, which lists the sources and crawls one into the store.

Scrapyd wants an older setuptools than this project is installed with, so it lives in an environment of its own, made
once in build/ with what is installed here beside it; where it cannot be installed the test is skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from scrapers.adding import add_source
from storage.database import open_store
from tests.scrapers.press import FAST, Press, item, page, rss

ROOT = Path(__file__).parents[2]
PACKAGES = ["scrapyd==1.6.0", "scrapyd-client==2.0.3", "uberegg==0.1.1"]


@pytest.fixture(scope="module")
def scrapyd_env() -> Path:
    """The folder of programs of an environment with Scrapyd."""
    home = ROOT / "build" / f"scrapyd-{sys.version_info.major}.{sys.version_info.minor}"
    done = home / "installed-with-setuptools-77"
    if not done.exists():
        shutil.rmtree(home, ignore_errors=True)
        patience = ("--retries", "1", "--timeout", "10")  # without a network the test is skipped soon
        install = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", *patience]
        for command in (
            [sys.executable, "-m", "venv", str(home)],
            [*install, "setuptools>=77,<81"],
            [*install, "--no-deps", *PACKAGES],
        ):
            if subprocess.run(command, capture_output=True, check=False).returncode:
                shutil.rmtree(home, ignore_errors=True)
                pytest.skip("Scrapyd cannot be installed here: no network, or no such version")
        done.touch()
    (beside,) = home.glob("lib/python*/site-packages")
    (beside / "ransomwire-test.pth").write_text(sysconfig.get_paths()["purelib"])
    return home / "bin"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """What is deployed: the packages that a crawl needs, and scrapy.cfg with the address of our Scrapyd."""
    project = tmp_path / "project"
    shutil.copytree(ROOT / "scrapers", project / "scrapers", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "storage", project / "storage", ignore=shutil.ignore_patterns("__pycache__"))
    (project / "nlp").mkdir()
    for name in ("__init__.py", "types.py", "packed.py", "word_model.py"):
        shutil.copy(ROOT / "nlp" / name, project / "nlp" / name)
    for name in ("scrapy.cfg", "setup.py", "pyproject.toml", "README.md", "requirements.txt"):
        shutil.copy(ROOT / name, project / name)
    return project


def free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])


@pytest.fixture
def scrapyd(scrapyd_env: Path, tmp_path: Path) -> Iterator[str]:
    port = free_port()
    folder = tmp_path / "scrapyd"
    folder.mkdir()
    (folder / "scrapyd.conf").write_text(
        f"[scrapyd]\nhttp_port = {port}\nbind_address = 127.0.0.1\nmax_proc = 1\npoll_interval = 0.2\n"
    )
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    environment |= {"RANSOMWIRE_DB": str(tmp_path / "test.db"), "PYTHONDONTWRITEBYTECODE": "1"}
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(
            [str(scrapyd_env / "scrapyd"), "--pidfile="], cwd=folder, env=environment, stdout=log, stderr=log
        ) as server,
    ):
        try:
            address = f"http://127.0.0.1:{port}/"
            wait_for(lambda: ask(address, "daemonstatus.json")["status"] == "ok", folder / "log")
            yield address
        finally:
            server.terminate()


def ask(address: str, what: str, **form: str) -> dict[str, Any]:
    data = urllib.parse.urlencode(form).encode() if form else None
    with urllib.request.urlopen(f"{address}{what}", data=data, timeout=30) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


def wait_for(holds: Callable[[], bool], log: Path, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if holds():
                return
        except OSError:
            pass
        time.sleep(0.1)
    pytest.fail(f"it did not come within {seconds} seconds; the log says:\n{log.read_text()[-3000:]}")


def test_the_project_is_deployed_and_crawls(scrapyd, scrapyd_env, project, tmp_path):
    cfg = project / "scrapy.cfg"
    cfg.write_text(cfg.read_text().replace("http://localhost:6800/", scrapyd))
    deployed = subprocess.run(
        [str(scrapyd_env / "python"), str(scrapyd_env / "scrapyd-deploy"), "--version", "test"],
        cwd=project, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert '"status": "ok"' in deployed.stdout, deployed.stderr
    entries = item("/a", "Une cyberattaque"), item("/b", "Football : Anderlecht gagne le derby, deux buts de Dolberg")
    with Press({"/feed": rss(*entries), "/a": page("Une cyberattaque")}) as press:
        allowed = [press.netloc]
        settings = FAST | {"ALLOWED_PRIVATE_HOSTS": allowed}
        add_source(tmp_path / "test.db", f"{press.home}/feed", language="fr", name="gazette", settings=settings)
        spiders = ask(scrapyd, "listspiders.json?project=ransomwire")["spiders"]
        assert {"zataz", "security_nl", "bleepingcomputer", "gazette"} <= set(spiders)
        job = ask(
            scrapyd, "schedule.json", project="ransomwire", spider="gazette",
            setting=f"ALLOWED_PRIVATE_HOSTS={allowed[0]}",
        )  # fmt: skip
        log = tmp_path / "scrapyd" / "logs" / "ransomwire" / "gazette" / f"{job['jobid']}.log"
        wait_for(lambda: bool(ask(scrapyd, "listjobs.json?project=ransomwire")["finished"]), log)
    (row,) = open_store(tmp_path / "test.db").query("select new, filtered, reason from crawls where source = 'gazette'")
    assert row == {"new": 1, "filtered": 1, "reason": None}

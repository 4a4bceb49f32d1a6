"""Imports run one way, down: ransomwire, review -> scrapers -> storage -> nlp (DESIGN.md)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("ransomwire", "review", "scrapers", "storage", "nlp")
MAY_IMPORT = {
    "ransomwire": {"ransomwire", "review", "scrapers", "storage", "nlp"},
    "review": {"review", "storage", "nlp"},
    "scrapers": {"scrapers", "storage", "nlp"},
    "storage": {"storage", "nlp"},
    "nlp": {"nlp"},
}
MODULES = sorted(path.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def imports(path):
    """Every module that a file imports, wherever in the file it does."""
    package = ".".join(path.parent.parts)
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield module if node.level == 0 else f"{package}.{module}"


def imports_of(folder):
    return [(str(path), name) for path in MODULES if path.parts[0] == folder for name in imports(path)]


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_folder_imports_only_what_lies_below_it(path):
    ours = {name for name in imports(path) if name.split(".")[0] in FOLDERS}
    assert {name for name in ours if name.split(".")[0] not in MAY_IMPORT[path.parts[0]]} == set()


def test_scrapers_know_the_store_in_their_pipelines_only():
    assert {path for path, name in imports_of("scrapers") if name.startswith("storage")} <= {"scrapers/pipelines.py"}


def test_storage_knows_of_nlp_only_the_shared_types():
    assert {name for _, name in imports_of("storage") if name.startswith("nlp")} <= {"nlp.types"}


def test_nlp_asks_no_network_and_knows_no_store():
    outside = ("requests", "urllib.request", "http.client", "socket", "scrapy", "httpx", "sqlite3", "sqlite_utils")
    assert {(path, name) for path, name in imports_of("nlp") if name.startswith(outside)} == set()

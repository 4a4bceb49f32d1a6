"""After a release with other rules the incidents are derived anew, by themselves and once."""

import hashlib
from pathlib import Path

import storage
from storage import resolve as resolving
from storage.decisions import confirm
from storage.queries import find_incidents
from storage.resolve import resolve
from storage.rules import RULED, RULES, are_outdated
from tests.storage.tell import claim, tell

DIGEST = "4:d19aba1f37ffb0cf"


def test_the_number_rises_with_every_change_of_the_rules():
    folder = Path(storage.__file__).parent
    files = [path for name in RULED for path in (folder / name, folder / "assets" / name) if path.exists()]
    assert len(files) == len(RULED)
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
    assert f"{RULES}:{digest}" == DIGEST, "raise RULES in storage/rules.py if these files changed what is joined"


def test_a_store_of_older_rules_is_derived_anew(store):
    tell(store, "https://a.example/1", claim("Xperthis"))
    tell(store, "https://b.example/2", claim("Xperthis"))
    assert not resolve(store).renewed  # a new store has nothing to renew
    (before,) = find_incidents(store)
    confirm(store, before.id, who="ana")
    store.execute("UPDATE rules SET version = 0")
    store.execute("UPDATE claims SET hints = '{}'")
    store.execute("DELETE FROM claim_keys")
    assert resolve(store).renewed
    (after,) = find_incidents(store)
    assert (after.id, len(after.articles), after.review) == (before.id, 2, "confirmed")
    assert store.table("claim_keys").count
    assert not are_outdated(store)
    assert not resolve(store).renewed


def test_an_analyst_need_not_wait_for_it(store, monkeypatch):
    tell(store, "https://a.example/1", claim("Xperthis"))
    resolve(store)
    store.execute("UPDATE rules SET version = 0")
    monkeypatch.setattr(resolving, "refresh_hints", lambda db: 1 / 0)
    confirm(store, find_incidents(store)[0].id, who="ana")
    assert are_outdated(store)

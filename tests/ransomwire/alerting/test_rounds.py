"""Each once, at least once after a crash, and again when something changed."""

import hashlib
import hmac
import json

import pytest

from ransomwire.alerting.rounds import one_at_a_time
from ransomwire.alerting.watchlists import AlertsError
from storage.decisions import correct, reject, undo
from storage.resolve import rebuild, resolve
from tests.storage.tell import claim, tell


def bodies(hook):
    return [json.loads(body) for _, body in hook.got]


def said(hook):
    return [(body["event"], body["incident"]["victim"]) for body in bodies(hook)]


def test_each_incident_is_told_once(watch, everything, hook):
    assert watch(everything).sent == 3
    assert watch(everything).sent == 0
    assert said(hook) == [("new", "Xperthis"), ("new", "CHU de Liège"), ("new", "Globex")]


def test_the_body_is_signed_and_carries_the_incident_and_why(watch, everything, hook):
    watch(everything)
    headers, body = hook.got[0]
    signed = hmac.new(b"s3cret", body, hashlib.sha256).hexdigest()
    assert headers["X-Ransomwire-Signature"] == f"sha256={signed}"
    assert headers["X-Ransomwire-Delivery"] == json.loads(body)["id"]
    assert json.loads(body) | {"incident": 0, "id": 0} == {
        "id": 0, "event": "new", "sent": "2026-11-03T09:30:00Z", "watches": ["all"], "changes": {}, "incident": 0,
        "title": "New: Xperthis: ransomware attack by Rex Mundi, 15,000 EUR",
    }  # fmt: skip
    assert json.loads(body)["incident"]["articles"][0]["url"] == "https://a.example/1"


def test_what_changed_is_told_again_with_before_and_after(watch, everything, hook, told):
    watch(everything)
    tell(told, "https://b.example/1", claim("Xperthis", actor="Rex Mundi", status="refused"), published="2024-03-05")
    resolve(told)
    assert watch(everything).sent == 1
    assert (said(hook)[-1], bodies(hook)[-1]["changes"]) == (
        ("changed", "Xperthis"), {"status": ["demanded", "refused"]}
    )  # fmt: skip


def test_one_more_article_that_says_the_same_is_no_news(watch, everything, told):
    watch(everything)
    tell(
        told, "https://b.example/1", claim("Xperthis NV", actor="Rex Mundi", status="demanded"), published="2024-03-02"
    )
    resolve(told)
    assert watch(everything).sent == 0


def test_an_incident_whose_id_changed_was_told(watch, everything, told):
    watch(everything)
    tell(told, "https://b.example/0", claim("Xperthis", amount="15000", currency="EUR", actor="Rex Mundi",
         status="demanded"), published="2024-02-28")  # fmt: skip
    resolve(told)
    assert watch(everything).sent == 0


def test_an_incident_that_a_new_model_calls_otherwise_was_told(watch, everything, told):
    watch(everything)
    tell(told, "https://a.example/3", claim("Globex Corporation", amount="2000000", currency="USD"),
         published="2024-05-01", model="test 2")  # fmt: skip
    resolve(told)
    assert watch(everything).sent == 0


def test_a_rebuild_tells_nothing(watch, everything, told):
    watch(everything)
    rebuild(told)
    assert watch(everything).sent == 0


def test_a_rejected_incident_is_withdrawn_from_those_who_were_told(watch, everything, hook, told):
    reject(told, "globex", who="ann")
    watch(everything)
    assert ("new", "Globex") not in said(hook)
    reject(told, "xperthis", who="ann")
    watch(everything)
    assert said(hook)[-1] == ("withdrawn", "Xperthis")
    assert watch(everything).sent == 0
    undo(told, who="ann")
    watch(everything)
    assert said(hook)[-1] == ("changed", "Xperthis")


def test_a_crash_after_sending_repeats_one_alert_with_the_same_id(watch, everything, hook, monkeypatch):
    class Killed(BaseException):
        pass

    def die(*_):
        raise Killed

    monkeypatch.setattr("ransomwire.alerting.rounds.record", die)
    with pytest.raises(Killed):
        watch(everything)
    monkeypatch.undo()
    assert watch(everything).sent == 3
    assert said(hook) == [("new", "Xperthis"), ("new", "Xperthis"), ("new", "CHU de Liège"), ("new", "Globex")]
    assert bodies(hook)[0]["id"] == bodies(hook)[1]["id"]


def test_a_value_that_comes_back_is_told_too(watch, everything, hook, told):
    watch(everything)
    for status in ("paid", "demanded"):
        correct(told, "xperthis", "status", status, who="ann")
        watch(everything)
    changes = [body["changes"]["status"] for body in bodies(hook)[3:]]
    assert changes == [["demanded", "paid"], ["paid", "demanded"]]


def test_each_channel_is_told_for_itself(watch, everything, hook):
    watch(everything)
    two = everything.replace('"soc"]', '"soc", "other"]') + f'[channel.other]\nwebhook = "{hook.address}"\n'
    assert watch(two).sent == 3
    assert "X-Ransomwire-Signature" not in hook.got[-1][0]


def test_an_incident_on_two_watches_is_told_once_with_both(watch, everything, hook):
    watch(everything + '[[watch]]\nname = "xperthis"\nvictims = ["Xperthis"]\nsend = ["soc"]\n')
    assert [body["watches"] for body in bodies(hook)] == [["all", "xperthis"], ["all"], ["all"]]


def test_two_rounds_at_once_are_refused(tmp_path):
    with (
        one_at_a_time(tmp_path / "a.db"),
        pytest.raises(AlertsError, match="another ransomwire alerts"),
        one_at_a_time(tmp_path / "a.db"),
    ):
        pass

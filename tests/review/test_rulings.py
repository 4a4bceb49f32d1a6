"""What an analyst's buttons do, and what a stranger's do not."""

import pytest

from review.desk import desk_of
from storage.database import open_store
from storage.resolve import resolve
from tests.storage.tell import claim, tell


@pytest.fixture
def ana(browser):
    return browser.sign_in()


def test_confirm_goes_to_the_next_and_offers_to_undo(ana, ids, look):
    answer = ana.rule(ids["Acme"], action="confirm", note="called them")
    assert answer.status_code == 303
    assert look()["Acme"].review == "confirmed"
    assert answer.headers["location"] == f"/-/review/{ids['Borealis']}?done=1"
    page = ana.get(answer.headers["location"]).text
    assert "Confirmed" in page
    assert 'name="action" value="undo" data-key="u"' in page
    assert "ana: confirm (<bdi>called them</bdi>)" in ana.get(f"/-/review/{ids['Acme']}").text


def test_the_last_of_the_inbox_leads_back_to_it(ana, ids):
    assert ana.rule(ids["Xperthis"], action="confirm").headers["location"] == "/-/review?done=1"


def test_the_place_in_the_inbox_is_kept(ana, ids):
    answer = ana.rule(ids["Acme"], "?order=newest&words=acme", action="reject")
    assert answer.headers["location"] == "/-/review?order=newest&words=acme&done=1"


def test_reject_and_undo(ana, ids, look):
    before = look()["Acme"]
    ana.rule(ids["Acme"], action="reject")
    assert look()["Acme"].review == "rejected"
    ana.rule(ids["Acme"], action="undo", decision="1")
    assert look()["Acme"] == before


def test_only_fields_that_were_changed_are_corrected(ana, ids, look):
    answer = ana.rule(
        ids["Xperthis"],
        action="correct",
        victim="Xperthis",
        actor="REvil",
        amount="15000",
        currency="usd",
        status="paid",
    )
    assert answer.headers["location"] == f"/-/review/{ids['Xperthis']}?done=3"
    now = look()["Xperthis"]
    assert (now.actor, now.currency, now.status, now.review) == ("REvil", "USD", "paid", "corrected")
    with open_store(ana.path, read_only=True) as db:
        assert [field for (field,) in db.execute("SELECT field FROM decisions")] == ["actor", "currency", "status"]


def test_corrections_are_made_all_or_none(ana, ids, look):
    answer = ana.rule(ids["Xperthis"], action="correct", actor="REvil", country="Belgium")
    assert answer.status_code == 400
    assert "&#39;BELGIUM&#39; is no country" in answer.text
    assert look()["Xperthis"].actor == "Rex Mundi"


def test_merge_and_split(ana, ids, look):
    answer = ana.rule(ids["Acme"], action="merge", other=ids["Borealis"])
    assert answer.status_code == 303
    merged = next(i for i in look().values() if i.victim in ("Acme", "Borealis"))
    assert {t.url for t in merged.tellings} == {"https://a.example/2", "https://a.example/3"}
    assert ana.rule(merged.id, action="split", url=["https://a.example/2"]).status_code == 303
    assert {"Acme", "Borealis"} <= set(look())


def test_the_buttons_beside_a_lookalike_merge_it_or_keep_it_apart(ana, ids, look):
    assert ana.rule(ids["Acme"], merge=ids["Borealis"]).status_code == 303
    merged = next(i for i in look().values() if i.victim in ("Acme", "Borealis"))
    ana.rule(merged.id, action="split", url=["https://a.example/2"])
    now = {name: incident.id for name, incident in look().items()}
    assert ana.rule(now["Acme"], apart=now["Xperthis"]).status_code == 303
    assert {"Acme", "Borealis", "Xperthis"} <= set(look())


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"action": "merge", "other": "nobody-000000"}, "there is no incident &#39;nobody-000000&#39;"),
        ({"action": "split"}, "a split needs articles on both sides"),
        ({"action": "correct", "victim": "Acme"}, "no field was changed"),
        ({"action": "correct", "victim": " "}, "victim cannot be empty"),
        ({"action": "undo", "decision": "²"}, "there is no decision"),
        ({"action": "undo", "decision": "7"}, "there is no decision 7"),
        ({"action": "drop"}, "there is no ruling &#39;drop&#39;"),
    ],
)
def test_what_cannot_be_done_is_said_on_the_page(ana, ids, form, said):
    answer = ana.rule(ids["Acme"], **form)
    assert answer.status_code == 400
    assert said in answer.text


def test_nothing_is_ruled_on_an_incident_that_changed_meanwhile(ana, ids, look):
    page = ana.get(f"/-/review/{ids['Acme']}").text
    action = page.split('class="verdict"')[0].rsplit('action="', 1)[1].split('"')[0].replace("&amp;", "&")
    with open_store(ana.path) as db:
        tell(db, "https://b.example/9", claim("Acme", actor="Play"), published="2024-05-02")
        resolve(db)
    answer = ana.post(action, {"csrftoken": ana.cookies["ds_csrftoken"], "action": "confirm"})
    assert answer.status_code == 409
    assert "The incident changed after you opened it" in answer.text
    assert look()["Acme"].review == "open"


def test_an_inbox_line_rules_and_stays_in_the_inbox(ana, look):
    page = ana.get("/-/review").text
    action = page.split('value="confirm"')[1].split('formaction="')[1].split('"')[0].replace("&amp;", "&")
    answer = ana.post(action, {"csrftoken": ana.cookies["ds_csrftoken"], "action": "confirm"})
    assert answer.headers["location"] == "/-/review?done=1"
    assert look()["Acme"].review == "confirmed"


def test_a_wrong_link_gives_nothing(browser, ids, look):
    answer = browser.get("/-/review/sign-in?token=guessed")
    assert answer.status_code == 403
    assert "ds_actor" not in browser.cookies


def test_writes_without_the_link_are_refused(browser, ids, look):
    browser.get(f"/-/review/{ids['Acme']}")
    form = {"csrftoken": browser.cookies.get("ds_csrftoken", ""), "action": "reject"}
    assert browser.post(f"/-/review/{ids['Acme']}", form).status_code == 403
    browser.cookies.clear()
    assert browser.post(f"/-/review/{ids['Acme']}", form).status_code == 403
    assert look()["Acme"].review == "open"


def test_a_cookie_of_another_run_is_refused(ana, ids, look):
    ana.cookies["ds_actor"] = ana.cookies["ds_actor"][:-2] + "xx"
    form = {"csrftoken": ana.cookies.get("ds_csrftoken", ""), "action": "reject"}
    assert ana.post(f"/-/review/{ids['Acme']}", form).status_code == 403


@pytest.mark.parametrize("csrftoken", ["", "x"])
def test_writes_without_the_forms_own_token_are_refused(ana, ids, look, csrftoken):
    ana.get(f"/-/review/{ids['Acme']}")
    answer = ana.post(f"/-/review/{ids['Acme']}", {"csrftoken": csrftoken, "action": "reject"})
    assert answer.status_code == 403
    assert look()["Acme"].review == "open"


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec_fetch_site": "cross-site"}]
)
def test_forms_on_foreign_pages_are_refused(ana, ids, look, headers):
    ana.get(f"/-/review/{ids['Acme']}")
    form = {"csrftoken": ana.cookies["ds_csrftoken"], "action": "reject"}
    answer = ana.post(f"/-/review/{ids['Acme']}", form, **headers)
    assert (answer.status_code, look()["Acme"].review) == (403, "open")


def test_reading_changes_nothing(ana, ids, look):
    before = look()
    for path in (f"/-/review/{ids['Acme']}?action=reject", "/-/review?action=undo"):
        ana.get(path)
    assert look() == before


def test_the_token_shows_nowhere(ana):
    token = desk_of(ana.pages).token
    for path in (
        "/-/review",
        "/-/metadata.json",
        "/-/settings.json",
        "/-/plugins.json",
        "/-/actor.json",
        "/-/versions.json",
    ):
        assert token not in ana.get(path).text
    assert token not in repr(desk_of(ana.pages))

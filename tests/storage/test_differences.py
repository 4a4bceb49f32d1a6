from nlp.types import Reading
from storage.differences import Change, Sum, compare, differences, summed
from storage.readings import save_reading
from tests.storage.tell import claim, reading, tell


def changes(old, new):
    return list(compare(reading(*old), reading(*new)))


def test_the_same_reading_has_no_changes():
    assert changes([claim("Acme", amount=5, currency="BTC")], [claim("ACME Inc.", amount=5, currency="BTC")]) == [
        Change("changed", "Acme", "victim", "Acme", "ACME Inc.")
    ]
    assert changes([claim("Acme")], [claim("Acme")]) == []


def test_each_field_that_changed_is_told():
    old, new = claim("Acme", actor="Play", amount="5.0"), claim("Acme", actor="Akira", amount=5, primary=False)
    assert changes([old], [new]) == [
        Change("changed", "Acme", "actor", "Play", "Akira"),
        Change("changed", "Acme", "primary", "its own subject", "recalled"),
    ]


def test_a_claim_is_known_again_by_a_similar_name_or_by_an_alias():
    assert changes([claim("CHU de Liège")], [claim("CHU Liège")])[0].what == "changed"
    assert changes([claim("HSE")], [claim("Health Service Executive", aliases=("HSE",))])[0].what == "changed"


def test_other_victims_are_lost_and_gained():
    assert changes([claim("Acme")], [claim("Globex"), claim("Initech")]) == [
        Change("lost", "Acme"),
        Change("gained", "Globex"),
        Change("gained", "Initech"),
    ]


def test_two_attacks_on_one_victim_stay_two():
    both = [claim("Acme", amount=1, currency="EUR"), claim("Acme", amount=2, currency="EUR")]
    assert changes(both, both) == []
    assert changes(both, both[:1]) == [Change("lost", "Acme")]


def test_kind_and_language():
    assert list(compare(reading(), Reading("nl", "none", 0.5))) == [
        Change("kind", before="ransomware", after="none"),
        Change("language", before="en", after="nl"),
    ]


def test_the_reading_that_counts_is_compared_with_the_one_before_it(store):
    saved = tell(store, "https://a.example/1", claim("Acme"), model="m 1")
    tell(store, "https://a.example/2", claim("Once"), model="m 1")
    save_reading(store, saved.version_id, reading(claim("Globex"), model="m 2"))
    save_reading(store, saved.version_id, reading(claim("Initech"), model="m 3"))
    (found,) = differences(store)
    assert (found.old_model, found.new_model, found.article.url) == ("m 2", "m 3", "https://a.example/1")
    assert [change.victim for change in found.changes] == ["Globex", "Initech"]
    (found,) = differences(store, old="m 1", new="m 2")
    assert [change.victim for change in found.changes] == ["Acme", "Globex"]
    assert list(differences(store, old="m 9")) == []


def test_the_sum_counts_all(store):
    for n, kind in enumerate(["ransomware", "ransomware", "none"]):
        saved = tell(store, f"https://a.example/{n}", claim("Acme", actor="Play"), model="m 1")
        new = [] if kind == "none" else [claim("Acme", actor="Akira" if n else "Play"), claim("Globex")][: n + 1]
        save_reading(store, saved.version_id, reading(*new, model="m 2", kind=kind))
    assert summed(differences(store)) == Sum(
        articles=3, changed=2, lost=1, gained=1, kinds={("ransomware", "none"): 1}, fields={"actor": 1}
    )

from nlp.features import build_table, token_features
from nlp.knowledge import Knowledge
from nlp.tokens import token_spans

KNOWN = Knowledge(
    {
        "lexicon": [
            ["demand_verb", "fr", "réclam*"],
            ["law_enforcement", "nl", "OM"],
            ["legal_form", "any", "nv"],
            ["recall", "fr", "l'an dernier"],
            ["head_hospital", "nl", "*ziekenhuis"],
        ],
        "names": {"rex mundi": ["gang"], "mons": ["town"], "action": ["company"]},
        "frequency": {"fr": {"la": 7}, "nl": {}, "en": {}},
    }
)


def table(title, text, language="fr"):
    whole = f"{title}\n\n{text}"
    return build_table(whole, token_spans(whole), len(title), language, KNOWN)


def test_the_title_is_its_own_paragraph_and_sentence():
    found = table("Rex Mundi frappe", "La ville. Elle paie.")
    assert found.in_title == [True] * 3 + [False] * 6
    assert found.paragraph == [0] * 3 + [1] * 6
    assert found.sentence == [0] * 3 + [1] * 3 + [2] * 3


def test_classes_fit_prefixes_suffixes_and_phrases():
    assert table("x", "il réclamait").classes[2] == ("demand_verb",)
    assert table("x", "l'an dernier").classes[1:] == [("recall",)] * 3
    assert table("x", "kinderziekenhuis", "nl").classes[1] == ("head_hospital",)


def test_a_form_with_capitals_fits_only_with_them():
    assert table("x", "het OM", "nl").classes[2] == ("law_enforcement",)
    assert table("x", "om half", "nl").classes[1] == ()


def test_a_form_for_any_language_fits_in_all():
    assert [table("x", "NV", language).classes[1] for language in ("fr", "nl", "en")] == [("legal_form",)] * 3


def test_a_listed_name_that_is_a_word_fits_only_with_a_capital():
    assert table("x", "Action ferme").names[1] == ("B-company",)
    assert table("x", "une action").names[2] == ()


def test_each_token_has_features_and_names_know_their_other_mentions():
    rows = token_features(table("Rex Mundi frappe", "Le groupe Rex Mundi réclame."))
    assert len(rows) == 9
    assert {"inTitle", "times=2", "g=B-gang"} <= set(rows[5])
    assert "o1:mundi" in rows[5]

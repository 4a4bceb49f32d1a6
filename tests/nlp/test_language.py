import pytest

from nlp.language import detect_language

FRENCH = (
    "La commune a confirmé mardi que ses serveurs avaient été chiffrés pendant le week-end. Les agents travaillent au "
    "papier et le standard reste injoignable. Une plainte a été déposée auprès de la gendarmerie."
)
ENGLISH = (
    'The group wrote on its site: "We have taken everything you own and we will publish it if you do not pay us." '
)
GERMAN = (
    "Die Stadtverwaltung ist seit Montag nicht erreichbar, weil Unbekannte die Server verschlüsselt haben. Die Polizei "
    "ermittelt, und die Bürger warten seit Tagen auf eine Antwort aus dem Rathaus."
)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Hackers leggen ziekenhuis plat", "nl"),
        ("Un hôpital paralysé par un rançongiciel", "fr"),
        ("Ransomware gang hits hospital", "en"),
    ],
)
def test_a_headline_alone_has_a_language(title, language):
    assert detect_language(title, "") == language


def test_a_french_article_with_a_long_english_quote_is_french():
    assert detect_language("Chantage", FRENCH + " " + ENGLISH + FRENCH, "fr") == "fr"


def test_the_page_is_not_believed_against_its_own_words():
    assert detect_language("Piratage", FRENCH, "en") == "fr"


def test_a_fourth_language_is_named():
    assert detect_language("Hackerangriff auf die Stadt", GERMAN, "fr") == "de"


def test_no_words_no_language():
    assert detect_language("", "") is None
    assert detect_language("12345", "…") in (None, "fr", "nl", "en")

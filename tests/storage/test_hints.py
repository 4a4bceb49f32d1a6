from datetime import date

import pytest

from nlp.types import Article
from storage.hints import hints_of
from tests.storage.tell import claim


def hints(text, *, title="Title", published=date(2024, 5, 1), **said):
    found = hints_of(claim("Xperthis", **said), Article("https://a.example", title, text, published=published))
    return {name: value for name, value in found.items() if name not in ("names", "places", "kinds", "countries")}


def test_words_with_a_capital_stand_beside_the_victim():
    article = Article(
        "https://a.example", "AZ Sint-Rochus plat", "Het ziekenhuis in Overhoek belt met Luik. " + "x " * 400 + "Gent"
    )
    assert hints_of(claim("AZ Sint-Rochus"), article)["names"] == ["luik", "overhoek"]


def test_years_of_the_sentences_that_name_the_victim():
    text = "Nobody paid. In 2014 Rex Mundi had robbed Xperthis. Another firm was hit in 2016."
    assert hints(text) == {"years": [2014]}


def test_the_year_of_publication_and_later_ones_are_no_recall():
    assert hints("Xperthis wants to be safe by 2026. Xperthis was hit in May 2024.") == {}


def test_last_year_is_a_year():
    assert hints("Xperthis, l'an dernier déjà, avait été touchée.") == {"years": [2023], "again": True}
    assert hints("Xperthis werd vorig jaar gehackt.", published=None) == {}


def test_years_are_counted_back():
    assert hints("", title="Un an après le piratage, Xperthis rouvre") == {
        "years": [2023],
        "months": ["2023-05"],
        "follow_up": True,
    }
    assert hints("Xperthis, three years on: what was learnt, twee jaar na de hack.")["years"] == [2021, 2022]
    assert hints("Deux ans après, un autre éditeur. Xperthis n'a rien payé.") == {}


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Xperthis pays. L'enquête sur le piratage de l'été 2015 est close.", 2015),
        ("Xperthis krijgt een berisping. Aanleiding is het lek van vorig jaar.", 2023),
        ("Xperthis settles. The data breach of June 2019 cost it millions.", 2019),
        ("Xperthis moet betalen. De inbraak dateert van de herfst van 2022.", 2022),
        ("Xperthis in 2021 was hit. The hack of 2012 was another firm's.", 2021),  # its own sentence says when
    ],
)
def test_a_sentence_that_does_not_name_it_may_say_of_which_year_the_attack_is(text, year):
    assert hints(text)["years"] == [year]


def test_the_year_of_a_theft_stands_beside_its_words():
    assert hints("Xperthis says accounts were compromised in August 2013.")["of_years"] == [2013]
    assert hints("Xperthis: data was taken from its network in late 2014. It was founded in 1999.")["of_years"] == [
        2014
    ]
    assert "of_years" not in hints("Xperthis was taken over by a rival. In 2014 it had grown.")


def test_a_season_is_told_by_its_middle_month():
    assert hints("The town of Xperthis paid after last summer's attack.") == {"months": ["2023-07"]}
    assert hints("L'attaque de l'été dernier contre Xperthis a coûté cher.") == {"months": ["2023-07"]}
    assert hints("Xperthis werd gehackt in de herfst van 2021.")["months"] == ["2021-10"]
    assert hints("Xperthis was hacked in winter 2022-2023.")["months"] == ["2023-01"]
    last = hints("Xperthis paid after last summer's attack.", published=date(2024, 7, 15))
    assert last == {"months": ["2023-07"]}  # the summer before this one


@pytest.mark.parametrize(
    "text",
    [
        "Xperthis publishes its summer report; attacks fall.",
        "Le réseau de Xperthis a été passé au peigne fin, la rançon a été de 2000 euros.",
        "Xperthis: shares fall 2000 points after the attack.",
        "Xperthis was hacked last w\u0131nter, in \u017fummer of 2022 and W\u0130NTER 2022.",
    ],
)
def test_what_is_no_season(text):
    assert "months" not in hints(text)


@pytest.mark.parametrize(
    "text",
    [
        "Het bedrijf was succesvol in 2022, vol vertrouwen sinds 2020, met een nieuwe werkplek in 2021.",
        "Le vol inaugural de 2015 a décollé.",
        "Measures taken since 2019, a compromise reached in 2019.",
        "The breach at the firm founded in 2005 cost it dear.",
        "A leak of 2016 records, the theft of 2000 bitcoin.",
    ],
)
def test_years_of_other_things_are_of_no_attack(text):
    assert "of_years" not in hints("Xperthis. " + text)


def test_what_happened_already_says_when_better_than_a_name_does():
    text = "Xperthis lost results of 2019 to 2022. La société avait déjà subi un rançongiciel en août 2020."
    assert hints(text, primary=False)["years"] == [2020]
    assert hints("Xperthis was founded in 2019. It is known already.", primary=False)["years"] == [2019]
    others = "MGM pays. Xperthis was hit by an attack in 2019. Okta had already been breached in 2022."
    assert hints(others, primary=False)["years"] == [2019]


def test_a_year_of_something_else_is_not_the_attack_s():
    assert "years" not in hints("Xperthis settles. Turnover has doubled since the autumn of 2019.")


def test_a_sentence_for_each_field_that_has_evidence():
    made = hints("First. Rex Mundi asks Xperthis\nfor money. Last.", evidence={"actor": (14, 23)})
    assert made["sentences"] == {"actor": "Rex Mundi asks Xperthis"}


def test_a_recall_may_say_when_in_the_next_sentence():
    text = "Xperthis rebuilt it all. In 2019 the gang had asked for ten bitcoin. In 2015 another firm was hit."
    assert hints(text, primary=False) == {"years": [2019]}
    assert hints(text) == {}


def test_an_arrest_is_a_follow_up():
    assert hints("Text.", title="Three arrested for attack on hospital")["follow_up"]
    assert hints("Text.", title="Recordboete voor luchtvaartmaatschappij")["follow_up"]
    assert hints("Text.", title="Insurer refuses to pay for the attack")["follow_up"]
    assert "follow_up" not in hints("Text.", title="Hospital attacked")


def test_months_of_the_attack_with_its_victim_or_without():
    told = "Xperthis wil geld terug. Er is een schikking. Het datalek van september 2022 was duur. Juli was heet."
    assert hints(told)["months"] == ["2022-09"]
    assert "months" not in hints(told, primary=False)
    assert hints("Huit mois après la cyberattaque, rien.", published=date(2023, 10, 3))["months"] == ["2023-02"]


def test_a_follow_up_is_not_seen_in_the_victims_own_name():
    assert hints("Text.", title="Maison Tessandier en liquidation")["follow_up"]
    article = Article("https://a.example", "Rechtbank Amsterdam gehackt", "Text.", published=date(2024, 5, 1))
    assert "follow_up" not in hints_of(claim("Rechtbank Amsterdam"), article)
    article = Article("https://a.example", "War crimes court hit by hackers", "Text.", published=date(2024, 5, 1))
    assert "follow_up" not in hints_of(claim("International Criminal Court"), article)


def test_a_title_that_counts_back_tells_what_followed():
    assert hints("Text.", title="Nine months after the attack, meters stay silent")["follow_up"]
    assert "follow_up" not in hints("Text.", title="Deux ans après, les Veilleurs reviennent")


def test_countries_that_the_lead_names():
    article = Article("https://a.example", "Dutch town hit", "La Belgique aide. " + "x " * 400 + "En France aussi.")
    assert hints_of(claim("Buren"), article)["countries"] == ["BE", "NL"]


def test_one_more_attack_says_so_at_the_beginning():
    assert hints("Xperthis says this has nothing to do with the attack in March.")["again"]
    assert "again" not in hints("Xperthis was hit in March. " + "x " * 400 + "Again and again.")


def test_where_something_stands_and_what_it_is_said_to_be():
    article = Article(
        "https://a.example", "Roulers : Naessens à l'arrêt", "L'imprimerie Naessens a écrit à 18.500 clients."
    )
    made = hints_of(claim("Naessens"), article)
    assert (made["places"], made["kinds"], made["figures"]) == (["roulers"], ["printer"], ["18500"])


@pytest.mark.parametrize("piece", ["A de ", "Aa sur ", "A-", "mars ", "1 maand na ", "1 ", "l'", "in Aa ", "x"])
def test_endless_text_comes_to_an_end(piece):
    text = piece * 8000
    article = Article("https://a.example", text[:300], text, published=date(2024, 5, 1))
    for victim in ("Xperthis", text):
        assert hints_of(claim(victim), article).keys() <= {"months", "years", "names", "places", "follow_up", "kinds"}


@pytest.mark.parametrize("text", ["Xperthis, ſeptember 2023", "Xperthis in aprıl 2023", "XPERTHIS, APRİL 2023"])
def test_letters_that_fold_into_others_are_no_month(text):
    hints(text)


def test_a_date_that_nobody_can_mean_is_looked_back_from_to_nothing():
    assert hints("Xperthis was hit last year and 30 years ago.", published=date(1, 1, 1)) == {}


def test_may_and_mars_are_months_only_where_time_is_told():
    assert "months" not in hints("XPERTHIS MAY PAY. The maker of Mars bars helps Xperthis. Xperthis may march.")
    assert hints("L'attaque de mars contre Xperthis.")["months"] == ["2024-03"]


def test_what_stands_in_a_month_or_a_country_stands_nowhere():
    article = Article("https://a.example", "T", "Hit in March, in Belgium and in Liège, New Jersey, Northern Ireland.")
    made = hints_of(claim("Xperthis"), article)
    assert (made["places"], made["countries"]) == (["liege"], ["BE"])


def test_an_empty_form_of_a_name_hides_nothing_of_a_title():
    assert hints("Text.", title="Three arrested for it", aliases=("", "re"))["follow_up"]

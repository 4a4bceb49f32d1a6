"""The country of a victim: by its name, by what stands near it, by its domain, by its outlet."""

import numpy as np
import pytest

from nlp.annotated import CORPUS, CorpusError, load_corpus, read_articles
from nlp.annotated_victims import load_victims
from nlp.countries import Countries, Habits, country_rows
from nlp.places import CELLS, Evidence, Setting, find_evidence
from nlp.reader import BUNDLED
from nlp.sectors import Sectors
from nlp.types import Mention
from nlp.victim_fitting import beginning
from nlp.victim_words import victim_bag

MODEL = BUNDLED / "incident_claims"


@pytest.fixture(scope="module")
def countries() -> Countries:
    return Countries.load(MODEL)


@pytest.fixture(scope="module")
def sectors() -> Sectors:
    return Sectors.load(MODEL)


def country(victim, text, language, countries, *, locations=(), url=None, outlet_country=None):
    mentions = [Mention(text.index(each), text.index(each) + len(each), "LOC", each) for each in locations]
    return countries.of(victim, Setting(text, language, mentions, url, outlet_country))


@pytest.mark.parametrize(
    ("language", "victim", "text", "locations", "expected"),
    [
        ("fr", "Xperthis", "Le groupe belge Xperthis visé\n\nDes hackers russes exigent 9 BTC.", (), ("BE", "text")),
        (
            "nl",
            "Notenkraker",
            "Hack bij Notenkraker\n\nDe Nederlandse winkel Notenkraker ligt plat.",
            (),
            ("NL", "text"),
        ),
        ("en", "St Anne's", "Dutch hospital\n\nRussian hackers hit St Anne's.", (), ("NL", "text")),
        ("fr", "ville de Lille", "La ville de Lille paralysée\n\nUne attaque.", (), ("FR", "place")),
        ("nl", "gemeente Buren", "Hack\n\nDe gemeente Buren betaalt niet.", (), ("NL", "place")),
        ("en", "University of Vermont", "Hack\n\nUniversity of Vermont was hit.", (), ("US", "place")),
        ("en", "Bank of Montreal", "Hack\n\nBank of Montreal was hit.", (), ("CA", "place")),
        ("fr", "Orange Belgium", "Fuite\n\nOrange Belgium prévient.", (), ("BE", "place")),
        ("nl", "Bloemhof", "Aanval\n\nBloemhof, uit Antwerpen, betaalde.", ("Antwerpen",), ("BE", "place")),
        ("fr", "Verdier", "Attaque\n\nVerdier, basé à Lyon, a payé.", ("Lyon",), ("FR", "place")),
        ("fr", "Verdier", "Attaque\n\nVerdier a payé. Voir verdier.ch.", (), ("CH", "domain")),
    ],
)
def test_the_country_is_read_from_the_text(countries, language, victim, text, locations, expected):
    assert country(victim, text, language, countries, locations=locations) == expected


def test_the_outlets_country_is_the_last_resort(countries):
    text = "Zorba hacked\n\nZorba is down."
    assert country("Zorba", text, "en", countries, outlet_country="IE") == ("IE", "outlet")
    assert country("Zorba", text, "en", countries, url="https://www.krant.nl/a") == ("NL", "outlet")
    assert country("Zorba", text, "en", countries, url="https://www.news.com/a") is None
    assert country("Zorba", "Zorba hacked\n\nZorba, of Cork, is down.", "en", countries, outlet_country="GB")[0] == "IE"


def test_a_short_word_is_a_country_only_in_its_capitals(countries):
    text = "Attack\n\nVerdier was hit; NHS and VS officials told us no."
    found = find_evidence("Verdier", Setting(text, "en", ()), countries.gazetteer)
    assert {(each.country, each.cell) for each in found} == {("GB", "beside cue"), ("US", "beside country")}


def test_evidence_says_what_it_is_and_where_it_stands(countries):
    told = "Le garage Roux, à Dijon, et la société Blin, de Namur, sont visés par des inconnus."
    text = f"Vol à Genève\n\n{told} Hier soir, la Suisse enquête."
    victims = [Mention(text.index(name), text.index(name) + len(name), "VICTIM", name) for name in ("Roux", "Blin")]
    found = find_evidence("Roux", Setting(text, "fr", victims), countries.gazetteer)
    cells = {(each.country, each.cell) for each in found if each.country in ("CH", "FR", "BE")}
    assert {("CH", "title town"), ("FR", "beside town"), ("BE", "other town"), ("CH", "lead country")} <= cells


def test_each_country_has_a_row_beside_its_rivals():
    found = [Evidence("BE", "text", "beside people"), Evidence("BE", "place", "title town", 0.5)]
    found.append(Evidence("FR", "place", "name town", 0.2))
    habits = Habits(("FR", "NL", "-"), {"nl": {"NL": 0.6}})
    codes, rows = country_rows(found, np.array([0.1, 0.8, 0.1], np.float32), habits, "nl", 300)
    assert codes == ["BE", "FR"]
    cells = [CELLS.index(cell) for cell in ("beside people", "title town", "name town")]
    assert rows[:, cells].tolist() == [[1.0, 0.5, 0.0], [0.0, 0.0, pytest.approx(0.2)]]
    totals = rows[:, 2 * len(CELLS)]
    assert totals.tolist() == [pytest.approx(5.0 + 0.3), pytest.approx(0.4)]


def test_a_short_country_name_is_not_a_pronoun(countries):
    assert [spot.shares for spot in countries.gazetteer.spots("They told us. The US and U.S. firms, de VS")] == [
        (("US", 1.0),),
        (("US", 1.0),),
        (("US", 1.0),),
    ]


def test_a_spot_covers_its_words(countries):
    text = "Dans les Hauts-de-France, à Béthune"
    assert [text[spot.start : spot.end] for spot in countries.gazetteer.spots(text)] == ["Hauts-de-France", "Béthune"]


@pytest.mark.parametrize(
    ("victim", "text", "language", "expected"),
    [
        ("hôpital de Dax", "", "fr", "Health"),
        ("gemeente Buren", "", "nl", "Government, Administration"),
        ("Universiteit Maastricht", "", "nl", "Academia - University"),
        ("University Hospital Düsseldorf", "", "nl", "Health"),
        ("Verdier", "Le constructeur automobile Verdier a payé.", "fr", "Automotive"),
        ("Notenkraker", "De advocaten van Notenkraker zwijgen. De brouwer Notenkraker betaalde.", "nl", "Food"),
        ("Zorba", "Zorba was hit.", "en", None),
    ],
)
def test_the_sector_is_read_from_the_name_then_from_the_words_beside_it(sectors, victim, text, language, expected):
    assert sectors.of(victim, f"{victim}\n\n{text}", language) == expected


def test_a_bag_has_the_words_of_the_name_apart_from_those_around_it():
    bag = victim_bag("streekziekenhuis De Linde", "Hack\n\nDe Linde ligt plat. De gemeente helpt.", "nl")
    assert {"N:streekziekenhuis", "NE:nhuis", "S:ligt", "B:plat", "A:gemeente", "D:gemeente", "lang:nl"} <= bag.keys()
    assert not {"A:linde", "S:gemeente", "B:helpt"} & bag.keys()


def test_every_incident_of_the_corpus_has_a_country_and_a_sector():
    unread = [article for file in sorted((CORPUS / "next").glob("*.jsonl")) for article in read_articles(file)]
    articles = [*load_corpus(development=True), *load_corpus(development=False), *unread]
    named = {(one.id, at): each.victim for one in articles for at, each in enumerate(one.incidents)}
    assert {key: facts.victim for key, facts in load_victims().items()} == named


@pytest.mark.parametrize("row", ["fr-2014-001\tx\tVerdier\tFR\ttext\tFood", "fr-2014-001\t0\tVerdier"])
def test_a_broken_line_is_named(tmp_path, row):
    path = tmp_path / "victims.tsv"
    path.write_text(f"article\tincident\tvictim\tcountry\thow\tsectors\n{row}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"victims.tsv, line 2 is no victim's"):
        load_victims(path)


def test_a_beginning_ends_with_a_sentence():
    article = load_corpus(development=True)[0]
    cuts = [beginning(article, length) for length in (0, 200)]
    assert len(article.title) < len(cuts[0]) < len(cuts[1]) < len(article.full_text)
    assert all(article.full_text.startswith(cut) and cut[-1] in ".!?" for cut in cuts)

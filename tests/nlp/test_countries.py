"""The country of a victim: by its name, by what stands near it, by its domain, by its outlet."""

import numpy as np
import pytest

from nlp.countries import Countries, Habits, country_rows
from nlp.places import CELLS, Evidence, Setting
from nlp.reader import BUNDLED
from nlp.types import Mention


@pytest.fixture(scope="module")
def countries() -> Countries:
    return Countries.load(BUNDLED / "incident_claims")


def country(victim, text, language, countries, *, locations=(), url=None):
    mentions = [Mention(text.index(each), text.index(each) + len(each), "LOC", each) for each in locations]
    return countries.of(victim, Setting(text, language, mentions, url))


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
    assert country("Zorba", text, "en", countries, url="https://www.krant.nl/a") == ("NL", "outlet")
    assert country("Zorba", text, "en", countries, url="https://www.news.com/a") is None
    assert country("Zorba", text, "en", countries, url="http://[x") is None
    assert (
        country("Zorba", "Zorba hacked\n\nZorba, of Cork, is down.", "en", countries, url="https://x.co.uk/")[0] == "IE"
    )


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

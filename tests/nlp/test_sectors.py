"""A victim's sector: by the words of its name, by those beside it."""

import pytest

from nlp.reader import BUNDLED
from nlp.sectors import Sectors


@pytest.fixture(scope="module")
def sectors() -> Sectors:
    return Sectors.load(BUNDLED / "incident_claims")


@pytest.mark.parametrize(
    ("victim", "text", "language", "expected"),
    [
        ("hôpital de Dax", "", "fr", "Health"),
        ("gemeente Buren", "", "nl", "Government, Administration"),
        ("Universiteit Maastricht", "", "nl", "Academia - University"),
        ("University Hospital Düsseldorf", "", "nl", "Health"),
        ("Verdier", "Le constructeur automobile Verdier a payé.", "fr", "Manufacturing"),
        ("Notenkraker", "De advocaten van Notenkraker zwijgen. De brouwer Notenkraker betaalde.", "nl", "Food"),
        ("Zorba", "Zorba was hit.", "en", None),
    ],
)
def test_the_sector_is_read_from_the_name_then_from_the_words_beside_it(sectors, victim, text, language, expected):
    assert sectors.of(victim, f"{victim}\n\n{text}", language) == expected

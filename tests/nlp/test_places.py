"""The country of a victim: by its name, by what stands near it, by its domain, by its outlet."""

import json
from pathlib import Path

import pytest

from nlp.annotated import CORPUS, DEVELOPMENT
from nlp.assets_build import build_places, build_sectors
from nlp.gazetteer import Gazetteer
from nlp.packed import save_packed
from nlp.places import victim_country
from nlp.sectors import Sectors, victim_sector
from nlp.types import Mention

ROWS = [line.split("\t") for line in Path(__file__).with_name("countries.tsv").read_text("utf-8").splitlines()[1:]]
LEAST_COUNTRIES_RIGHT = 0.93  # of the articles that say the country, without knowing the outlet; rises only
LEAST_SECTORS_RIGHT = 0.84
MOST_SECTORS_WRONG = 0.08


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory) -> Gazetteer:
    path = tmp_path_factory.mktemp("assets") / "places.json.gz"
    save_packed(path, build_places())
    return Gazetteer.load(path)


@pytest.fixture(scope="module")
def sectors(tmp_path_factory) -> Sectors:
    path = tmp_path_factory.mktemp("assets") / "sectors.json.gz"
    save_packed(path, build_sectors())
    return Sectors.load(path)


@pytest.fixture(scope="module")
def articles() -> dict[str, dict]:
    found = {}
    for path in sorted(CORPUS.glob("*.jsonl")):
        if not path.stem.endswith(DEVELOPMENT):
            for line in path.read_text("utf-8").splitlines():
                article = json.loads(line)
                found[article["meta"]["id"]] = article
    return found


def country(victim, text, gazetteer, *, locations=(), url=None, outlet_country=None):
    mentions = [Mention(text.index(each), text.index(each) + len(each), "LOC", each) for each in locations]
    return victim_country(victim, text, mentions=mentions, url=url, outlet_country=outlet_country, gazetteer=gazetteer)


@pytest.mark.parametrize(
    ("victim", "text", "locations", "expected"),
    [
        ("Xperthis", "Le groupe belge Xperthis visé\n\nLes hackers russes demandent 15.000€.", (), ("BE", "text")),
        ("Notenkraker", "Hack bij Notenkraker\n\nDe Nederlandse webwinkel Notenkraker ligt plat.", (), ("NL", "text")),
        ("St Anne's", "Dutch hospital\n\nRussian hackers hit St Anne's.", (), ("NL", "text")),
        ("ville de Lille", "La ville de Lille paralysée\n\nUne attaque.", (), ("FR", "place")),
        ("gemeente Buren", "Hack\n\nDe gemeente Buren betaalt niet.", (), ("NL", "place")),
        ("University of Vermont", "Hack\n\nUniversity of Vermont was hit.", (), ("US", "place")),
        ("Bank of Montreal", "Hack\n\nBank of Montreal was hit.", (), ("CA", "place")),
        ("Orange Belgium", "Fuite\n\nOrange Belgium prévient.", (), ("BE", "place")),
        ("Bloemhof", "Aanval\n\nBloemhof, uit Antwerpen, betaalde.", ("Antwerpen",), ("BE", "place")),
        ("Verdier", "Attaque\n\nVerdier, basé à Lyon, a payé.", ("Lyon",), ("FR", "place")),
        ("Verdier", "Attaque\n\nVerdier a payé. Voir verdier.ch.", (), ("CH", "domain")),
        ("Verdier", "Attack\n\nVerdier was hit; NHS and VS officials said no.", (), ("US", "text")),
    ],
)
def test_the_country_is_read_from_the_text(gazetteer, victim, text, locations, expected):
    assert country(victim, text, gazetteer, locations=locations) == expected


def test_the_outlets_country_is_the_last_resort(gazetteer):
    text = "Bakkerij gehackt\n\nBakkerij Verhoef ligt plat."
    assert country("Bakkerij Verhoef", text, gazetteer, outlet_country="BE") == ("BE", "outlet")
    assert country("Bakkerij Verhoef", text, gazetteer, url="https://www.krant.nl/a") == ("NL", "outlet")
    assert country("Bakkerij Verhoef", text, gazetteer, url="https://www.news.com/a") is None


def test_a_short_country_name_is_not_a_pronoun(gazetteer):
    assert [spot.shares for spot in gazetteer.spots("They told us. The US and U.S. firms, de VS")] == [
        (("US", 1.0),),
        (("US", 1.0),),
        (("US", 1.0),),
    ]


def test_a_spot_covers_its_words(gazetteer):
    text = "Dans les Hauts-de-France, à Béthune"
    assert [text[spot.start : spot.end] for spot in gazetteer.spots(text)] == ["Hauts-de-France", "Béthune"]


def test_countries_of_hand_labelled_articles(gazetteer, articles):
    told = [row for row in ROWS if row[2] != "-"]
    right = 0
    for id_, victim, expected, _ in told:
        article = articles[id_]
        text = article["text"]
        mentions = [Mention(**span, text=text[span["start"] : span["end"]]) for span in article["spans"]]
        got = victim_country(victim, text, mentions=mentions, url=None, outlet_country=None, gazetteer=gazetteer)
        right += got is not None and got[0] == expected
    assert right / len(told) >= LEAST_COUNTRIES_RIGHT


@pytest.mark.parametrize(
    ("victim", "text", "language", "expected"),
    [
        ("hôpital de Dax", "", "fr", "Health"),
        ("gemeente Buren", "", "nl", "Government, Administration"),
        ("Universiteit Maastricht", "", "nl", "Academia - University"),
        ("University Hospital Düsseldorf", "", "nl", "Health"),
        ("Verdier", "Le constructeur automobile Verdier a payé.", "fr", "Automotive"),
        ("Notenkraker", "De advocaten van Notenkraker zwijgen. De brouwer Notenkraker betaalde.", "nl", "Food"),
        ("Verdier", "Verdier was hit.", "en", None),
    ],
)
def test_the_sector_is_read_from_the_name_then_from_the_words_beside_it(sectors, victim, text, language, expected):
    assert victim_sector(victim, text, language=language, sectors=sectors) == expected


def test_sectors_of_hand_labelled_articles(sectors, articles):
    right = wrong = 0
    for id_, victim, _, expected in ROWS:
        got = victim_sector(victim, articles[id_]["text"], language=id_[:2], sectors=sectors)
        right += got in expected.split("|")
        wrong += got is not None and got not in expected.split("|")
    assert right / len(ROWS) >= LEAST_SECTORS_RIGHT
    assert wrong / len(ROWS) <= MOST_SECTORS_WRONG

"""The words that speak of a victim."""

import pytest

from nlp.names import folded
from nlp.victim_words import gap_to, name_key, places_of, victim_bag, words_of


def test_a_bag_has_the_words_of_the_name_apart_from_those_around_it():
    bag = victim_bag("streekziekenhuis De Linde", "Hack\n\nDe Linde ligt plat. De gemeente helpt.", "nl")
    assert {"N:streekziekenhuis", "NE:nhuis", "S:ligt", "B:plat", "A:gemeente", "D:gemeente", "lang:nl"} <= bag.keys()
    assert not {"A:linde", "S:gemeente", "B:helpt"} & bag.keys()


@pytest.mark.parametrize(
    ("victim", "sentence", "count"),
    [
        ("Acme", "Le site d'Acme et Acme's servers, zegt Acme-bestuur", 3),
        ("L'Oréal", "L'Oréal a été piraté", 1),
        ("AT&T", "AT&T was hit", 1),
        ("M6", "La chaîne M6", 1),
        ("McDonald's", "McDonald's zwijgt", 1),
        ("Acme", "niets van dat alles", 0),
    ],
)
def test_a_name_is_found_with_what_is_joined_to_it(victim, sentence, count):
    plain = [folded(each) for each in words_of(sentence)]
    assert len(places_of(plain, name_key(victim))) == count


def test_the_gap_is_to_the_nearest_place():
    assert [gap_to([3, 10], at) for at in (0, 4, 8, 12)] == [3, 1, 2, 2]
    assert gap_to([], 4) == 99

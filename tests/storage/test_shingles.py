import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.shingles import BANDS, SHORTEST, bands_of, likeness, shingles_of

WORDS = [f"word{n}" for n in range(400)]
numbers = st.lists(st.integers(0, 60), max_size=200)


def text_of(numbers):
    return " ".join(f"w{n}" for n in numbers)


def edited(words, edits, rng):
    """The words with some of them replaced, far enough from each other that each costs five runs."""
    places = set(rng.sample(range(5, len(words), 6), edits))
    return [f"other{n}" if n in places else word for n, word in enumerate(words)]


@given(numbers, numbers)
def test_likeness_is_the_jaccard_index_of_runs_of_five_words(one, two):
    def runs(numbers):
        return {tuple(numbers[n : n + 5]) for n in range(len(numbers) - 4)} if len(numbers) >= SHORTEST else set()

    expected = len(runs(one) & runs(two)) / max(1, len(runs(one) | runs(two)))
    assert likeness(shingles_of(text_of(one)), shingles_of(text_of(two))) == pytest.approx(expected)


def test_case_accents_punctuation_and_spaces_do_not_count():
    plain = " ".join(WORDS)
    dressed = re.sub(" ", ",\n", plain.upper()).replace("O", "Ö")
    assert bands_of(shingles_of(dressed)) == bands_of(shingles_of(plain))


def test_a_short_text_has_no_keys():
    assert bands_of(shingles_of(" ".join(WORDS[: SHORTEST - 1]))) == []
    assert len(bands_of(shingles_of(" ".join(WORDS[:SHORTEST])))) == BANDS


def test_keys_are_the_same_on_any_machine_and_in_any_year():
    """They are stored: another value here means that old texts are not found any longer."""
    assert bands_of(shingles_of(" ".join(WORDS)))[:3] == [-615415930, -1334873193, -2046289739]


@pytest.mark.parametrize(("edits", "least", "most"), [(10, 0.99, 1), (26, 0.75, 0.95), (60, 0, 0.05)])
def test_pairs_share_a_key_as_often_as_the_s_curve_says(edits, least, most):
    """Likeness 0.77, 0.5 and 0.12 of texts of 400 words."""
    rng = random.Random(1)
    shared = 0
    for n in range(200):
        words = [f"{word}of{n}" for word in WORDS]
        two = edited(words, edits, rng)
        shared += bool({*bands_of(shingles_of(" ".join(words)))} & {*bands_of(shingles_of(" ".join(two)))})
    assert least <= shared / 200 <= most


@pytest.mark.parametrize("text", ["", " ", "\ud800 " * 50, "и " * 50, "a" * 10**6, "a b " * 10**6])
def test_hostile_texts_have_keys_or_none(text):
    assert len(bands_of(shingles_of(text))) in (0, BANDS)

import zipfile
from datetime import date
from decimal import Decimal

import pytest

from storage.database import StoreError
from storage.rates import Loaded, Rates, load_rates

CSV = "Date,USD,RUB,\n2024-04-02,1.0749,N/A,\n2024-03-28,1.0811,N/A,\n2022-03-01,1.1162,117.2010,\n"  # Easter between


@pytest.fixture
def file(tmp_path):
    def write(text=CSV, name="eurofxref-hist.csv"):
        (tmp_path / name).write_text(text)
        return tmp_path / name

    return write


@pytest.mark.parametrize(
    ("amount", "currency", "day", "euros"),
    [
        ("1074.90", "USD", date(2024, 4, 2), "1000.00"),
        ("1081.10", "USD", date(2024, 4, 1), "1000.00"),  # Easter Monday: the last rate before it
        ("1000", "USD", date(2022, 2, 28), None),  # before the first rate
        ("1000", "USD", date(2026, 11, 3), None),  # long after the last: the file is old
        ("1000", "RUB", date(2024, 4, 2), None),  # no longer quoted
        ("1000", "BTC", date(2024, 4, 2), None),  # never quoted
        ("1000", "USD", None, None),
        ("1000", "EUR", None, "1000"),
        (None, "USD", date(2024, 4, 2), None),
    ],
)
def test_a_sum_in_euros(store, file, amount, currency, day, euros):
    load_rates(store, file())
    given, wanted = (None if text is None else Decimal(text) for text in (amount, euros))
    assert Rates(store).in_euros(given, currency, day) == wanted


def test_without_rates_there_is_no_value(store):
    assert Rates(store).in_euros(Decimal(1), "USD", date(2024, 4, 2)) is None


def test_loading_twice_changes_nothing_and_a_newer_file_wins(store, file):
    assert load_rates(store, file()) == Loaded(4, 2, date(2022, 3, 1), date(2024, 4, 2))
    load_rates(store, file())
    load_rates(store, file("Date,USD,\n2024-04-02,2,\n"))
    assert store.table("euro_rates").count == 4
    assert Rates(store).in_euros(Decimal(10), "USD", date(2024, 4, 2)) == 5


def test_the_zip_that_the_bank_publishes_is_read_as_it_is(store, file, tmp_path):
    with zipfile.ZipFile(tmp_path / "eurofxref-hist.zip", "w") as archive:
        archive.write(file(), "eurofxref-hist.csv")
    assert load_rates(store, tmp_path / "eurofxref-hist.zip").rates == 4


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "does not begin with the line Date,USD"),
        ("Date,USD,\n", "has no rates"),
        ("Date,USD,\nyesterday,1.1,\n", "line 2: 'yesterday' is no date"),
        ("Date,USD,\n2024-04-02,1.1,\n2024-04-01,-1,\n", "line 3: '-1' is no rate"),
        ("Date,USD,\n2024-04-02,NaN,\n", "line 2: 'NaN' is no rate"),
    ],
)
def test_a_file_of_another_kind_is_named_and_stores_nothing(store, file, text, sentence):
    with pytest.raises(StoreError, match=sentence):
        load_rates(store, file(text))
    assert store.table("euro_rates").count == 0

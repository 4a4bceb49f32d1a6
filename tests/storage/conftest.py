import pytest

from storage.database import open_store


@pytest.fixture
def store():
    db = open_store(":memory:")
    yield db
    db.close()

import pytest

from portal.content import reference

PATHS = ("", "help", "help/getting-started", "privacy")


@pytest.fixture
def pages(db):
    """The home page and three help pages in seven languages, as ``prepare_database`` puts them in."""
    reference.load(PATHS)


@pytest.fixture
def all_pages(db):
    reference.load()

import pytest

from portal.content import reference

PATHS = ("", "help", "help/getting-started", "privacy")
LANGUAGES = ("en", "fr", "ar")


@pytest.fixture
def pages(db):
    """The home page and three help pages in three languages, as ``prepare_database`` puts them in."""
    reference.load(PATHS, LANGUAGES)


@pytest.fixture
def all_pages(db):
    reference.load()

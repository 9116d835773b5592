"""The cast, known by name in every test.

Anna coordinates, Carl contributes, Ben reads, Ada approves at the fund; Cleo
coordinates elsewhere; Rita manages accounts at the secretariat; Otto has left
the fund; Asma assesses.
"""

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import translation

from crm.institutions.enums import PortalRole
from portal.roles import ROLES
from tests import made_once
from tests.factories import (
    EditionFactory,
    GuidelineFactory,
    GuidelineSetFactory,
    InstitutionFactory,
    SectionFactory,
    UserFactory,
    affiliate,
    pass_second_factor,
)

pytest_plugins = ["tests.portal.background_fixtures", "tests.portal.page_cache_fixtures"]


#: Where a test runs that would show the same beside either database.
HOME_OF_THE_REST = "sqlite"


def touches_no_database(item):
    """Return whether a test asks for no database; one that starts processes of its own gives them one."""
    starts_processes = item.get_closest_marker("torture") or item.get_closest_marker("journey")
    asks = item.get_closest_marker("django_db") or {"db", "transactional_db", "django_db_setup"} & {*item.fixturenames}
    return not (starts_processes or asks)


def pytest_addoption(parser):
    parser.addoption("--one-database", help="leave out what its marker one_database keeps for another database")


def pytest_collection_modifyitems(config, items):
    here = config.getoption("--one-database")
    if not here:
        return
    kept, left = [], []
    for item in items:
        mark = item.get_closest_marker("one_database")
        home = mark.args[0] if mark else HOME_OF_THE_REST if touches_no_database(item) else here
        (kept if home == here else left).append(item)
    # The longest first: at the end one process would work on them while the other waits.
    items[:] = sorted(kept, key=lambda item: item.get_closest_marker("one_database") is None)
    config.hook.pytest_deselected(items=left)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    with made_once.begun_with(connection):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Roles stand in the database before the first test, as a deploy leaves it."""
    with django_db_blocker.unblock():
        call_command("sync_roles", verbosity=0)


@pytest.fixture(autouse=True)
def _english():
    """A request leaves its language behind in the thread; each test begins in English."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _files_stay_here(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "media"
    # A field keeps the storage it was made with, so the folder of that one is moved.
    for name in ("base_location", "location"):
        monkeypatch.setitem(vars(storages["private"]), name, str(tmp_path / "private"))


@pytest.fixture
def fresh_limits():
    """Nobody has asked, tried or been sent anything yet: what is counted against a limit stands in the cache."""
    cache.clear()


@pytest.fixture
def fund(db):
    return InstitutionFactory(name_en="National Fund", name_fr="Caisse nationale", acronym_en="NF")


@pytest.fixture
def elsewhere(db):
    return InstitutionFactory(name_en="Other Fund", name_fr="Autre caisse", acronym_en="OF")


@pytest.fixture
def anna(fund):
    return _member("anna", fund, PortalRole.COORDINATOR)


@pytest.fixture
def carl(fund):
    return _member("carl", fund, PortalRole.CONTRIBUTOR)


@pytest.fixture
def ben(fund):
    return _member("ben", fund, PortalRole.READER)


@pytest.fixture
def ada(fund):
    return _member("ada", fund, PortalRole.APPROVER)


@pytest.fixture
def cleo(elsewhere):
    return _member("cleo", elsewhere, PortalRole.COORDINATOR)


@pytest.fixture
def otto(fund):
    """An ex-colleague: his affiliation ended."""
    user = UserFactory(name="Otto", email="otto@example.org")
    affiliate(user, fund, PortalRole.COORDINATOR, starts_on="2020-01-01", ends_on="2024-12-31")
    return user


@pytest.fixture
def staff(db):
    """Return a function that gives the account of one secretariat role (or assessor), made on first use."""
    if not Group.objects.filter(name__in=ROLES).exists():
        # A test before this one emptied the tables, and with them what migrations and a deploy had written.
        Permission.objects.get_or_create(
            content_type=ContentType.objects.get_or_create(app_label="wagtail_localize", model="translation")[0],
            codename="submit_translation",
            defaults={"name": "Can submit translations"},
        )
        call_command("sync_roles", verbosity=0)
    made = {}

    def of(role):
        if role not in made:
            made[role] = UserFactory(name=role, email=f"{role}@example.org")
            made[role].groups.add(Group.objects.get(name=role))
        return made[role]

    return of


@pytest.fixture
def rita(staff):
    return staff("account_manager")


@pytest.fixture
def asma(staff):
    return staff("assessor")


@pytest.fixture
def people(anna, carl, ben, ada, cleo, otto, rita):
    return {"anna": anna, "carl": carl, "ben": ben, "ada": ada, "cleo": cleo, "otto": otto, "rita": rita}


@pytest.fixture
def edition(db):
    """A published edition of ICT: one part, two sections, three guidelines."""
    edition = EditionFactory(set=GuidelineSetFactory(code="ICT", title_en="Information technology"), published=True)
    part = SectionFactory(edition=edition, kind="part", code="A", position=0, title_en="Direction")
    first = SectionFactory(edition=edition, parent=part, code="A.1", position=1, title_en="Strategy")
    second = SectionFactory(edition=edition, parent=part, code="A.2", position=2, title_en="People")
    for position, section in enumerate([first, first, second]):
        GuidelineFactory(section=section, position=position, number=position + 1)
    return edition


@pytest.fixture
def client_of():
    """Return a function: a client signed in as this person, the second factor passed."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        pass_second_factor(client, user)
        return client

    return sign_in


def _member(name, institution, role):
    user = UserFactory(name=name.capitalize(), email=f"{name}@example.org")
    affiliate(user, institution, role)
    return user

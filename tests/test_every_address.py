"""Who may open what: every address of the URL configuration, knocked at by everybody, against one written table.

``WRITE_TABLE=1`` writes what was seen to ``var/test/who_may_open/`` instead of
comparing it; ``manage.py shell -c "from tests.addresses import table; table.write_all()"``
puts these into one table, to be read line by line before it is committed.
"""

import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import transaction
from django.template import engines
from django.test import Client, override_settings
from django.utils import translation
from modeltranslation.fields import TranslationFieldDescriptor

from tests.addresses import roles, table
from tests.addresses import world as association
from tests.addresses.filling import all_paths
from tests.addresses.knock import METHODS, knock
from tests.addresses.planted import BY_SECRET, all_planted
from tests.addresses.routes import routes
from tests.factories import UserFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("postgresql"),
    # A list of wagtail-localize says so at each reading; it is not ours to mend.
    pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning"),
    # Some pages of Wagtail's leave a temporary file to the collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

#: The page of letters is open to whoever develops; production has none (test_production).
DEVELOPMENT_ONLY = "outbox:"


@pytest.fixture(scope="module", autouse=True)
def _files_stay_here(tmp_path_factory):
    """The world of this module keeps its files as long as it lasts."""
    folder = tmp_path_factory.mktemp("files")
    storage = vars(storages["private"])
    before = {name: storage.get(name) for name in ("base_location", "location")}
    storage.update(base_location=str(folder / "private"), location=str(folder / "private"))
    with override_settings(MEDIA_ROOT=folder / "media", MAIL_FOLDER=folder / "mail", VAR=folder):
        yield folder
    storage.update({name: value for name, value in before.items() if value is not None})


@pytest.fixture(scope="module", autouse=True)
def _quiet_templates():
    """Templates of packages rely on empty variables; other tests look for ours."""
    engine = engines["django"].engine
    before, engine.string_if_invalid = engine.string_if_invalid, ""
    yield
    engine.string_if_invalid = before


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, _files_stay_here):
    with django_db_blocker.unblock(), translation.override("en"), transaction.atomic():
        call_command("sync_roles", verbosity=0)
        made = {}

        def staff(role):
            if role not in made:
                made[role] = UserFactory(name=role, email=f"{role}@secretariat.example")
                made[role].groups.add(Group.objects.get(name=role))
            return made[role]

        yield association.build(staff)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def paths(world):
    """Every address with its arguments filled in; CannotFill where somebody added one and said nothing of it."""
    return all_paths(world)


@pytest.fixture
def read_bare(monkeypatch):
    """Return what templates and our own code read by a translated field's bare name: a set that fills.

    So read, a field gives the page's language or nothing: no English, and no mark of a language.
    """
    found = set()
    read = TranslationFieldDescriptor.__get__

    def noted(descriptor, instance, owner):
        caller = sys._getframe(1).f_code.co_filename
        if instance is not None and ("/site-packages/" not in caller or "/django/template/" in caller):
            found.add(f"{Path(caller).stem} reads {owner.__name__}.{descriptor.field.name}")
        return read(descriptor, instance, owner)

    monkeypatch.setattr(TranslationFieldDescriptor, "__get__", noted)
    return found


@pytest.mark.parametrize(
    "role", [pytest.param(role, marks=pytest.mark.nightly if role in roles.AT_NIGHT else ()) for role in roles.ALL]
)
def test_each_role_opens_what_is_written_and_reads_no_word_that_is_not_its_own(world, paths, read_bare, role):
    client = roles.client_for(role, world)
    not_for = {planted.word for planted in all_planted() if role not in planted.readers}
    seen, leaks, past_localized = {}, {}, {}
    for key, (route, path) in paths.items():
        for method in METHODS:
            read_bare.clear()
            answer = knock(client, method, path)
            if read_bare and route.is_our_own:
                past_localized[f"{method} {key}"] = sorted(read_bare)
            seen[f"{method} {key}"] = answer.status, table.in_admin(route)
            if (found := answer.words & not_for - BY_SECRET.get(key, set())) and not key.startswith(DEVELOPMENT_ONLY):
                leaks[f"{method} {key}"] = sorted(found)
    table.compare(role, seen)
    assert leaks == {}
    assert past_localized == {}


def test_every_planted_word_is_met_by_those_who_may_read_it(world, paths):
    """A word that nobody finds guards nothing: each of alder's, whose addresses are walked, is seen by somebody."""
    met = set()
    for role in ("coordinator", "guideline_editor"):
        client = roles.client_for(role, world)
        for route, path in paths.values():
            if route.is_our_own:
                met |= knock(client, "GET", path).words
    assert {planted.word for planted in all_planted() if not planted.word.startswith("birch")} - met == set()


def test_what_opens_to_everybody_is_written_down():
    found = sorted(route.key for route in routes() if route.is_open)
    assert found == table.public()


def test_pages_that_are_the_same_for_all_visitors_hold_nothing_of_one_and_come_from_public_tables(world, paths):
    """Else the page cache makes such a page anew for each reader (portal/page_cache), and nobody would notice."""
    marked, own = set(), {}
    for key, (route, path) in paths.items():
        if not getattr(route.callback, "is_public_page", False):
            continue
        answer = Client().get(path)
        marked.add(key)
        if answer.status_code == 200 and not is_for_all(answer):
            own[key] = answer["Cache-Control"]
    assert own == {}
    assert {"library:guideline", "library:edition", "library:set_list", "wagtail_serve"} <= marked


def is_for_all(answer):
    return "ETag" in answer and not answer.cookies and "private" not in answer["Cache-Control"]


def test_letters_reach_only_those_who_may_read_them(world):
    """Each letter of alder's carries none of birch's words, and the other way round."""
    for letter in world.letters:
        own, other = ("alder", "birch") if "@alder.example" in letter.to[0] else ("birch", "alder")
        text = f"{letter.subject} {letter.body} {letter.alternatives}"
        assert (other in text.replace(f"@{other}.example", "").lower()) is False, (own, letter.subject)


def test_no_page_of_ours_breaks():
    ours = {route.key for route in routes() if route.is_our_own}
    broken = {
        row.title
        for row in table.read().values()
        if row.key.partition(" (")[0] in ours and "500" in row.expected.values()
    }
    assert broken == set()

"""The demo association is the same on every machine: built twice and compared row by row.

One is on SQLite, the other on PostgreSQL when DATABASE_URL names one.
"""

import contextlib
import json
import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from guidelines.assessment.enums import State
from tests import made_once
from tests.journeys.server import database_of_its_own, demo_made_once
from tests.portal.background.processes import Machine

pytestmark = [pytest.mark.torture, pytest.mark.one_database("postgresql")]

#: Keys and hashes differ; which of them stands where does not.
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}")
SECRETS = {"password"}
#: Not of the seed: pages are made by prepare_database, with times of Wagtail's own; the queue lives by the machine's clock.
NOT_SEEDED = {"content", "background"}

ROWS = f"""
import json
from django.apps import apps
ours = [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith(("portal.", "crm.", "guidelines."))]
tables = {{m._meta.label: list(m._base_manager.order_by("pk").values()) for m in ours if m._meta.app_label not in {NOT_SEEDED}}}
print(json.dumps(tables, default=str))
"""


@pytest.fixture(
    scope="module", params=["none", pytest.param("", marks=pytest.mark.nightly)], ids=["one set", "all sets"]
)
def two_demos(request, tmp_path_factory):
    """Return the tables of one demo on SQLite and of another on PostgreSQL; those with one set are what journeys begin with."""
    with contextlib.ExitStack() as there, ThreadPoolExecutor() as both:
        server = os.environ.get("DATABASE_URL", "")
        # Without a server the second one is made here: a copy would be compared with itself.
        ready = [request.param == "none", request.param == "none" and bool(server)]
        made = list(both.map(lambda url, is_there: is_there and demo_made_once(url), ("", server), ready))
        machines = [
            there.enter_context(machine(tmp_path_factory.mktemp("demo"), server, demo))
            for server, demo in zip(("", server), made, strict=True)
        ]
        return list(both.map(tables, machines, made, [request.param] * 2))


@contextlib.contextmanager
def machine(folder, server, made):
    """Yield a machine over a database of its own: a copy of the demo that was ``made`` once, or empty."""
    with database_of_its_own(server, "demo", template=made.template if made else made_once.template()) as url:
        made_once.begin_in(folder)
        if made:
            shutil.copytree(made.folder, folder, dirs_exist_ok=True)
        yield Machine(folder, url)


def tables(machine, made, sets):
    machine.env["DJANGO_SETTINGS_MODULE"] = "portal.settings.dev"
    if not made:
        machine.manage("prepare_database")
        machine.manage("seed_demo", "--seed", "7", "--today", "2026-11-22", "--sets", sets)
    return json.loads(machine.python(ROWS))


@pytest.fixture(scope="module")
def demo(two_demos):
    return two_demos[0]


def without_keys(tables):
    """Return every row as text, each key replaced by its place among all of them."""
    known = {}

    def place(key):
        return f"key {known.setdefault(key[0], len(known))}"

    def text(row):
        kept = {name: value for name, value in row.items() if name not in SECRETS}
        return KEY.sub(place, json.dumps(kept, sort_keys=True))  # PostgreSQL keeps no order inside JSON

    return {label: [text(row) for row in rows] for label, rows in tables.items()}


def test_two_demos_of_one_seed_and_day_have_the_same_rows(two_demos):
    first, second = map(without_keys, two_demos)
    assert first.keys() == second.keys()
    assert {label: len(rows) for label, rows in first.items()} == {label: len(rows) for label, rows in second.items()}
    for label, rows in first.items():
        assert rows == second[label], label


def test_sixty_people_of_twelve_institutions_in_countries_of_four_regions(demo):
    countries = {row["id"]: row for row in demo["countries.Country"]}
    homes = [countries[row["country_id"]] for row in demo["institutions.Institution"]]
    assert len({home["code"] for home in homes}) == 12
    assert {home["region"] for home in homes} == {"africa", "americas", "asia-pacific", "europe"}
    assert len(demo["accounts.User"]) == 60


def test_assessments_are_in_every_state(demo):
    assert {row["state"] for row in demo["assessment.Assessment"]} == set(State)


def test_the_last_thing_happened_on_the_day_before_the_one_named(demo):
    assert max(row["at"] for row in demo["audit.Entry"])[:10] == "2026-11-21"

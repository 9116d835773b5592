"""The demo association is the same on every machine: built twice, in two databases, and compared row by row.

The second one is on PostgreSQL when DATABASE_URL names one.
"""

import json
import os
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from guidelines.assessment.enums import State
from tests import made_once
from tests.journeys.server import database_of_its_own
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


@pytest.fixture(scope="module")
def two_demos(tmp_path_factory):
    """Build both at once; return the tables of each."""
    with database_of_its_own(os.environ.get("DATABASE_URL", ""), "demo", template=made_once.template()) as url:
        machines = [Machine(tmp_path_factory.mktemp("demo"), address) for address in ("", url)]
        with ThreadPoolExecutor() as both:
            return list(both.map(built, machines))


def built(machine):
    machine.env["DJANGO_SETTINGS_MODULE"] = "portal.settings.dev"
    made_once.begin_in(machine.folder)
    machine.manage("prepare_database")
    machine.manage("seed_demo", "--seed", "7", "--today", "2026-11-22")
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

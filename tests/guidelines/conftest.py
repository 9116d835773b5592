import os

import pytest

from tests import made_once
from tests.journeys.server import database_of_its_own
from tests.portal.background.processes import Machine


@pytest.fixture(scope="session")
def machine(tmp_path_factory):
    """The whole portal over a database that other processes can reach, for the torture tests."""
    with database_of_its_own(os.environ.get("DATABASE_URL", ""), "guidelines", template=made_once.template()) as url:
        machine = Machine(tmp_path_factory.mktemp("guidelines"), url)
        made_once.begin_in(machine.folder)
        machine.env["DJANGO_SETTINGS_MODULE"] = "portal.settings.dev"
        machine.manage("prepare_database")
        yield machine
        machine.stop()

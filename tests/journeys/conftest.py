import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.journeys.person import PATIENCE, Person
from tests.journeys.server import ROOT, running_portal

#: Chromium as it runs on a machine without a screen and without the internet.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def portal():
    with running_portal(os.environ.get("DATABASE_URL", "")) as running:
        yield running


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "Chromium is not installed; bin/test leaves the journeys out then"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe_source():
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()


@pytest.fixture
def person(portal, chromium, axe_source):
    """Return a function: ``person("anna", width=360, locale="ar")`` at a browser of his or her own."""
    contexts, people = [], []

    def at_a_browser(name, *, width=1280, locale="en", **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, locale=locale, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        people.append(Person(name, context.new_page(), portal, axe_source))
        return people[-1]

    yield at_a_browser
    assert [complaint for one in people for complaint in one.complaints] == []
    for context in contexts:
        context.close()


@pytest.fixture
def shot():
    """Return a function: keep what somebody sees as a picture, where ``SHOTS`` names a folder for a person to look at."""
    folder = os.environ.get("SHOTS")

    def keep(somebody, name):
        if folder:
            somebody.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return keep

from contextlib import ExitStack
from datetime import datetime

import pytest

from portal import clock, doors
from portal.doors import Door
from portal.notifications import actions
from portal.notifications.kinds import Kind
from portal.notifications.models import Rhythm
from tests.factories import UserFactory


def address(facts):
    return f"/en/my/#{facts['what']}"


def sample():
    return {"what": "…"}


@pytest.fixture
def kinds(monkeypatch):
    """Return a function: register one more kind of notice for the time of a test; its text is its line."""
    door = Door("notification kinds")
    for offer in doors.notices:
        door.register(offer)
    monkeypatch.setattr(doors, "notices", door)

    def added(code="accounts.tried", **options):
        given = {
            "label": "Something was tried",
            "line": "%(what)s was tried",
            "template": "mail/notifications/_tried.html",
            "button": "Look",
            "address": address,
            "sample": sample,
        }
        return door.register(Kind(code=code, **given | options))

    return added


@pytest.fixture(autouse=True)
def fragment(settings, tmp_path):
    """The fragment of the kinds that are tried."""
    folder = tmp_path / "templates" / "mail" / "notifications"
    folder.mkdir(parents=True)
    (folder / "_tried.html").write_text("<p>It was {{ what }}, and this is its substance.</p>")
    engine = dict(settings.TEMPLATES[0])
    settings.TEMPLATES = [engine | {"DIRS": [*engine.get("DIRS", []), tmp_path / "templates"]}]


@pytest.fixture
def rea(db):
    return UserFactory(name="Rea", email="rea@example.org", language="en", time_zone="Europe/Zurich")


@pytest.fixture
def told(kinds, rea):
    """Return a function: tell Rea (or somebody) something of one kind, about the account."""

    def tell(what="A door", *people, kind=None, occasion=None, by=None):
        kind = kind or kinds()
        people = people or [rea]
        actions.tell(kind.code, people, about=rea, facts=lambda user: {"what": what}, occasion=occasion, by=by)
        return list(rea.notices.all())

    return tell


@pytest.fixture
def daily(kinds):
    return kinds("accounts.daily", rhythm=Rhythm.DAILY)


@pytest.fixture
def frozen():
    """Return a function: let time stand still at a moment from now on, and return it."""
    with ExitStack() as stack:

        def at(text):
            return stack.enter_context(clock.set_to(datetime.fromisoformat(text)))

        yield at

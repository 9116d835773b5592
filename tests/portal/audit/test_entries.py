"""A line of the audit trail is written once and never changed."""

import pytest
import structlog

from portal import clock
from portal.audit.models import AppendOnly, Entry
from portal.audit.record import name_of, record
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    user = UserFactory()
    return record(user, "accounts.change_language", by=user, before={"language": "en"}, after={"language": "fr"})


def test_a_line_says_who_did_what_to_whose_data(entry):
    user = entry.actor
    assert (entry.verb, entry.target, entry.scope) == (
        "accounts.change_language",
        f"accounts.user:{user.uuid}",
        f"account:{user.uuid}",
    )
    assert (entry.before, entry.after) == ({"language": "en"}, {"language": "fr"})


def test_a_line_bears_the_request_and_the_portals_time():
    moment = clock.now().replace(year=2026, microsecond=0)
    with clock.set_to(moment), structlog.contextvars.bound_contextvars(request_id="abc12345"):
        entry = record("accounts.user:x", "test.verb", by=None)
    assert (entry.at, entry.request_id, entry.actor) == (moment, "abc12345", None)


def test_what_has_only_an_integer_key_cannot_be_named():
    from django.contrib.auth.models import Group

    with pytest.raises(TypeError):
        name_of(Group(name="editors", pk=7))


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: Entry.objects.update(verb="nothing.happened"),
        lambda entry: Entry.objects.filter(pk=entry.pk).delete(),
        lambda entry: Entry.objects.bulk_update([entry], ["verb"]),
        lambda entry: Entry.objects.all()._raw_delete("default"),
        lambda entry: Entry._base_manager.filter(pk=entry.pk).update(verb="nothing.happened"),
        lambda entry: Entry._base_manager.all().delete(),
        lambda entry: Entry.objects.update_or_create(pk=entry.pk, defaults={"verb": "nothing.happened"}),
        lambda entry: Entry.objects.in_scope(entry.scope).update(scope=""),
    ],
    ids=["save", "delete", "update", "filter", "bulk", "raw", "base update", "base delete", "or create", "scope"],
)
def test_no_way_changes_or_removes_a_line(entry, change):
    with pytest.raises(AppendOnly):
        change(entry)
    kept = Entry.objects.get(pk=entry.pk)
    assert (kept.verb, kept.scope) == ("accounts.change_language", entry.scope)


def test_an_account_with_lines_cannot_be_removed(entry):
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        entry.actor.delete()


def test_an_institution_is_shown_its_own_lines_only():
    record("a:1", "test.own", by=None, scope="institution:ours")
    record("a:1", "test.other", by=None, scope="institution:theirs")
    assert [entry.verb for entry in Entry.objects.in_scope("institution:ours")] == ["test.own"]

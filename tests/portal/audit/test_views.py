"""Staff read the audit trail: filtered, in pages, and without what members wrote."""

import pytest
from django.urls import reverse

from portal.audit.record import record
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail(client_of, staff):
    client = client_of(staff("administrator"))

    def page(**query):
        response = client.get(reverse("audit_trail"), query)
        assert response.status_code == 200
        return response

    return page


def targets(response):
    return [entry.target for entry in response.context["object_list"]]


def test_the_newest_comes_first(trail):
    record("a:1", "test.old", by=None)
    record("a:2", "test.new", by=None)
    assert targets(trail())[:2] == ["a:2", "a:1"]


def test_it_can_be_filtered(trail):
    otto = UserFactory(email="otto@example.org")
    record("a:1", "test.verb", by=otto, scope="institution:x")
    record("b:2", "test.verb", by=None, scope="institution:y")
    assert targets(trail(scope="institution:x")) == ["a:1"]
    assert targets(trail(target="b:")) == ["b:2"]
    assert targets(trail(actor="OTTO@example.org")) == ["a:1"]
    assert targets(trail(verb="test.", at_from="2020-01-01", at_to="2020-01-02")) == []


def test_members_words_are_not_shown_to_staff(trail):
    record("a:1", "test.return", by=None, scope="institution:x", after={"state": "returned", "reason": "planted word"})
    page = trail().content.decode()
    assert "returned" in page
    assert "planted word" not in page


def test_other_changes_are_shown(trail):
    record("a:1", "test.verb", by=None, scope="account:x", before={"language": "en"}, after={"language": "fr"})
    assert "language" in trail().content.decode()


@pytest.mark.parametrize("role", ["account_manager", "guideline_editor", "service_desk"])
def test_other_staff_do_not_read_it(role, client_of, staff):
    response = client_of(staff(role)).get(reverse("audit_trail"))
    assert response.status_code == 302 and response.url == reverse("wagtailadmin_home")


def test_members_do_not_read_it(client_of, anna):
    assert client_of(anna).get(reverse("audit_trail")).status_code in {302, 403}


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_for_any_length(count, trail, django_assert_max_num_queries):
    for number in range(count):
        record(f"a:{number}", "test.verb", by=UserFactory())
    trail()
    with django_assert_max_num_queries(20):
        trail()

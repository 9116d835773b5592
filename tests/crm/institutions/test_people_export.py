"""The colleagues of an institution taken along: by its coordinators, as the page shows them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from crm.institutions.enums import PortalRole
from crm.institutions.models import Affiliation
from tests.factories import UserFactory, affiliate
from tests.tables_read import rows_of

FORMATS = pytest.mark.parametrize("format", ["csv", "xlsx"])


@pytest.fixture
def page(fund):
    return f"/en/my/institutions/{fund.uuid}/people/"


@FORMATS
@pytest.mark.parametrize("query", ["?", "?sort=-name", "?sort=roles", "?sort=-since"])
def test_a_file_says_what_the_page_says(people, page, client_of, format, query):
    Affiliation.objects.filter(person__user=people["ben"]).update(starts_on="2020-01-01", position="Audit")
    Affiliation.objects.get(person__user=people["carl"]).roles.create(role=PortalRole.READER, starts_on="2020-01-01")
    client = client_of(people["anna"])
    shown = [
        [
            row.person.shown_name,
            row.position,
            ", ".join(held.get_role_display() for held in row.held),
            row.starts_on.isoformat(),
        ]
        for row in client.get(page + query).context["colleagues"]
    ]
    assert rows_of(client.get(f"{page}{query}&format={format}")) == [["Name", "Position", "Roles", "Since"], *shown]
    assert "2020-01-01" in {row[3] for row in shown}


@FORMATS
def test_a_file_is_in_the_reader_s_language_and_named_after_the_institution(fund, anna, page, client_of, format):
    reply = client_of(anna).get(f"{page.replace('/en/', '/fr/')}?format={format}")
    assert [row[2] for row in rows_of(reply)] == ["Rôles", "Coordination"]
    assert "Personnes%20NF%20" in reply["Content-Disposition"] or "Personnes NF " in reply["Content-Disposition"]


@FORMATS
def test_a_name_like_a_formula_stays_text(fund, anna, page, client_of, format):
    affiliate(UserFactory(name="=HYPERLINK(1)", email="f@example.org"), fund, PortalRole.READER)
    reply = client_of(anna).get(f"{page}?format={format}&sort=name")
    assert {"csv": "'=HYPERLINK(1)", "xlsx": "=HYPERLINK(1)"}[format] in {row[0] for row in rows_of(reply)}
    assert b"<f>" not in reply.content


@FORMATS
def test_who_may_not_open_the_page_may_not_take_it_along(people, page, client_of, format):
    for name, user in people.items():
        client = client_of(user)
        statuses = {client.get(page).status_code, client.get(f"{page}?format={format}").status_code}
        assert len(statuses) == 1, name
    assert client_of(people["ben"]).get(f"{page}?format={format}").status_code == 403
    assert client_of(people["cleo"]).get(f"{page}?format={format}").status_code == 404
    assert Client().get(f"{page}?format={format}").status_code == 302


def test_another_format_is_not_there(anna, page, client_of):
    assert client_of(anna).get(f"{page}?format=pdf").status_code == 404


@FORMATS
def test_a_file_costs_the_same_for_any_length(fund, anna, page, client_of, format):
    client = client_of(anna)

    def queries():
        client.get(f"{page}?format={format}")
        with CaptureQueriesContext(connection) as made:
            rows = rows_of(client.get(f"{page}?format={format}"))
        return len(made), len(rows) - 1

    one = queries()
    for number in range(29):
        affiliate(UserFactory(email=f"colleague{number}@example.org"), fund, PortalRole.READER)
    assert (one, queries()) == ((one[0], 1), (one[0], 30))

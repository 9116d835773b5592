"""Every list costs the same for one row and for thirty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.institutions import actions
from crm.institutions.enums import PortalRole, UnitKind
from tests.factories import CountryFactory, InstitutionFactory, UserFactory, affiliate


def more_institutions(fund, anna, desk):
    for number in range(30):
        InstitutionFactory(name_en=f"Fund {number}", country=CountryFactory())


def more_requests(fund, anna, desk):
    for number in range(30):
        asked = actions.ask_for_account(
            institution=fund, name=f"Asker {number}", email=f"asker{number}@example.org", language="en"
        )
        actions.confirm_account_request(asked)
        if number % 2:
            actions.decline_account_request(asked, reason="No.", by=desk)


def more_domains(fund, anna, desk):
    for number in range(30):
        actions.add_mail_domain(fund, domain=f"domain{number}.example", by=anna)


def more_colleagues(fund, anna, desk):
    for number in range(30):
        affiliate(UserFactory(email=f"colleague{number}@example.org"), fund, PortalRole.READER)
        actions.invite_colleague(
            fund, email=f"invited{number}@example.org", name="X", language="en", roles=[PortalRole.READER], by=anna
        )


def more_units(fund, anna, desk):
    for number in range(30):
        actions.add_unit(fund, kind=UnitKind.BRANCH, names={"en": f"Branch {number}"}, by=anna)


LISTS = [
    ("institutions_desk:institutions", "desk", more_institutions),
    ("institutions_desk:requests", "desk", more_requests),
    ("institutions_desk:domains", "desk", more_domains),
    ("institutions_desk:institution", "desk", more_colleagues),
    ("accounts_desk:users", "desk", more_colleagues),
    ("institutions:people", "anna", more_colleagues),
    ("institutions:people", "anna", more_domains),
    ("institutions:people", "anna", more_requests),
    ("institutions:detail", "anna", more_units),
    ("accounts:request", "anna", more_institutions),
    ("assessment:create", "anna", more_units),
]


@pytest.mark.parametrize(("name", "who", "more"), LISTS, ids=lambda value: getattr(value, "__name__", value))
def test_a_list_costs_the_same_for_any_length(fund, anna, staff, client_of, name, who, more):
    desk = staff("service_desk")
    # One of everything is there before.
    for number in range(2):
        asked = actions.ask_for_account(institution=fund, name="A", email=f"a{number}@example.org", language="en")
        actions.confirm_account_request(asked)
    actions.decline_account_request(asked, reason="No.", by=desk)
    actions.add_mail_domain(fund, domain="first.example", by=anna)
    actions.add_unit(fund, kind=UnitKind.BRANCH, names={"en": "First branch"}, by=anna)
    actions.invite_colleague(fund, email="b@example.org", name="B", language="en", roles=[PortalRole.READER], by=anna)
    client = client_of({"desk": desk, "anna": anna}[who])
    takes_uuid = name in ("institutions_desk:institution", "institutions:people", "institutions:detail")
    path = reverse(name, args=[fund.uuid] if takes_uuid else [])
    before = queries_of(client, path)
    more(fund, anna, desk)
    assert queries_of(client, path) == before


def queries_of(client, path):
    client.get(path)  # what is read once for each process is read now
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from crm.institutions import actions
from crm.institutions.enums import PortalRole, UnitKind
from crm.institutions.models import Affiliation, InstitutionInvitation, MailDomain
from portal.accounts.models import User
from tests.factories import UserFactory, affiliate

COORDINATOR, READER = PortalRole.COORDINATOR, PortalRole.READER


def base(institution):
    return f"/en/my/institutions/{institution.uuid}/"


def of(user):
    return Affiliation.objects.get(person__user=user)


@pytest.mark.parametrize(
    ("name", "status"),
    [("anna", 200), ("carl", 200), ("ben", 200), ("ada", 200), ("rita", 200), ("cleo", 404), ("otto", 404)],
)
def test_who_sees_the_institution(people, fund, client_of, name, status):
    assert client_of(people[name]).get(base(fund)).status_code == status


@pytest.mark.parametrize(
    ("name", "status"),
    [("anna", 200), ("carl", 403), ("ben", 403), ("ada", 403), ("rita", 403), ("cleo", 404), ("otto", 404)],
)
@pytest.mark.parametrize("page", ["people/", "people/invite/", "units/add/", "domains/add/"])
def test_who_looks_after_people(people, fund, client_of, name, status, page):
    assert client_of(people[name]).get(base(fund) + page).status_code == status


@pytest.mark.parametrize("page", ["", "people/"])
def test_colleagues_sort_both_ways_by_name_roles_and_day(people, fund, client_of, page):
    Affiliation.objects.filter(person__user=people["ben"]).update(starts_on="2020-01-01")
    client = client_of(people["anna"])

    def names(query):
        return [row.person.shown_name for row in client.get(f"{base(fund)}{page}{query}").context["colleagues"]]

    assert names("") == names("?sort=no-such-thing") == ["Ada", "Anna", "Ben", "Carl"]
    assert names("?sort=-name") == ["Carl", "Ben", "Anna", "Ada"]
    assert names("?sort=roles") == ["Ada", "Carl", "Anna", "Ben"]
    assert names("?sort=-roles") == ["Ben", "Anna", "Carl", "Ada"]
    assert names("?sort=since")[0] == names("?sort=-since")[-1] == "Ben"


def test_nobody_signed_in_is_led_to_sign_in(fund):
    answer = Client().get(base(fund) + "people/")
    assert (answer.status_code, "/account/login/" in answer["Location"]) == (302, True)


def test_a_colleague_of_another_institution_cannot_be_reached_through_ones_own(fund, elsewhere, anna, cleo, client_of):
    foreign = of(cleo)
    client = client_of(anna)
    for institution in (fund, elsewhere):
        path = f"{base(institution)}people/{foreign.uuid}/"
        assert client.get(path).status_code == 404
        assert client.post(f"{path}end/").status_code == 404
    assert Affiliation.objects.opening(cleo).exists()


def test_a_coordinator_invites(fund, anna, client_of):
    values = {"name": "Léa", "email": "lea@example.org", "language": "fr", "roles": ["reader", "contributor"]}
    assert client_of(anna).post(base(fund) + "people/invite/", values).status_code == 302
    row = InstitutionInvitation.objects.get()
    assert (row.invitation.email, row.roles) == ("lea@example.org", ["contributor", "reader"])


def test_an_invitation_without_a_role_is_refused_at_the_field(fund, anna, client_of):
    values = {"name": "Léa", "email": "lea@example.org", "language": "fr"}
    answer = client_of(anna).post(base(fund) + "people/invite/", values)
    assert (answer.status_code, "roles" in answer.context["form"].errors) == (422, True)


def test_a_coordinator_changes_roles_and_ends_access(fund, anna, carl, client_of):
    client, path = client_of(anna), f"{base(fund)}people/{of(carl).uuid}/"
    assert client.post(path, {"roles": ["reader"]}).status_code == 302
    assert set(Affiliation.objects.opening(carl, READER))
    assert client.post(f"{path}end/").status_code == 302
    assert not Affiliation.objects.opening(carl).exists()
    assert client.get(path).status_code == 404


def test_the_last_coordinator_reads_why_not(fund, anna, client_of):
    client = client_of(anna)
    answer = client.post(base(fund) + "leave/", follow=True)
    assert "last coordinator cannot go" in answer.content.decode()
    answer = client.post(f"{base(fund)}people/{of(anna).uuid}/", {"roles": ["reader"]})
    assert answer.status_code == 422
    assert Affiliation.objects.opening(anna, COORDINATOR).exists()


def test_a_colleague_may_leave(fund, anna, ben, client_of):
    client = client_of(ben)
    assert client.post(base(fund) + "leave/").status_code == 302
    assert not Affiliation.objects.opening(ben).exists()
    assert client.get(base(fund)).status_code == 302


def test_an_ex_colleague_is_out_in_the_middle_of_a_session(fund, anna, carl, client_of):
    client = client_of(carl)
    assert client.get(base(fund)).status_code == 200
    actions.end_access(of(carl), by=anna)
    assert client.get(base(fund)).status_code == 302  # signed out
    assert client_of(User.objects.get(pk=carl.pk)).get(base(fund)).status_code == 404


def test_a_part_is_added_in_several_languages(fund, anna, client_of):
    values = {"kind": "region", "name_en": "Thiès region", "name_fr": "Région de Thiès"}
    assert client_of(anna).post(base(fund) + "units/add/", values).status_code == 302
    assert fund.units.get(kind=UnitKind.REGION).name_fr == "Région de Thiès"
    page = client_of(anna).get(f"/fr/my/institutions/{fund.uuid}/").content.decode()
    assert "Région de Thiès" in page


def test_a_request_is_decided_on_its_page(fund, anna, client_of):
    asked = request_of(fund)
    path = f"{base(fund)}requests/{asked.uuid}/"
    client = client_of(anna)
    assert client.get(path).status_code == 200
    assert client.post(path, {"roles": ["reader"]}).status_code == 302
    asked.refresh_from_db()
    assert asked.state == "accepted"
    assert client.get(path).status_code == 404


def test_a_request_is_declined_with_a_reason_only(fund, anna, client_of):
    asked = request_of(fund)
    path = f"{base(fund)}requests/{asked.uuid}/decline/"
    assert client_of(anna).post(path, {"reason": ""}).status_code == 422
    assert client_of(anna).post(path, {"reason": "Not ours."}).status_code == 302


@pytest.mark.parametrize("name", ["carl", "cleo", "otto"])
def test_others_do_not_decide(people, fund, client_of, name):
    asked = request_of(fund)
    path = f"{base(fund)}requests/{asked.uuid}/"
    assert client_of(people[name]).post(path, {"roles": ["coordinator"]}).status_code == 404
    asked.refresh_from_db()
    assert asked.state == "new"


def test_an_unverified_domain_does_not_open(fund, anna, client_of, staff):
    client = client_of(anna)
    assert client.post(base(fund) + "domains/add/", {"domain": "@Fund.Example"}).status_code == 302
    domain = MailDomain.objects.get(domain="fund.example")
    path = f"{base(fund)}domains/{domain.uuid}/"
    client.post(path + "open/")
    domain.refresh_from_db()
    assert not domain.is_open
    actions.verify_mail_domain(domain, by=staff("service_desk"))
    client.post(path + "open/")
    domain.refresh_from_db()
    assert domain.is_open
    client.post(path + "close/")
    client.post(path + "remove/")
    assert not MailDomain.objects.exists()


@pytest.mark.parametrize("domain", ["gmail.com", "no domain", "x", "exa mple.org", "-a.example"])
def test_a_domain_that_proves_nothing_is_refused(fund, anna, client_of, domain):
    assert client_of(anna).post(base(fund) + "domains/add/", {"domain": domain}).status_code == 422


def crowd(fund, anna, count):
    for number in range(count):
        affiliate(UserFactory(name=f"Colleague {number}"), fund, READER)
        actions.invite_colleague(
            fund, email=f"new-{number}-{count}@example.org", name="N", language="en", roles={READER}, by=anna
        )
        request_of(fund, f"ask-{number}-{count}@example.org")
        actions.add_mail_domain(fund, domain=f"d{number}-{count}.example", by=anna)


@pytest.mark.parametrize("page", ["", "people/"])
def test_a_page_costs_the_same_for_one_and_for_thirty(fund, anna, client_of, page):
    client, counts = client_of(anna), []
    for count in (1, 30):
        crowd(fund, anna, count)
        client.get(base(fund) + page)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(base(fund) + page).status_code == 200
        counts.append(len(queries))
    # The to-dos in the top bar name each request, in one query.
    assert counts[0] == counts[1]
    assert counts[0] <= 16


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_the_pages_are_whole_in_every_script(fund, anna, carl, client_of, language):
    crowd(fund, anna, 1)
    client = client_of(anna)
    asked = fund.account_requests.get()
    for page in ("", "people/", "people/invite/", f"people/{of(carl).uuid}/", f"requests/{asked.uuid}/", "units/add/"):
        text = client.get(f"/{language}/my/institutions/{fund.uuid}/{page}").content.decode()
        assert "UNDEFINED(" not in text
        assert 'style="' not in text


def request_of(fund, email="lea@example.org"):
    asked = actions.ask_for_account(institution=fund, name="Léa", email=email, language="fr")
    actions.confirm_account_request(asked)
    return asked

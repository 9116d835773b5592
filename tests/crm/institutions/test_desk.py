"""What the secretariat does about institutions and accounts, in the admin."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import ValidationError
from django.test import Client

from crm.institutions import actions, todos
from crm.institutions.models import AccountRequest, Institution, InstitutionInvitation
from portal.accounts import actions as accounts
from portal.accounts.models import Invitation
from portal.audit.models import Entry
from portal.roles import ROLES
from tests.factories import CountryFactory

SCREENS = {
    "/admin/accounts/": "accounts.view_user",
    "/admin/accounts/invite/": "accounts.invite_staff",
    "/admin/institutions/": "institutions.view_institution",
    "/admin/institutions/add/": "institutions.add_institution",
    "/admin/institutions/requests/": "institutions.view_accountrequest",
    "/admin/institutions/domains/": "institutions.view_maildomain",
}


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"assessor"}))
def test_each_role_opens_its_screens_and_no_others(staff, client_of, role):
    client = client_of(staff(role))
    for path, permission in SCREENS.items():
        answer = client.get(path)
        opened = answer.status_code == 200
        assert opened == (permission in ROLES[role].permissions), path


def test_a_member_opens_no_screen_of_the_desk(anna, client_of):
    for path in SCREENS:
        assert client_of(anna).get(path).status_code in (302, 403)


def test_the_service_desk_resets_a_second_factor(staff, anna, client_of, run_tasks, mailoutbox):
    TOTP.activate(anna, "JBSWY3DPEHPK3PXP")
    client = client_of(staff("service_desk"))
    path = f"/admin/accounts/{anna.uuid}/reset-second-factor/"
    assert client.post(path, {"reason": "", "called_back": "on"}).status_code == 422
    assert client.post(path, {"reason": "Called back."}).status_code == 422
    assert Authenticator.objects.filter(user=anna).exists()
    assert client.post(path, {"reason": "Called back.", "called_back": "on"}).status_code == 302
    assert not Authenticator.objects.filter(user=anna).exists()
    run_tasks()
    assert mailoutbox[0].to == [anna.email]


def test_nobody_resets_their_own_second_factor(staff, client_of):
    desk = staff("service_desk")
    path = f"/admin/accounts/{desk.uuid}/reset-second-factor/"
    TOTP.activate(desk, "JBSWY3DPEHPK3PXP")
    client_of(desk).post(path, {"reason": "Lost.", "called_back": "on"})
    assert Authenticator.objects.filter(user=desk).exists()


@pytest.mark.parametrize("role", ["account_manager", "administrator", "translator"])
def test_other_roles_reset_nothing(staff, anna, client_of, role):
    TOTP.activate(anna, "JBSWY3DPEHPK3PXP")
    path = f"/admin/accounts/{anna.uuid}/reset-second-factor/"
    client_of(staff(role)).post(path, {"reason": "x", "called_back": "on"})
    assert Authenticator.objects.filter(user=anna).exists()


def test_the_administrator_gives_a_role(staff, anna, client_of):
    client = client_of(staff("administrator"))
    assert client.post(f"/admin/accounts/{anna.uuid}/roles/give/", {"role": "translator"}).status_code == 302
    assert anna.groups.filter(name="translator").exists()
    assert Entry.objects.get(verb="accounts.give_role").after == {"role": "translator"}


def test_an_administrator_gives_herself_no_role(staff, client_of):
    boss = staff("administrator")
    client = client_of(boss)
    client.post(f"/admin/accounts/{boss.uuid}/roles/give/", {"role": "service_desk"})
    assert list(boss.groups.values_list("name", flat=True)) == ["administrator"]


def test_staff_decide_on_a_request_and_say_which_institution(fund, rita, client_of):
    asked = actions.ask_for_account(
        institution=None, institution_as_written="The fund", name="Léa", email="lea@example.org", language="fr"
    )
    actions.confirm_account_request(asked)
    client = client_of(rita)
    path = f"/admin/institutions/requests/{asked.uuid}/"
    assert client.post(path, {"roles": ["reader"]}).status_code == 422
    assert client.post(path, {"roles": ["reader"], "institution": str(fund.uuid)}).status_code == 302
    assert AccountRequest.objects.get().institution == fund
    assert InstitutionInvitation.objects.get().institution == fund


def test_staff_take_an_institution_in_and_name_its_first_coordinator(rita, client_of):
    CountryFactory()
    client = client_of(rita)
    values = {"name_en": "New Fund", "name_ar": "الصندوق الجديد", "country": "SN", "website": ""}
    assert client.post("/admin/institutions/add/", values).status_code == 302
    made = Institution.objects.get()
    values = {"name": "Léa", "email": "lea@example.org", "language": "fr"}
    assert client.post(f"/admin/institutions/{made.uuid}/coordinator/", values).status_code == 302
    assert InstitutionInvitation.objects.get().roles == ["coordinator"]


def test_staff_cannot_slip_a_coordinator_into_an_institution_that_has_one(fund, anna, rita, client_of):
    values = {"name": "Eve", "email": "eve@example.org", "language": "en"}
    answer = client_of(rita).post(f"/admin/institutions/{fund.uuid}/coordinator/", values)
    assert answer.status_code == 422
    assert not InstitutionInvitation.objects.exists()


def test_requests_wait_on_the_desks_of_those_who_decide(fund, elsewhere, anna, ben, cleo, staff):
    asked = actions.ask_for_account(institution=fund, name="Léa", email="lea@example.org", language="fr")
    assert list(todos.requests_to_decide(anna)) == []
    actions.confirm_account_request(asked)
    assert [todo.title for todo in todos.requests_to_decide(anna)] == ["Decide on Léa’s request for an account"]
    assert len(list(todos.requests_to_decide(staff("service_desk")))) == 1
    assert list(todos.requests_to_decide(ben)) == list(todos.requests_to_decide(cleo)) == []


def test_member_data_is_no_snippet(db):
    from wagtail.snippets.models import get_snippet_models

    labels = {model._meta.app_label for model in get_snippet_models()}
    assert not labels & {"institutions", "accounts", "assessment"}


COLLEAGUE = {"name": "Nora Feld", "email": "nora@secretariat.example", "language": "de"}


@pytest.fixture
def administrator(staff, client_of):
    return client_of(staff("administrator"))


def test_a_second_invitation_to_the_same_address_is_the_first_one_sent_again(administrator, run_tasks, mailoutbox):
    assert administrator.post("/admin/accounts/invite/", COLLEAGUE).status_code == 302
    run_tasks()
    again = administrator.post("/admin/accounts/invite/", COLLEAGUE)
    assert list(again.context["form"].errors) == ["email"]
    invitation = Invitation.objects.get()
    assert administrator.post(f"/admin/accounts/invite/{invitation.uuid}/resend/").status_code == 302
    run_tasks()
    links = [re.search(r"https?://\S+/invitation/\S+", message.body)[0] for message in mailoutbox]
    assert len(set(links)) == 2
    assert [Client().get(link).status_code for link in links] == [404, 200]


def test_the_database_keeps_the_second_of_two_clicks_out(staff):
    ines = staff("administrator")
    accounts.invite_staff(**COLLEAGUE, by=ines)
    with pytest.raises(ValidationError):
        accounts.invite(**COLLEAGUE, by=ines, is_staff=True)
    assert Invitation.objects.count() == 1


def test_a_withdrawn_invitation_opens_nothing_and_can_be_written_anew(administrator, run_tasks, mailoutbox):
    administrator.post("/admin/accounts/invite/", COLLEAGUE)
    run_tasks()
    link = re.search(r"https?://\S+/invitation/\S+", mailoutbox[0].body)[0]
    administrator.post(f"/admin/accounts/invite/{Invitation.objects.get().uuid}/withdraw/")
    assert Client().get(link).status_code == 410
    assert "nora@" not in administrator.get("/admin/accounts/invite/").content.decode()
    assert administrator.post("/admin/accounts/invite/", COLLEAGUE).status_code == 302


def test_an_institution_s_invitation_is_none_of_this_desk_s(administrator, fund, anna):
    row = actions.invite_colleague(fund, email="x@example.org", name="X", language="en", roles=["reader"], by=anna)
    administrator.post(f"/admin/accounts/invite/{row.invitation.uuid}/withdraw/")
    row.invitation.refresh_from_db()
    assert row.invitation.state == "open"


@pytest.mark.parametrize("count", [1, 30])
def test_unanswered_invitations_cost_the_same_for_any_number(administrator, staff, count, django_assert_num_queries):
    for number in range(count):
        accounts.invite_staff(**COLLEAGUE | {"email": f"n{number}@secretariat.example"}, by=staff("administrator"))
    administrator.get("/admin/accounts/invite/")
    with django_assert_num_queries(18):
        page = administrator.get("/admin/accounts/invite/")
    assert len(page.context["page"].object_list) == count

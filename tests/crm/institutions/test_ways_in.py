"""Nobody lets themselves in, and nobody who was sent away comes back without somebody's decision."""

from datetime import timedelta

import pytest
from django.test import Client

from crm.institutions import actions
from crm.institutions.enums import PortalRole, RequestState
from crm.institutions.links import request_secret
from crm.institutions.models import AccountRequest, Affiliation, InstitutionInvitation
from portal import clock
from tests.crm.institutions.test_asking import READER, ask, confirmed

pytestmark = pytest.mark.usefixtures("fresh_limits")


@pytest.fixture
def desk(staff):
    return staff("service_desk")


def test_staff_do_not_let_an_address_of_their_own_in(fund, anna, desk):
    request = confirmed(fund, email=desk.email)
    with pytest.raises(actions.NotForOneself):
        actions.accept_account_request(request, roles={READER}, by=desk)
    assert not InstitutionInvitation.objects.exists()


def test_a_coordinator_does_not_let_a_second_address_of_her_own_in(fund, anna):
    anna.emailaddress_set.create(email="anna@elsewhere.example", verified=True)
    request = confirmed(fund, email="anna@elsewhere.example")
    with pytest.raises(actions.NotForOneself):
        actions.accept_account_request(request, roles={READER}, by=anna)


@pytest.mark.parametrize("roles", [{PortalRole.APPROVER}, {READER, PortalRole.COORDINATOR}])
def test_where_there_is_a_coordinator_staff_give_reading_only(fund, anna, desk, client_of, roles):
    request = confirmed(fund)
    with pytest.raises(actions.ForCoordinator):
        actions.accept_account_request(request, roles=roles, by=desk)
    answer = client_of(desk).post(f"/admin/institutions/requests/{request.uuid}/", {"roles": sorted(roles)})
    assert answer.status_code == 422
    assert "roles" in answer.context["accept_form"].errors


def test_the_coordinators_hear_whom_staff_let_in(fund, anna, desk, run_tasks, mailoutbox):
    request = confirmed(fund)
    run_tasks()
    mailoutbox.clear()
    actions.accept_account_request(request, roles={READER}, by=desk)
    run_tasks()
    letter = next(letter for letter in mailoutbox if letter.to == [anna.email])
    assert letter.subject == "The secretariat has let Léa Mendy in as a reader"
    assert desk.name in letter.body


def test_where_nobody_coordinates_staff_give_any_role(fund, desk):
    actions.accept_account_request(confirmed(fund), roles={PortalRole.COORDINATOR}, by=desk)
    assert InstitutionInvitation.objects.get().roles == ["coordinator"]


def test_who_was_sent_away_does_not_come_back_by_the_mail_domain(fund, anna, carl, desk):
    domain = actions.add_mail_domain(fund, domain="example.org", by=anna)
    actions.open_mail_domain(actions.verify_mail_domain(domain, by=desk), by=anna)
    actions.end_access(Affiliation.objects.get(person__user=carl), by=anna)
    assert confirmed(fund, email=carl.email).state == RequestState.NEW
    assert confirmed(fund, email="new@example.org").state == RequestState.ACCEPTED


def test_a_link_that_proves_an_address_dies_after_fourteen_days(fund, anna):
    ask(fund)
    request = AccountRequest.objects.get()
    AccountRequest.objects.update(asked_at=clock.now() - timedelta(days=15))
    path = f"/en/account/request/{request_secret(request)}/"
    assert (Client().get(path).status_code, Client().post(path).status_code) == (410, 410)
    with pytest.raises(actions.RequestClosed):
        actions.confirm_account_request(request)


def test_letters_by_a_coordinator_end_with_the_role(fund, anna, carl):
    place = Affiliation.objects.get(person__user=carl)
    actions.change_roles(place, roles={PortalRole.COORDINATOR}, by=anna)
    back = actions.invite_colleague(
        fund, email="carl@home.example", name="Carl", language="en", roles={PortalRole.APPROVER}, by=carl
    )
    other = actions.invite_colleague(fund, email="x@example.org", name="X", language="en", roles={READER}, by=anna)
    actions.change_roles(place, roles={READER}, by=anna)
    for row in (back, other):
        row.invitation.refresh_from_db()
    assert (back.invitation.state, other.invitation.state) == ("withdrawn", "open")


@pytest.mark.parametrize("text", ["Win: https://evil.example", "see www.evil.example", "evil.example/login"])
@pytest.mark.parametrize("field", ["name", "institution_as_written"])
def test_our_letters_carry_no_links_of_strangers(fund, field, text):
    answer = ask(fund, **{field: text})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_invitations_are_counted(fund, anna, client_of, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"invite": "1/h/key"}
    client, path = client_of(anna), f"/en/my/institutions/{fund.uuid}/people/invite/"
    entries = {"name": "X", "position": "", "language": "en", "roles": ["reader"]}
    assert client.post(path, entries | {"email": "a@example.org"}).status_code == 302
    assert client.post(path, entries | {"email": "b@example.org"}).status_code == 429

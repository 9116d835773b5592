import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.urls import reverse

from crm.institutions import actions
from crm.institutions.actions.people import person_of
from crm.institutions.enums import PortalRole
from crm.institutions.models import Affiliation, AffiliationRole, Institution, InstitutionInvitation, Person
from portal import clock
from portal.accounts import actions as accounts
from portal.accounts.models import User
from portal.audit.models import Entry
from tests.factories import PersonFactory, UserFactory, affiliate

COORDINATOR, READER, APPROVER = PortalRole.COORDINATOR, PortalRole.READER, PortalRole.APPROVER


def of(user, institution):
    return Affiliation.objects.get(person__user=user, institution=institution, ends_on=None)


def roles(user, institution):
    opening = Affiliation.objects.opening(user).filter(institution=institution)
    return set(AffiliationRole.objects.current().filter(affiliation__in=opening).values_list("role", flat=True))


def test_a_person_may_hold_several_roles(fund, anna):
    actions.change_roles(of(anna, fund), roles={COORDINATOR, APPROVER}, by=anna)
    assert roles(anna, fund) == {COORDINATOR, APPROVER}


def test_a_role_taken_away_is_gone_at_once(fund, anna, carl):
    actions.change_roles(of(carl, fund), roles={READER}, by=anna)
    assert not Affiliation.objects.opening(carl, PortalRole.CONTRIBUTOR).exists()
    assert Affiliation.objects.opening(carl, READER).exists()


def test_a_role_can_be_given_back_on_the_same_day(fund, anna, carl):
    actions.change_roles(of(carl, fund), roles={READER}, by=anna)
    actions.change_roles(of(carl, fund), roles={PortalRole.CONTRIBUTOR}, by=anna)
    assert roles(carl, fund) == {PortalRole.CONTRIBUTOR}


def test_to_take_the_last_role_is_to_end_access(fund, anna, carl):
    with pytest.raises(actions.NoRole):
        actions.change_roles(of(carl, fund), roles=set(), by=anna)


def test_an_ended_access_opens_nothing_on_the_same_day(fund, anna, carl):
    actions.end_access(of(carl, fund), by=anna)
    assert not Affiliation.objects.opening(carl).exists()
    assert not Institution.objects.visible_to(carl).exists()
    assert not User.objects.get(pk=carl.pk).has_perm("institutions.view_institution", fund)


def test_an_ended_access_ends_every_session(fund, anna, carl, client_of):
    client = client_of(carl)
    actions.end_access(of(carl, fund), by=anna)
    assert client.get("/en/account/profile/").status_code == 302


def test_who_belongs_elsewhere_too_stays_signed_in(fund, elsewhere, anna, carl):
    affiliate(carl, elsewhere, READER)
    actions.end_access(of(carl, fund), by=anna)
    assert User.objects.get(pk=carl.pk).session_version == 0
    assert set(Institution.objects.visible_to(carl)) == {elsewhere}


def test_letters_to_and_by_an_ex_colleague_are_withdrawn(fund, anna, carl):
    actions.change_roles(of(carl, fund), roles={COORDINATOR}, by=anna)
    by_carl = invite(fund, carl, "way.back@example.net")
    by_anna = invite(fund, anna, "new@example.org")
    actions.end_access(of(carl, fund), by=anna)
    assert {row.pk for row in InstitutionInvitation.objects.open()} == {by_anna.pk}
    by_carl.invitation.refresh_from_db()
    assert by_carl.invitation.state == "withdrawn"


def test_the_last_coordinator_cannot_leave(fund, anna, carl):
    with pytest.raises(actions.LastCoordinator):
        actions.end_access(of(anna, fund), by=anna)
    with pytest.raises(actions.LastCoordinator):
        actions.change_roles(of(anna, fund), roles={READER}, by=anna)
    assert roles(anna, fund) == {COORDINATOR}


def test_the_last_coordinator_may_leave_once_the_next_is_named(fund, anna, carl):
    actions.change_roles(of(carl, fund), roles={COORDINATOR}, by=anna)
    actions.end_access(of(anna, fund), by=anna)
    assert roles(carl, fund) == {COORDINATOR}


def test_a_coordinator_whose_account_is_closed_does_not_count(fund, anna, carl):
    actions.change_roles(of(carl, fund), roles={COORDINATOR}, by=anna)
    User.objects.filter(pk=carl.pk).update(is_active=False)
    with pytest.raises(actions.LastCoordinator):
        actions.end_access(of(anna, fund), by=anna)


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_who_leave_in_the_same_moment_do_not_both_go(fund, anna, carl):
    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("an SQLite database in memory has one connection; run on PostgreSQL or a file")
    actions.change_roles(of(carl, fund), roles={COORDINATOR}, by=anna)
    start, refused = threading.Barrier(2), []

    def leave(user):
        try:
            start.wait()
            actions.end_access(of(user, fund), by=user)
        except actions.LastCoordinator:
            refused.append(user)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=leave, args=[user]) for user in (anna, carl)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert Affiliation.objects.current().with_role(COORDINATOR).filter(institution=fund).count() == 1


def test_an_ended_affiliation_can_begin_again(fund, anna, carl):
    actions.end_access(of(carl, fund), by=anna)
    actions.affiliate(Person.objects.get(user=carl), fund, roles={READER}, by=anna)
    assert roles(carl, fund) == {READER}


def test_a_person_known_by_the_same_address_is_taken_over(db):
    known = PersonFactory(user=None, name="Léa", email="lea@example.org")
    user = UserFactory(name="Léa Mendy", email="lea@example.org")
    assert person_of(user).pk == known.pk


def test_a_change_of_roles_is_on_record(fund, anna, carl):
    actions.change_roles(of(carl, fund), roles={READER}, by=anna)
    entry = Entry.objects.get(verb="institutions.change_roles")
    assert (entry.actor, entry.before, entry.after) == (anna, {"roles": ["contributor"]}, {"roles": ["reader"]})
    assert entry.scope == f"institution:{fund.uuid}"


def test_access_that_begins_tomorrow_opens_nothing_today(fund, carl):
    affiliation = of(carl, fund)
    affiliation.roles.update(starts_on=clock.today() + timedelta(days=1))
    assert not Affiliation.objects.opening(carl).exists()


def invite(institution, by, email, **fields):
    return actions.invite_colleague(
        institution, email=email, name="New", language="en", roles={READER}, by=by, **fields
    )


def test_colleagues_read_the_name_that_somebody_took(client_of, anna, ben, fund):
    accounts.change_profile(ben, name="Benedikt", language="en", time_zone="UTC", by=ben)
    page = client_of(anna).get(reverse("institutions:people", args=[fund.uuid])).content.decode()
    assert "<bdi>Benedikt</bdi>" in page
    assert "<bdi>Ben</bdi>" not in page

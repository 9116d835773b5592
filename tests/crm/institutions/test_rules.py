import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from crm.institutions import rules
from crm.institutions.models import Affiliation, Institution, Person, Unit
from portal.accounts.models import User
from portal.roles import ROLES

MEMBERS = {"anna", "carl", "ben", "ada"}


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        ("institutions.view_institution", MEMBERS | {"rita"}),
        ("institutions.view_people", MEMBERS | {"rita"}),
        ("institutions.view_unit", MEMBERS | {"rita"}),
        ("institutions.manage_people", {"anna"}),
        ("institutions.add_unit", {"anna"}),
        ("institutions.open_mail_domain", {"anna"}),
        ("institutions.verify_mail_domain", set()),
        ("institutions.change_institution", {"rita"}),
        ("institutions.accept_accountrequest", {"anna", "rita"}),
        ("institutions.decline_accountrequest", {"anna", "rita"}),
    ],
)
def test_who_may(people, fund, permission, allowed):
    assert {name for name, user in people.items() if user.has_perm(permission, fund)} == allowed


def test_lists_and_pages_agree(people, fund):
    for name, user in people.items():
        listed = Institution.objects.visible_to(user).contains(fund)
        assert listed == user.has_perm("institutions.view_institution", fund), name


def test_units_are_seen_with_their_institution(people, fund):
    seen = {name for name, user in people.items() if Unit.objects.visible_to(user).contains(fund.whole)}
    assert seen == MEMBERS | {"rita"}


def test_an_ex_colleague_sees_nobody_but_himself(otto, anna, fund):
    assert [person.user for person in Person.objects.visible_to(otto)] == [otto]
    assert {row.person.user for row in Affiliation.objects.visible_to(otto)} == {otto}


def test_no_predicate_falls_over_without_an_object(people):
    for predicate in (rules.belongs, rules.coordinates, rules.contributes, rules.approves, rules.is_own):
        assert not any(predicate(user, None) for user in [None, AnonymousUser(), *people.values()])


def test_nobody_signed_in_may_nothing(fund):
    assert not rules.belongs(AnonymousUser(), fund)
    assert not rules.belongs(None, fund)


def test_a_closed_account_may_nothing(fund, anna):
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert not User.objects.get(pk=anna.pk).has_perm("institutions.view_institution", fund)


def test_the_affiliations_of_a_person_are_read_once(fund, anna):
    user = User.objects.get(pk=anna.pk)
    with CaptureQueriesContext(connection) as queries:
        for _time in range(5):
            assert rules.coordinates(user, fund)
            assert not rules.approves(user, fund)
    assert len(queries) == 1


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_role_of_the_secretariat_gives_what_the_table_says(staff, fund, role):
    for name in ("view_institution", "change_institution", "verify_mail_domain", "accept_accountrequest"):
        permission = f"institutions.{name}"
        assert staff(role).has_perm(permission, fund) == (permission in ROLES[role].permissions), permission

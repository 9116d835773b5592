import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from crm.institutions import actions
from crm.institutions.enums import PortalRole
from crm.institutions.models import Affiliation, InstitutionInvitation
from portal import clock
from portal.accounts.actions import ForeignInvitation, InvitationClosed
from portal.accounts.links import invitation_secret
from portal.accounts.models import Invitation, User
from portal.background.models import QueuedTask
from tests.factories import UserFactory, affiliate

READER, CONTRIBUTOR = PortalRole.READER, PortalRole.CONTRIBUTOR
NEW = {"name": "Léa Mendy", "language": "fr", "time_zone": "Africa/Dakar", "password": ""}

pytestmark = pytest.mark.usefixtures("fresh_limits")


@pytest.fixture
def letter(fund, anna):
    """An open invitation of Léa to the fund, as contributor."""
    return actions.invite_colleague(
        fund, email="Lea@Example.org", name="Léa", language="fr", roles={CONTRIBUTOR}, position="Analyst", by=anna
    )


def path(row, language="fr"):
    row.invitation.refresh_from_db()
    return f"/{language}/account/invitation/{invitation_secret(row.invitation)}/"


def test_the_letter_is_in_the_language_of_its_reader(letter, run_tasks, mailoutbox):
    run_tasks()
    message = mailoutbox[0]
    assert (message.to, message.extra_headers["Content-Language"]) == (["lea@example.org"], "fr")
    assert path(letter) in message.body
    assert "Caisse nationale" in message.body


def test_the_secret_is_kept_nowhere(letter, run_tasks):
    secret = invitation_secret(letter.invitation)
    run_tasks()
    for model in (Invitation, InstitutionInvitation, QueuedTask):
        assert secret not in str(list(model.objects.values_list()))


def test_a_new_colleague_makes_an_account_and_is_in(letter, fund):
    client = Client()
    assert client.get(path(letter)).status_code == 200
    answer = client.post(path(letter), NEW)
    assert answer.status_code == 302
    lea = User.objects.get(email="lea@example.org")
    assert client.session["_auth_user_id"] == str(lea.pk)
    assert (lea.name, lea.language, lea.time_zone) == ("Léa Mendy", "fr", "Africa/Dakar")
    assert not lea.has_usable_password()
    assert EmailAddress.objects.filter(user=lea, verified=True, primary=True).exists()
    opening = Affiliation.objects.opening(lea, CONTRIBUTOR).get()
    assert (opening.institution, opening.position) == (fund, "Analyst")


def test_a_weak_password_is_refused_at_its_field_and_entries_are_kept(letter):
    answer = Client().post(path(letter), NEW | {"password": "short"})
    assert answer.status_code == 422
    assert "password" in answer.context["form"].errors
    assert "Léa Mendy" in answer.content.decode()
    assert not User.objects.filter(email="lea@example.org").exists()


def test_an_existing_account_signs_in_and_accepts(letter, elsewhere, client_of):
    lea = UserFactory(email="lea@example.org", name="Léa")
    affiliate(lea, elsewhere, READER)
    visitor = Client()
    assert "needs_sign_in" in visitor.get(path(letter)).context
    assert visitor.post(path(letter), NEW).status_code == 200
    assert not Affiliation.objects.opening(lea, CONTRIBUTOR).exists()
    assert client_of(lea).post(path(letter)).status_code == 302
    assert Affiliation.objects.opening(lea).count() == 2


def test_somebody_signed_in_with_another_account_is_refused(letter, cleo, client_of):
    for method in ("get", "post"):
        answer = getattr(client_of(cleo), method)(path(letter, "en"))
        assert answer.status_code == 403
        assert "another address" in answer.content.decode()
    assert not Affiliation.objects.opening(cleo, CONTRIBUTOR).exists()
    letter.invitation.refresh_from_db()
    assert letter.invitation.state == "open"


def test_an_address_that_is_not_proved_does_not_own_the_invitation(letter, cleo, client_of):
    EmailAddress.objects.create(user=cleo, email="lea@example.org", verified=False)
    assert client_of(cleo).post(path(letter)).status_code == 403


def test_a_link_works_once(letter):
    assert Client().post(path(letter), NEW).status_code == 302
    for method in ("get", "post"):
        answer = getattr(Client(), method)(path(letter, "en"))
        assert answer.status_code == 410
        assert "accepted already" in answer.content.decode()


def test_a_link_is_good_for_fourteen_days(letter):
    with clock.set_to(timezone.now() + timedelta(days=14, minutes=1)):
        answer = Client().post(path(letter, "en"), NEW)
        assert answer.status_code == 410
        assert "fourteen days" in answer.content.decode()
    assert not User.objects.filter(email="lea@example.org").exists()


def test_a_withdrawn_link_leads_nowhere(letter, anna):
    actions.withdraw_invitation(letter, by=anna)
    answer = Client().post(path(letter, "en"), NEW)
    assert answer.status_code == 410
    assert "withdrawn" in answer.content.decode()


def test_sending_again_kills_the_older_link(letter, anna):
    old = path(letter)
    actions.resend_invitation(letter, by=anna)
    assert Client().get(old).status_code == 404
    assert Client().post(path(letter), NEW).status_code == 302


def test_an_expired_invitation_can_be_sent_again(letter, anna, run_tasks, mailoutbox):
    run_tasks()
    with clock.set_to(timezone.now() + timedelta(days=20)):
        actions.resend_invitation(letter, by=anna)
        run_tasks()
        assert Client().get(path(letter)).status_code == 200
    assert len(mailoutbox) == 2


def test_an_accepted_invitation_can_be_neither_sent_nor_withdrawn(letter, anna):
    Client().post(path(letter), NEW)
    for action in (actions.resend_invitation, actions.withdraw_invitation):
        with pytest.raises(InvitationClosed):
            action(letter, by=anna)


def test_an_invented_link_leads_nowhere(db):
    assert Client().get("/en/account/invitation/not-a-secret/").status_code == 404


def test_a_letter_that_was_withdrawn_before_it_left_is_not_sent(letter, anna, run_tasks, mailoutbox):
    actions.withdraw_invitation(letter, by=anna)
    run_tasks()
    assert mailoutbox == []


def test_a_colleague_is_not_invited_twice(letter, fund, anna, carl):
    for email in ("lea@example.org", carl.email.upper()):
        with pytest.raises(actions.AlreadyHere):
            actions.invite_colleague(fund, email=email, name="X", language="en", roles={READER}, by=anna)


def test_the_page_is_in_the_languages_of_the_portal(letter):
    for language in ("en", "fr", "es", "de", "ar", "ru", "zh-hans"):
        page = Client().get(path(letter, language))
        assert page.status_code == 200
        assert not re.search(r"UNDEFINED\(|style=\"", page.content.decode())


def test_the_secretariat_names_a_coordinator_only_where_there_is_none(fund, elsewhere, anna, rita):
    with pytest.raises(actions.HasCoordinator):
        actions.name_first_coordinator(fund, email="x@example.org", name="X", language="en", by=rita)
    row = actions.name_first_coordinator(elsewhere, email="x@example.org", name="X", language="en", by=rita)
    assert row.roles == ["coordinator"]


def test_the_action_itself_takes_no_foreign_account(letter, cleo):
    """The page refuses before; whoever calls the action another way is refused as well."""
    with pytest.raises(ForeignInvitation):
        actions.accept_invitation(letter.invitation, user=cleo)
    assert not Affiliation.objects.filter(person__user=cleo, institution=letter.institution).exists()

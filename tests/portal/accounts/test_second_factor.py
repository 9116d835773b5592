import json
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.models import Group
from django.test import Client, RequestFactory

from portal.accounts import actions
from portal.accounts.middleware import SecondFactorMiddleware
from portal.accounts.models import User
from portal.audit.models import Entry
from portal.roles import ROLES
from tests.factories import UserFactory

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery"

pytestmark = pytest.mark.usefixtures("fresh_limits")


def signed_in(user):
    """A session that has not passed a second factor."""
    client = Client()
    client.force_login(user)
    return client


def code(secret=SECRET, *, steps=0):
    """Return what an app shows now, or did some ``steps`` of half a minute ago."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 - steps))


@pytest.mark.parametrize("role", sorted(ROLES))
@pytest.mark.parametrize(
    "path", ["/admin/", "/en/guidelines/", "/en/my/", "/en/account/profile/", "/en/account/sessions/"]
)
def test_nothing_opens_to_a_role_before_its_second_factor(staff, role, path):
    answer = signed_in(staff(role)).get(path)
    assert (answer.status_code, answer["Location"]) == (302, "/en/account/2fa/totp/activate/")


@pytest.mark.parametrize("headers", [{"HTTP_HX_REQUEST": "true"}, {"HTTP_ACCEPT": "application/json"}])
def test_a_script_is_refused_instead_of_redirected(rita, headers):
    assert signed_in(rita).get("/en/account/profile/", **headers).status_code == 403


def test_who_has_enrolled_is_asked_for_the_code(rita):
    TOTP.activate(rita, SECRET)
    answer = signed_in(rita).get("/admin/")
    assert answer["Location"] == "/en/account/2fa/reauthenticate/?next=%2Fadmin%2F"


def test_the_code_opens_everything_in_this_session_only(rita):
    TOTP.activate(rita, SECRET)
    client, other = signed_in(rita), signed_in(rita)
    assert client.post("/en/account/2fa/reauthenticate/", {"code": code()}).status_code == 302
    assert client.get("/en/account/profile/").status_code == 200
    assert other.get("/en/account/profile/").status_code == 302


def test_signing_in_asks_for_password_and_code(db, client):
    TOTP.activate(actions.create_account(email="sven@example.org", name="Sven", password=PASSWORD), SECRET)
    answer = client.post("/en/account/login/", {"login": "sven@example.org", "password": PASSWORD})
    assert answer["Location"].startswith("/en/account/2fa/authenticate/")
    assert "_auth_user_id" not in client.session
    client.post("/en/account/2fa/authenticate/", {"code": code()})
    assert "_auth_user_id" in client.session


def test_a_slow_hand_may_give_the_code_before_and_nobody_one_that_is_older(rita, monkeypatch):
    TOTP.activate(rita, SECRET)
    begins = time.time() // 30 * 30
    monkeypatch.setattr(time, "time", lambda: begins)
    for steps, taken in ((1, True), (2, False)):
        answer = signed_in(rita).post("/en/account/2fa/reauthenticate/", {"code": code(steps=steps)})
        assert (answer.status_code == 302) == taken, steps


def test_a_code_is_taken_once_for_as_long_as_it_is_right(rita, monkeypatch):
    TOTP.activate(rita, SECRET)
    begins = time.time() // 30 * 30
    monkeypatch.setattr(time, "time", lambda: begins)
    seen = code()
    assert signed_in(rita).post("/en/account/2fa/reauthenticate/", {"code": seen}).status_code == 302
    monkeypatch.setattr(time, "time", lambda: begins + 45)  # right by the tolerance, and no longer in allauth's memory
    answer = signed_in(rita).post("/en/account/2fa/reauthenticate/", {"code": seen})
    assert "This code is wrong or too old." in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_enrolling_opens_everything(rita):
    client = signed_in(rita)
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/en/account/2fa/totp/activate/")
    assert page.status_code == 200
    assert b"data:" not in page.content.split(b"<main")[1]
    secret = client.session["mfa.totp.secret"]
    answer = client.post("/en/account/2fa/totp/activate/", {"code": code(secret)})
    assert answer.status_code == 302
    assert client.get("/en/account/profile/").status_code == 200


def test_the_secret_of_the_app_is_not_readable_in_the_database(rita):
    TOTP.activate(rita, SECRET)
    assert SECRET not in json.dumps(Authenticator.objects.get(user=rita).data)


def test_a_role_cannot_turn_its_second_factor_off(rita):
    TOTP.activate(rita, SECRET)
    client = signed_in(rita)
    client.post("/en/account/2fa/reauthenticate/", {"code": code()})
    client.post("/en/account/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=rita, type="totp").exists()


def test_a_member_may_do_without(anna):
    assert signed_in(anna).get("/en/account/profile/").status_code == 200


def test_the_wall_costs_members_no_query(anna, django_assert_num_queries):
    client = signed_in(anna)
    client.get("/en/account/profile/")
    request = RequestFactory().get("/en/my/")
    request.user, request.session = User.objects.get(pk=anna.pk), client.session
    request.session.keys()
    with django_assert_num_queries(0):
        assert not SecondFactorMiddleware(None).must_stop(request)


def test_whoever_is_given_a_role_signs_in_again(staff, anna):
    client = signed_in(anna)
    assert client.get("/en/account/profile/").status_code == 200
    actions.give_role(anna, "assessor", by=staff("administrator"))
    assert "login" in client.get("/en/account/profile/")["Location"]
    assert "activate" in signed_in(User.objects.get(pk=anna.pk)).get("/en/account/profile/")["Location"]


def test_the_admin_asks_afresh_even_in_a_session_older_than_the_role(anna, staff):
    staff("administrator")
    client = signed_in(anna)
    client.get("/en/account/profile/")
    anna.groups.add(Group.objects.get(name="administrator"))
    assert "activate" in client.get("/admin/")["Location"]


def test_a_superuser_of_a_developers_machine_needs_one_too(db):
    boss = UserFactory(is_superuser=True)
    assert "activate" in signed_in(boss).get("/admin/")["Location"]


def test_a_role_taken_away_ends_at_once(staff, client_of):
    desk = staff("service_desk")
    client = client_of(desk)
    actions.take_role(desk, "service_desk", by=staff("administrator"))
    assert "login" in client.get("/admin/")["Location"]
    assert not User.objects.get(pk=desk.pk).is_staff


def test_a_reset_ends_everything_and_tells_the_owner(rita, staff, client_of, run_tasks, mailoutbox):
    TOTP.activate(rita, SECRET)
    client = client_of(rita)
    actions.reset_second_factor(rita, by=staff("service_desk"), reason="Called back on the number on file.")
    assert not Authenticator.objects.filter(user=rita).exists()
    assert "login" in client.get("/en/account/profile/")["Location"]
    entry = Entry.objects.get(verb="accounts.reset_second_factor")
    assert entry.after == {"reason": "Called back on the number on file."}
    run_tasks()
    assert [message.to for message in mailoutbox] == [[rita.email]]


def test_nobody_resets_their_own(staff):
    desk = staff("service_desk")
    with pytest.raises(actions.NotOneself):
        actions.reset_second_factor(desk, by=desk, reason="I lost it.")


def test_nobody_gives_themselves_a_role(staff):
    with pytest.raises(actions.NotOneself):
        actions.give_role(staff("administrator"), "service_desk", by=staff("administrator"))


@pytest.mark.parametrize(("who", "way_on"), [("anna", "Not now"), ("rita", "Sign out")])
def test_setting_up_an_app_is_a_choice_for_members_and_a_duty_for_the_secretariat(request, who, way_on):
    client = signed_in(request.getfixturevalue(who))
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    main = client.get("/en/account/2fa/totp/activate/").content.decode().split("<main")[1]
    assert [words for words in ("Not now", "Sign out") if words in main.split("<footer")[0]] == [way_on]
    assert ("Your role asks for it" in main) == (who == "rita")

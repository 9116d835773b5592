"""A letter that comes back marks its address; the owner and the service desk see it, and the owner ends it."""

from datetime import timedelta

import pytest
from django.test import Client

from portal import clock, mail
from portal.accounts import stored
from portal.audit.models import Entry
from portal.notifications.bounces import tasks
from portal.notifications.bounces.actions import ENOUGH, WITHIN, Outcome, confirm_address, note_failure, take_report
from portal.notifications.models import Bounce, UndeliverableAddress
from tests.factories import UserFactory
from tests.portal.notifications import reports
from tests.portal.notifications.reports import ANNA, ours, postfix

pytestmark = pytest.mark.django_db

HOOK = "/hooks/mail/bounces/"
SECRET = "a shared secret of more than 32 characters"
LIST = "/admin/returned-letters/"
WORKS = "/en/my/notices/address/works/"


def comes_back(address=ANNA, status="5.1.1", number=1):
    return note_failure(address, message_id=ours(address, number), status=status, diagnostic="No such user")


def test_a_report_for_good_marks_at_once(anna):
    assert take_report(postfix(ours())) == Outcome.MARKED
    row = mail.undeliverable("Anna@Example.org")
    assert (row.status, row.diagnostic, row.count) == ("5.1.1", "550 5.1.1 User unknown", 1)
    entry = Entry.objects.get(verb="notifications.mark_undeliverable")
    assert (entry.actor, entry.scope, entry.target) == (
        None,
        anna.audit_scope,
        f"notifications.undeliverableaddress:{row.uuid}",
    )
    assert not mail.is_undeliverable("ben@example.org")


def test_a_letter_counts_once_however_often_it_is_told():
    assert [take_report(postfix(ours())) for _time in range(3)] == [Outcome.MARKED, Outcome.KNOWN, Outcome.KNOWN]
    assert take_report(postfix(ours(number=2))) == Outcome.MARKED
    assert mail.undeliverable(ANNA).count == 2
    assert Entry.objects.filter(verb="notifications.mark_undeliverable").count() == 1


def test_a_forwarded_letter_is_tied_to_where_we_sent_it():
    """Anna's institution forwards to an address that we do not know; what comes back is hers."""
    assert take_report(postfix(ours(), final="anna.private@mail.example")) == Outcome.MARKED
    assert mail.is_undeliverable(ANNA) and not mail.is_undeliverable("anna.private@mail.example")
    raw = postfix(ours("ben@example.org"), final="x@mail.example", to="hidden@mail.example", original="ben@example.org")
    assert take_report(raw) == Outcome.MARKED


@pytest.mark.parametrize(
    "raw",
    [
        postfix("<0123@testserver>"),
        postfix("<" + "0" * 20 + "." + "0" * 20 + "@testserver>"),
        postfix("<x@elsewhere.example>"),
        postfix(""),
    ],
)
def test_a_report_that_quotes_no_letter_of_ours_is_not_believed(raw):
    assert take_report(raw) == Outcome.FOREIGN
    assert not UndeliverableAddress.objects.exists()


def test_who_holds_a_letter_can_speak_of_its_own_address_alone(ben):
    """A forged report: Ben's letter, Anna's address."""
    assert take_report(postfix(ours("ben@example.org"), final=ANNA, to=ANNA)) == Outcome.FOREIGN
    assert not mail.is_undeliverable(ANNA)


def test_what_is_not_understood_changes_nothing():
    assert take_report(reports.qmail()) == take_report(reports.out_of_office()) == Outcome.NOT_UNDERSTOOD
    assert not UndeliverableAddress.objects.exists()


def test_letters_that_are_late_mark_only_when_there_are_many_in_a_short_time():
    start = clock.now()
    found = []
    for number in range(ENOUGH):
        with clock.set_to(start + timedelta(days=4 * number)):
            found.append(comes_back(status="4.2.2", number=number))
    assert found == [Outcome.COUNTED] * ENOUGH  # never five in fourteen days
    with clock.set_to(start + timedelta(days=4 * ENOUGH - 3)):
        assert comes_back(status="4.2.2", number=ENOUGH) == Outcome.MARKED
    assert mail.is_undeliverable(ANNA)


def test_one_letter_that_is_late_time_and_again_is_one_letter():
    found = {comes_back(status="4.4.1") for _day in range(ENOUGH + 1)}
    assert found == {Outcome.COUNTED, Outcome.KNOWN}
    assert comes_back(status="5.4.7") == Outcome.MARKED  # and the same letter, given up at last


def test_a_refused_sender_is_not_the_addresss_fault():
    """While our domain is refused everywhere, one letter to each must not mark everybody."""
    assert comes_back(status="5.7.26") == Outcome.COUNTED


def test_anna_says_that_her_address_works_again(anna, client_of):
    comes_back()
    client = client_of(anna)
    for path in ("/en/my/", "/en/account/profile/"):
        page = " ".join(client.get(path).content.decode().split())
        assert f"Letters to {ANNA} come back (since " in page and WORKS in page
    assert client.post(WORKS)["Location"] == "/en/account/profile/"
    assert not mail.is_undeliverable(ANNA)
    assert "come back" not in client.get("/en/account/profile/").content.decode()
    assert Entry.objects.get(verb="notifications.confirm_address").actor == anna
    client.post(WORKS)
    assert Entry.objects.filter(verb="notifications.confirm_address").count() == 1


def test_after_that_only_new_letters_count():
    for number in range(ENOUGH):
        comes_back(status="4.2.2", number=number)
    with clock.set_to(clock.now() + timedelta(seconds=1)):
        confirm_address(mail.undeliverable(ANNA), by=None)
    with clock.set_to(clock.now() + timedelta(seconds=2)):
        assert comes_back(status="4.2.2", number=ENOUGH - 1) == Outcome.KNOWN
        assert comes_back(status="4.2.2", number=ENOUGH) == Outcome.COUNTED
        assert comes_back(number=ENOUGH + 1) == Outcome.MARKED


def test_nobody_confirms_for_somebody_else(ben, client_of, anna):
    comes_back()
    client_of(ben).post(WORKS)
    assert mail.is_undeliverable(ANNA)


def test_whoever_changes_the_address_is_rid_of_it(anna, client_of):
    comes_back()
    anna.email = "anna.new@example.org"
    anna.save()
    assert "come back" not in client_of(anna).get("/en/my/").content.decode()


def test_the_desk_sees_it_in_a_list_and_at_the_account(anna, staff, client_of):
    comes_back()
    comes_back("stranger@example.org")
    client = client_of(staff("service_desk"))
    page = client.get(LIST).content.decode()
    assert ANNA in page and "Anna" in page and "stranger@example.org" in page and "No such user" in page
    assert "stranger" not in client.get(f"{LIST}?q=anna").content.decode()
    assert "Letters come back" in client.get(f"/admin/accounts/{anna.uuid}/").content.decode()
    row = mail.undeliverable(ANNA)
    assert client.post(f"{LIST}{row.uuid}/works/")["Location"] == LIST
    assert not mail.is_undeliverable(ANNA)
    assert "no longer marked" in client.post(f"{LIST}{row.uuid}/works/", follow=True).content.decode()


def test_the_administrator_reads_the_list_and_confirms_nothing(staff, client_of):
    comes_back()
    client = client_of(staff("administrator"))
    assert "works/" not in client.get(LIST).content.decode()
    assert client.post(f"{LIST}{mail.undeliverable(ANNA).uuid}/works/").status_code in (302, 403)
    assert mail.is_undeliverable(ANNA)


@pytest.mark.parametrize("count", [1, 30])
def test_the_desks_list_costs_the_same_for_any_length(staff, client_of, count, django_assert_num_queries):
    for number in range(count):
        comes_back(UserFactory().email, number=number)
    client = client_of(staff("service_desk"))
    client.get(LIST)
    with django_assert_num_queries(18):
        client.get(LIST)


def test_a_letter_goes_there_all_the_same(mailoutbox):
    """``portal.mail`` does not decide: whoever writes asks, and letters of signing in do not."""
    comes_back()
    context = {"subject": "Your code", "text": "123 456"}
    assert mail.send("accounts/letter", ANNA, "en", context, key="x")
    assert len(mailoutbox) == 1


def test_what_is_kept_about_a_person_says_so(anna):
    comes_back()
    kept = stored.about(anna, "")["letters_and_calendar"]
    assert [row["status"] for row in kept["letters_that_came_back"]] == ["5.1.1"]
    assert kept["calendar_link"] == []


def test_old_letters_are_forgotten_and_marks_stay_while_there_is_an_account(anna, run_tasks):
    from portal.background import outbox

    with clock.set_to(clock.now() - tasks.KEEP_STRANGERS - timedelta(days=1)):
        comes_back()
        comes_back("stranger@example.org")
        comes_back("late@example.org", status="4.2.2")
    comes_back("new@example.org")
    outbox.add(tasks.forget_bounces)
    run_tasks()
    left = UndeliverableAddress.objects.order_by("email").values_list("email", flat=True)
    assert list(left) == [ANNA, "new@example.org"]
    assert Bounce.objects.count() == 1
    assert tasks.KEEP > WITHIN


def hand_in(raw=b"", *, secret=SECRET, content_type="message/rfc822", **more):
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    return Client(enforce_csrf_checks=True).post(HOOK, raw, content_type=content_type, headers=headers, **more)


def test_a_mail_server_hands_in_a_report(settings):
    settings.BOUNCE_HOOK_SECRET = SECRET
    assert hand_in(postfix(ours())).status_code == 204
    assert mail.is_undeliverable(ANNA)
    # It is told no more than that it arrived.
    assert hand_in(reports.qmail()).status_code == hand_in(postfix("<x@y>")).status_code == 204


def test_the_door_for_reports_is_narrow(settings):
    settings.BOUNCE_HOOK_SECRET = SECRET
    raw = postfix(ours())
    assert [hand_in(raw, secret=secret).status_code for secret in ("", "wrong", SECRET[:-1], "é")] == [401] * 4
    assert hand_in(raw, content_type="text/plain").status_code == 415
    assert hand_in(raw + b"x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE).status_code == 413
    assert Client().get(HOOK).status_code == 405
    assert not UndeliverableAddress.objects.exists()


def test_without_a_secret_there_is_no_such_door(settings):
    settings.BOUNCE_HOOK_SECRET = ""
    assert hand_in(postfix(ours()), secret="").status_code == 404
    assert Client().get(HOOK).status_code == 404

"""What a report says is read from many kinds of reports; nonsense is not understood, and breaks nothing."""

from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused, SMTPServerDisconnected

import pytest

from portal import message_ids
from portal.notifications.bounces import report
from portal.notifications.bounces.status import is_permanent, refusal
from tests.portal.notifications import reports
from tests.portal.notifications.reports import ANNA


def test_postfix_is_read():
    read = report.read(reports.postfix(reports.ours()))
    assert read.message_ids == (reports.ours(),)
    (failure,) = read.failures
    assert (failure.addresses, failure.status) == ((ANNA, ANNA), "5.1.1")
    assert failure.diagnostic == "550 5.1.1 User unknown"


def test_exchange_is_read():
    read = report.read(reports.exchange(reports.ours()))
    assert read.message_ids == (reports.ours(),)
    (failure,) = read.failures
    assert failure.status == "5.4.1" and failure.addresses == (ANNA, ANNA)
    assert failure.diagnostic == "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)"


def test_a_status_may_stand_in_the_servers_words_alone():
    raw = reports.postfix(reports.ours(), status="", said="550-5.2.1 The account is disabled")
    assert report.read(raw).failures[0].status == "5.2.1"


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_good_news_is_no_failure(action):
    assert report.read(reports.postfix(reports.ours(), action=action, status="2.1.5")) is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\xff\xfe" * 1000,
        b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n",
        b"Content-Type: multipart/report\n\nno boundary",
        reports.qmail(),
        reports.out_of_office(),
        reports.postfix("<x@y>").replace(b"message/delivery-status", b"message/delivery-status\nX: \xff\xfe"),
        reports.postfix("<x@y>")[:600],
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 500,
    ],
)
def test_what_is_no_report_is_not_understood_or_read_without_harm(raw):
    read = report.read(raw)
    assert read is None or all(failure.status for failure in read.failures)


def test_every_beginning_of_a_report_is_survived():
    whole = reports.exchange(reports.ours())
    for end in range(0, len(whole), 7):
        report.read(whole[:end])


@pytest.mark.parametrize(
    ("status", "permanent"),
    [("5.1.1", True), ("5.2.2", True), ("5.0.0", True), ("4.2.2", False), ("5.7.26", False), ("5.6.0", False)],
)
def test_only_what_is_for_good_and_about_the_address_is_enough_at_once(status, permanent):
    assert is_permanent(status) is permanent


def refused(code, words):
    return SMTPRecipientsRefused({ANNA: (code, words)})


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (refused(550, b"5.1.1 No such user"), "5.1.1"),
        (refused(550, b"No such user"), "5.0.0"),
        (refused(552, b"5.2.2 Mailbox full"), "5.2.2"),
        (SMTPDataError(550, b"5.1.1 No such user"), "5.1.1"),
        # Worth another attempt: busy, not yet, our own fault, or nothing is said about the address.
        (refused(450, b"4.2.0 Greylisted"), None),
        (refused(554, b"5.7.1 Relay access denied"), None),
        (refused(554, b"Transaction failed"), None),
        (SMTPDataError(554, b"5.7.1 Spam"), None),
        (SMTPDataError(550, b"5.4.1 Rejected"), None),
        (SMTPDataError(451, b"4.3.0 Try again"), None),
        (SMTPSenderRefused(530, b"5.7.0 Authentication required", "portal@testserver"), None),
        (SMTPServerDisconnected("gone"), None),
    ],
)
def test_a_server_that_refuses_at_once(problem, status):
    found = refusal(problem)
    assert (found.status if found else None) == status


def test_a_message_id_tells_whom_the_letter_went_to_and_nothing_else(settings):
    made = reports.ours()
    assert message_ids.address_of(made, ["ben@example.org", "Anna@Example.org"]) == "Anna@Example.org"
    assert message_ids.address_of(made, ["ben@example.org"]) is None
    assert message_ids.address_of(made.replace("@testserver", "@elsewhere.example"), [ANNA]) is None
    assert message_ids.address_of(reports.ours(number=2)[:22] + made[22:], [ANNA]) is None
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key" * 8
    assert message_ids.address_of(made, [ANNA]) == ANNA
    settings.SECRET_KEY_FALLBACKS = []
    assert message_ids.address_of(made, [ANNA]) is None

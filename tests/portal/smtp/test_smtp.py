"""Letters over a real line: what arrives, and what becomes of a letter while the server is down, busy or says no."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal import mail, message_ids
from portal.accounts import notices
from portal.background import execution, leases, outbox
from portal.background.models import TaskState
from portal.notifications.models import UndeliverableAddress
from tests.factories import UserFactory
from tests.portal.smtp.server import post_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "portal@portal.example.org"
    with post_office() as office:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(office.port)
        yield office


@pytest.fixture
def moves_on(monkeypatch):
    """Return a function: so much time passes for the queue and its workers."""
    passed, real = [timedelta()], timezone.now
    monkeypatch.setattr("django.utils.timezone.now", lambda: real() + sum(passed, timedelta()))
    return passed.append


@pytest.fixture
def people():
    return [UserFactory(name=f"Person {number}", email=f"p{number}@example.org") for number in range(5)]


def promise(people):
    for person in people:
        notices.second_factor_reset(person)
    outbox.move()


def work():
    """Let a worker do what is due now, as it does it; return how many tasks it took."""
    taken = 0
    while task := leases.claim("test", ("default",)):
        execution.run(task)
        taken += 1
    return taken


def states():
    return sorted(leases.tasks().values_list("state", flat=True))


def test_a_letter_arrives_whole(office):
    anna = UserFactory(name="آنا", email="anna@example.org", language="ar")
    promise([anna])
    assert work() == 1
    (letter,) = office.arrived
    assert (letter.sender, letter.recipients) == ("portal@portal.example.org", ("anna@example.org",))
    message = letter.message
    assert message["From"].addresses[0].domain == "portal.example.org" and message["To"] == "anna@example.org"
    assert (message["Content-Language"], message["Auto-Submitted"]) == ("ar", "auto-generated")
    assert message_ids.address_of(letter.message_id, ["anna@example.org"]) == "anna@example.org"
    assert message["Date"] and not message.defects
    assert f"\r\nMessage-ID: {letter.message_id}\r\n".encode() in letter.raw  # on one line
    assert message.get_content_type() == "multipart/alternative"
    text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert '<html lang="ar" dir="rtl">' in html
    assert '<a dir="ltr" href="http://testserver/ar/"' in html  # else its last stroke would stand before it
    assert "آنا" in text and "آنا" in html and str(message["Subject"]).strip() in html
    assert any("\u0600" <= character <= "\u06ff" for character in str(message["Subject"]))
    assert b"\r\n" in letter.raw and max(map(len, letter.raw.split(b"\r\n"))) <= 998


def test_while_the_server_is_down_nothing_is_lost_and_it_is_asked_less_and_less(office, people, moves_on):
    promise(people)
    office.closes()
    waits = []
    for _attempt in range(5):
        assert work() == len(people)
        assert states() == [TaskState.WAITING] * len(people)
        assert work() == 0  # not before its time
        soon = leases.tasks().order_by("-run_after").first()
        waits.append((soon.run_after - timezone.now()).total_seconds())
        moves_on(timedelta(seconds=waits[-1] + 1))
    # Ten seconds, twenty, … each give or take a quarter.
    assert [round(wait / 10 / 2**place) for place, wait in enumerate(waits)] == [1] * 5
    office.opens()
    assert work() == len(people)
    assert states() == [TaskState.DONE] * len(people)
    assert sorted(office.recipients()) == sorted(person.email for person in people)


def test_a_server_that_is_busy_is_asked_again_for_that_letter_alone(office, people, moves_on):
    office.answers = {people[0].email: "450 4.2.0 Greylisted, come back in a minute"}
    office.to_text = {people[1].email: "452 4.3.1 Insufficient system storage"}
    promise(people)
    work()
    assert sorted(office.recipients()) == [person.email for person in people[2:]]
    assert states() == [TaskState.DONE] * 3 + [TaskState.WAITING] * 2
    office.answers.clear()
    office.to_text.clear()
    moves_on(timedelta(minutes=1))
    assert work() == 2
    assert sorted(office.recipients()) == [person.email for person in people]
    assert not UndeliverableAddress.objects.exists()


@pytest.mark.parametrize("answer", ["550 5.1.1 No such user here", "550 Unknown user", "552 5.2.2 Mailbox full"])
def test_an_address_that_is_refused_for_good_is_marked_and_not_tried_for_days(office, people, moves_on, answer):
    refused = people[0].email
    office.answers = {refused: answer}
    promise(people)
    work()
    assert states() == [TaskState.DONE] * len(people)
    assert sorted(office.recipients()) == [person.email for person in people[1:]]
    row = mail.undeliverable(refused)
    assert answer.split(" ", 1)[0] in row.diagnostic and row.count == 1
    moves_on(timedelta(days=3))
    assert work() == 0
    assert office.asked.count(refused) == 1
    assert UndeliverableAddress.objects.count() == 1


def test_a_server_that_refuses_us_marks_nobody(office, people, moves_on):
    """Our own fault, such as a password that has ended: it is tried again and stands among the failed tasks at last."""
    office.answers = {person.email: "554 5.7.1 Relay access denied" for person in people}
    promise(people)
    for _attempt in range(leases.MAX_ATTEMPTS):
        assert work() == len(people)
        moves_on(leases.LONGEST_DELAY * 2)
    assert states() == [TaskState.FAILED] * len(people)
    assert not UndeliverableAddress.objects.exists()


def test_the_note_stands_before_the_server_is_taken_leave_of(office, people, monkeypatch):
    """Whoever dies while saying goodbye has noted the letter, and it is not sent again."""

    def dies(backend):
        backend.connection.close()
        raise OSError("killed")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.smtp.EmailBackend.close", dies)
        promise(people[:1])
        work()
    leases.tasks().update(run_after=timezone.now())
    assert work() == 1
    assert len(office.arrived) == 1 and states() == [TaskState.DONE]

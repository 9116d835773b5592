"""The mailbox for letters that come back: read over TLS, each letter once, and nothing taken away."""

import importlib
import ssl

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import mail
from portal.background import schedule
from portal.notifications.bounces import mailbox, tasks
from portal.notifications.bounces.mailbox import ImapMailbox, MailboxFailed, read_reports
from portal.settings import base
from tests.portal.notifications import reports
from tests.portal.notifications.imap_server import serving

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(tmp_path):
    letters = [
        reports.out_of_office(),
        reports.postfix(reports.ours()),
        reports.qmail(),
        reports.exchange(reports.ours("ben@example.org"), to="ben@example.org"),
        reports.postfix("<x@elsewhere.example>"),
    ]
    with serving(tmp_path, letters) as server:
        yield server


def read(server):
    with ImapMailbox(server.url, server.client_context) as box:
        return read_reports(box)


def test_reports_are_taken_and_the_rest_is_left_where_it_is(server):
    assert read(server) == {"not_understood": 2, "marked": 2, "foreign": 1}
    assert mail.is_undeliverable("anna@example.org") and mail.is_undeliverable("ben@example.org")
    assert server.read == {1, 2, 3, 4, 5} and len(server.letters) == 5
    assert read(server) == {}
    assert server.said[-1].startswith("LOGOUT")


def test_who_dies_before_a_letter_is_marked_read_reads_it_again(server, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(ImapMailbox, "mark_read", lambda box, name: 1 / int(name != "2"))
        with pytest.raises(ZeroDivisionError):
            read(server)
    assert server.read == set() and mail.is_undeliverable("anna@example.org")
    assert read(server) == {"not_understood": 2, "known": 1, "marked": 1, "foreign": 1}


def test_a_huge_letter_is_read_in_part(server, monkeypatch):
    monkeypatch.setattr(mailbox, "LONGEST", 1500)
    server.letters[:] = [reports.postfix(reports.ours()) + b"x" * 100_000]
    assert read(server) == {"marked": 1}


def test_a_turn_ends_after_so_many_letters(server, monkeypatch):
    monkeypatch.setattr(mailbox, "MOST", 2)
    assert [sum(read(server).values()) for _turn in range(4)] == [2, 2, 1, 0]


def test_a_wrong_password_and_a_missing_mailbox_are_told_without_our_secret(server):
    server.password = '"another"'
    with pytest.raises(MailboxFailed, match="login") as problem:
        read(server)
    assert "p@ss" not in str(problem.value)
    server.password, server.url = '"p@ss:word"', server.url + "/Elsewhere"
    with pytest.raises(MailboxFailed, match="select"):
        read(server)


def test_a_server_that_is_not_whom_it_says_gets_no_password(server):
    with pytest.raises(ssl.SSLError), ImapMailbox(server.url):
        pass
    assert not any(words.startswith("LOGIN") for words in server.said)


def test_the_clock_reads_it_every_hour_where_one_is_set(server, settings, monkeypatch, run_tasks):
    assert [job.hour for job in schedule.JOBS if job.task == tasks.read_mailbox.module_path] == [None]
    assert tasks.read_mailbox.call() == {}
    settings.BOUNCE_MAILBOX_URL = server.url
    monkeypatch.setattr(ssl, "create_default_context", lambda: server.client_context)
    assert tasks.read_mailbox.call()["marked"] == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOUNCE_MAILBOX_URL", "imap://portal:secret@mail.example.org/INBOX"),
        ("BOUNCE_MAILBOX_URL", "imaps://mail.example.org"),
        ("BOUNCE_MAILBOX_URL", "imaps://portal@example.org:secret@mail.example.org"),
        ("BOUNCE_HOOK_SECRET", "secret"),
    ],
)
def test_a_mistake_in_the_settings_stops_the_start_with_a_sentence(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name) as problem:
        importlib.reload(base)
    assert "secret" not in str(problem.value).replace("BOUNCE_HOOK_SECRET", "")

"""A letter speaks the language of who receives it, says the same twice, and leaves once."""

from smtplib import SMTPException

import pytest
from django.core import mail as sent
from django.template import engines
from django.template.loader import get_template

from portal import mail
from portal.background import outbox
from portal.background.models import QueuedTask, TaskState
from tests.portal.background import work

LETTER = """{% extends "mail/letter.html" %}{% load i18n %}
{% block subject %}{{ who }}
 & colleagues{% endblock %}
{% block content %}<p>{% translate "Yes" %}, {{ who }}.</p><ul><li>One</li><li>Two</li></ul>
<p>{% include "mail/button.html" with url="https://x.example/a?b=1&c=2" label="Open it" only %}</p>{% endblock %}"""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_letter(monkeypatch):
    """Give ``mail/test/letter.html`` without a file of that name."""
    template = engines["django"].from_string(LETTER)
    monkeypatch.setattr(mail, "render_to_string", lambda name, context: _render(name, context, template))


def _render(name, context, template):
    return template.render(context) if name == "mail/test/letter.html" else get_template(name).render(context)


def letter(**changes):
    given = {"template": "test/letter", "to": "anna@example.org", "language": "en", "context": {"who": "Anna"}}
    return mail.write(**given | changes)


@pytest.mark.parametrize(
    ("language", "lang", "direction", "word"),
    [("fr", "fr", "ltr", "Oui"), ("ar", "ar", "rtl", "نعم"), ("zh-hans", "zh-Hans", "ltr", "是")],
)
def test_it_is_written_in_the_recipients_language(language, lang, direction, word):
    message = letter(language=language)
    html = message.alternatives[0].content
    assert f'<html lang="{lang}" dir="{direction}">' in html
    assert word in message.body and word in html
    assert message.extra_headers["Content-Language"] == lang


def test_text_and_html_say_the_same():
    body = letter().body
    assert "Yes, Anna." in body
    assert "– One\n– Two" in body
    assert "Open it: https://x.example/a?b=1&c=2" in body
    assert "<" not in body


def test_the_subject_is_one_line_whatever_the_name_holds():
    assert letter(context={"who": "Anna\r\nBcc: all@example.org\u202e"}).subject == (
        "Anna Bcc: all@example.org & colleagues"
    )


def test_markup_in_a_name_stays_text():
    message = letter(context={"who": "<b>Anna</b>"})
    assert "&lt;b&gt;Anna" in message.alternatives[0].content
    assert "<b>Anna</b>" in message.body


@pytest.mark.parametrize(
    "changes",
    [
        {"to": "anna@example.org\nBcc: all@example.org"},
        {"to": "anna@example.org, all@example.org"},
        {"to": "Anna <anna@example.org>"},
        {"headers": {"Reply-To": "x@example.org\r\nBcc: all@example.org"}},
        {"headers": {"X-A\nBcc": "all@example.org"}},
    ],
)
def test_nobody_adds_a_recipient_by_a_line_break(changes):
    with pytest.raises(mail.NotAnAddress):
        letter(**changes)


def test_a_key_sends_once():
    for _time in range(2):
        mail.send("test/letter", "anna@example.org", "en", {"who": "Anna"}, key="welcome")
    assert [message.to for message in sent.outbox] == [["anna@example.org"]]


def test_each_person_gets_their_own():
    for name in ("anna", "ben"):
        mail.send("test/letter", f"{name}@example.org", "en", {"who": name}, key="welcome")
    assert [message.to for message in sent.outbox] == [["anna@example.org"], ["ben@example.org"]]
    assert len({message.extra_headers["Message-ID"] for message in sent.outbox}) == 2


def test_the_mail_server_is_down_and_nothing_is_lost(run_tasks, monkeypatch):
    """Three letters; the third fails. The next attempt sends that one and no other again."""
    monkeypatch.setattr(work, "letters", ["anna", "ben", "carl"], raising=False)
    real, down = sent.EmailMultiAlternatives.send, {"carl@example.org"}

    def send(message, fail_silently=False):
        if message.to[0] in down:
            raise SMTPException("connection refused")
        return real(message, fail_silently)

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", send)
    outbox.add(work.write_letters)
    run_tasks(failing=True)
    assert QueuedTask.objects.get().state == TaskState.WAITING
    down.clear()
    run_tasks(later=True)
    assert QueuedTask.objects.get().state == TaskState.DONE
    assert [message.to[0].split("@")[0] for message in sent.outbox] == ["anna", "ben", "carl"]

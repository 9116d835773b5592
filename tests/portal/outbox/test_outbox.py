"""In development mails and codes are read on a page; production has neither."""

import json

import pytest
from allauth.mfa.totp.internal.auth import validate_totp_code
from django.core.mail import EmailMultiAlternatives, get_connection

from portal.outbox import codes, folder

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.VAR = tmp_path


def send(subject="Bienvenue", to="anna@example.org", number="1", html="<p>Bonjour</p>"):
    message = EmailMultiAlternatives(
        subject,
        "Bonjour\nhttps://portal.example.org/fr/?a=1",
        "portal@example.org",
        [to],
        headers={"Message-ID": f"<{number}@example.org>", "Content-Language": "fr"},
        connection=get_connection("portal.outbox.folder.FolderBackend"),
    )
    message.attach_alternative(html, "text/html")
    message.send()


def test_the_newest_mail_stands_first(client):
    send("Eins", number="1")
    send("Zwei", number="2")
    response = client.get("/outbox/")
    assert [letter.subject for letter in response.context["letters"]] == ["Zwei", "Eins"]
    assert "no-store" in response["Cache-Control"]


def test_a_mail_sent_twice_is_one_mail():
    send("first")
    send("second")
    assert len(folder.newest()) == 1


def test_a_half_written_mail_is_not_seen(client, settings):
    send()
    (settings.MAIL_FOLDER / "20260101T000000000000-x.eml.part").write_text("half")
    assert len(client.get("/outbox/").context["letters"]) == 1


def test_a_mail_shows_its_text_with_links_and_its_html_in_a_frame(client):
    send()
    name = folder.newest()[0].stem
    page = client.get(f"/outbox/{name}/").content.decode()
    assert 'href="https://portal.example.org/fr/?a=1"' in page
    assert '<iframe class="letter-frame" sandbox' in page
    assert "<p>Bonjour</p>" not in page


def test_a_mails_html_may_do_nothing(client):
    send(html="<script>alert(1)</script>")
    response = client.get(f"/outbox/{folder.newest()[0].stem}/html/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy and "script-src" not in policy


@pytest.mark.parametrize("name", ["no-such-mail", "..", "%2e%2e%2fsign-ins"])
def test_an_unknown_mail_is_not_found(client, name):
    assert client.get(f"/outbox/{name}/", follow=True).status_code == 404


def test_an_empty_outbox_says_what_will_be_here(client):
    assert "No mail has been sent yet" in client.get("/outbox/").content.decode()


def test_the_codes_open_the_second_factor(client, settings):
    row = {"role": "administrator", "name": "Rita", "email": "rita@x.example", "password": "p", "language": "en"}
    (settings.VAR / "sign-ins.json").write_text(json.dumps([{**row, "totp_secret": SECRET}, row]))
    page = client.get("/outbox/").content.decode()
    code = codes.sign_ins()[0].code
    assert code in page
    assert validate_totp_code(SECRET, codes.code_for(SECRET))
    assert codes.sign_ins()[1].code == ""


def test_it_is_closed_when_this_is_not_development(client, settings):
    send()
    settings.DEVELOPMENT = False
    assert client.get("/outbox/", follow=True).status_code == 404
    assert client.get(f"/outbox/{folder.newest()[0].stem}/", follow=True).status_code == 404

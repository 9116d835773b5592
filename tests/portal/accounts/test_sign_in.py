import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from portal.accounts import actions
from portal.accounts.models import User

PASSWORD = "correct horse battery"

pytestmark = pytest.mark.usefixtures("fresh_limits")


@pytest.fixture
def lea(db):
    return actions.create_account(
        email="lea@example.org", name="Léa", language="fr", time_zone="Africa/Dakar", password=PASSWORD
    )


def sign_in(client, email, password, **headers):
    return client.post("/en/account/login/", {"login": email, "password": password}, **headers)


def letter(mailoutbox, run_tasks):
    run_tasks()
    return mailoutbox[-1]


def test_a_password_opens_the_account_in_its_own_language(client, lea):
    answer = sign_in(client, "Lea@Example.org", PASSWORD)
    assert (answer.status_code, answer["Location"]) == (302, "/fr/my/")


def test_a_code_by_mail_opens_the_account(client, lea, mailoutbox, run_tasks):
    client.post("/en/account/login/code/", {"email": lea.email})
    code = re.search(r"^[A-Z0-9-]{6,}$", letter(mailoutbox, run_tasks).body, re.M)[0]
    answer = client.post("/en/account/login/code/confirm/", {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, "/fr/my/")


def test_the_letter_with_the_code_is_in_the_readers_language(client, lea, mailoutbox, run_tasks):
    client.post("/en/account/login/code/", {"email": lea.email})
    message = letter(mailoutbox, run_tasks)
    assert (message.to, message.extra_headers["Content-Language"]) == ([lea.email], "fr")


def test_the_code_is_not_readable_in_the_queue(client, lea, mailoutbox, run_tasks):
    from portal.background.models import OutboxRow, QueuedTask

    client.post("/en/account/login/code/", {"email": lea.email})
    waiting = [
        *OutboxRow.objects.values_list("arguments", flat=True),
        *QueuedTask.objects.values_list("arguments", flat=True),
    ]
    code = re.search(r"^[A-Z0-9-]{6,}$", letter(mailoutbox, run_tasks).body, re.M)[0]
    assert len(waiting) == 1
    assert code not in str(waiting)
    assert lea.email not in str(waiting)


def test_a_mail_server_that_is_down_does_not_stop_the_page(client, lea, settings):
    settings.EMAIL_BACKEND = "no.such.backend"
    assert client.post("/en/account/login/code/", {"email": lea.email}).status_code == 302


def test_nobody_signs_up_alone(client, db):
    answer = client.get("/en/account/signup/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/account/request/")
    assert client.post("/en/account/signup/", {"email": "x@example.org"}).status_code in (302, 405)
    assert not User.objects.exists()


def test_a_closed_account_does_not_open(client, lea):
    User.objects.filter(pk=lea.pk).update(is_active=False)
    assert sign_in(client, lea.email, PASSWORD).status_code in (200, 302)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("path", "field"), [("login/code/", "email"), ("password/reset/", "email"), ("login/", "login")]
)
def test_no_page_tells_whether_an_address_has_an_account(lea, path, field, mailoutbox, run_tasks):
    answers = []
    for email in (lea.email, "nobody@example.org"):
        client = Client()
        values = {field: email, "password": "a wrong password"} if field == "login" else {field: email}
        first = client.post(f"/en/account/{path}", values)
        second = client.get(first["Location"]) if first.status_code == 302 else first
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", second.content.decode()).replace(email, "ADDRESS")
        answers.append((first.status_code, first.get("Location"), re.sub(r"csrf\S+|X-CSRFToken\S+ \S+", "", text)))
    assert answers[0] == answers[1]
    run_tasks()
    # One letter to each, or none to either: the time that a page takes tells nothing.
    assert len({message.to[0] for message in mailoutbox}) in (0, 2)


def test_a_password_reset_ends_the_other_sessions(client, lea, client_of, mailoutbox, run_tasks):
    elsewhere = client_of(lea)
    client.post("/en/account/password/reset/", {"email": lea.email})
    link = re.search(r"https?://\S+/password/reset/key/\S+", letter(mailoutbox, run_tasks).body)[0]
    page = client.get(link, follow=True)
    path = page.redirect_chain[-1][0]
    new = "another long enough one"
    client.post(path, {"password1": new, "password2": new})
    assert elsewhere.get(reverse("accounts:profile")).status_code == 302
    assert sign_in(Client(), lea.email, new).status_code == 302


def test_a_new_address_is_used_once_its_code_is_typed(lea, client_of, mailoutbox, run_tasks):
    client = client_of(lea)
    with_password = client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    assert with_password.status_code == 302
    client.post("/en/account/email/", {"action_add": "1", "email": "lea.new@example.org"})
    run_tasks()
    lea.refresh_from_db()
    assert lea.email == "lea@example.org"
    message = next(message for message in mailoutbox if message.to == ["lea.new@example.org"])
    code = re.search(r"^[A-Z0-9-]{6,}$", message.body, re.M)[0]
    client.post("/en/account/confirm-email/", {"code": code})
    lea.refresh_from_db()
    assert lea.email == "lea.new@example.org"
    assert list(EmailAddress.objects.filter(user=lea).values_list("email", "verified")) == [(lea.email, True)]


def asks_for_the_address(lea, email):
    """Léa, at a browser of her own, wants to use this address from now on."""
    client = Client()
    sign_in(client, lea.email, PASSWORD)
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    return client, client.post("/en/account/email/", {"action_add": "1", "email": email})


def test_a_change_of_address_does_not_tell_whether_it_has_an_account(lea, mailoutbox, run_tasks):
    """The pages are the same, wrong code included, and whoever reads at the address gets a letter."""
    actions.create_account(email="carl@example.org", name="Carl", language="fr", password=PASSWORD)
    addresses, answers = ["carl@example.org", "nobody@example.org"], []
    for email in addresses:
        client, first = asks_for_the_address(lea, email)
        lea.notices.all().delete()  # of the second browser she is told, and every page counts it
        pages = [
            client.get("/en/account/confirm-email/"),
            client.get("/en/account/email/"),
            client.post("/en/account/confirm-email/", {"code": "AAAA-AAAA"}),
        ]
        texts = [re.sub(r'name="csrf\w+" value="\w+"|"X-CSRFToken": "\w+"', "", it.content.decode()) for it in pages]
        codes = [first.status_code, *(page.status_code for page in pages)]
        answers.append((codes, first["Location"], [text.replace(email, "ADDRESS") for text in texts]))
    assert answers[0] == answers[1]
    assert answers[0][:2] == ([302, 200, 200, 200], "/en/account/confirm-email/")
    run_tasks()
    asked = [message.to for message in mailoutbox if message.to != [lea.email]]  # she is told of her second browser
    assert asked == [[email] for email in addresses]


def test_an_address_that_has_an_account_stays_its_owner_s_even_with_the_code(lea, mailoutbox, run_tasks):
    carl = actions.create_account(email="carl@example.org", name="Carl", language="en", password=PASSWORD)
    client, _page = asks_for_the_address(lea, carl.email)
    code = re.search(r"^[A-Z0-9-]{6,}$", letter(mailoutbox, run_tasks).body, re.M)[0]
    assert client.post("/en/account/confirm-email/", {"code": code}).status_code == 200
    assert dict(EmailAddress.objects.values_list("email", "user__name")) == {lea.email: "Léa", carl.email: "Carl"}
    assert set(User.objects.values_list("email", flat=True)) == {lea.email, carl.email}


def test_colleagues_behind_one_address_do_not_lock_each_other_out(lea, db):
    """Twenty colleagues mistype their passwords, four times each; Léa still signs in."""
    for number in range(20):
        for _time in range(4):
            sign_in(Client(), f"colleague-{number}@example.org", "a wrong password", REMOTE_ADDR="192.0.2.1")
    assert sign_in(Client(), lea.email, PASSWORD, REMOTE_ADDR="192.0.2.1").status_code == 302


def test_who_guesses_from_elsewhere_does_not_lock_the_owner_out(lea):
    for _time in range(8):
        answer = sign_in(Client(), lea.email, "a wrong password", REMOTE_ADDR="198.51.100.7")
    assert b"too many attempts" in answer.content
    assert sign_in(Client(), lea.email, PASSWORD, REMOTE_ADDR="198.51.100.7").status_code == 200
    assert sign_in(Client(), lea.email, PASSWORD, REMOTE_ADDR="192.0.2.1").status_code == 302


def test_many_machines_together_try_a_hundred_passwords_an_hour(lea, mailoutbox, run_tasks):
    for number in range(100):
        sign_in(Client(), lea.email, "a wrong password", REMOTE_ADDR=f"198.51.{number}.7")
    assert sign_in(Client(), lea.email, PASSWORD, REMOTE_ADDR="192.0.2.1").status_code == 200
    # The e-mailed code still opens the account.
    client = Client()
    client.post("/en/account/login/code/", {"email": lea.email})
    code = re.search(r"^[A-Z0-9-]{6,}$", letter(mailoutbox, run_tasks).body, re.M)[0]
    assert client.post("/en/account/login/code/confirm/", {"code": code}).status_code == 302


def test_too_many_tries_from_one_address_meet_a_page_that_says_so(lea, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "2/m/ip"}
    for _time in range(3):
        answer = sign_in(Client(), lea.email, PASSWORD)
    assert answer.status_code == 429
    assert b"Too many tries" in answer.content


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
@pytest.mark.parametrize("path", ["login/", "login/code/", "password/reset/", "request/", "request/sent/"])
def test_the_pages_before_sign_in_open_for_everybody(client, db, language, path):
    answer = client.get(f"/{language}/account/{path}")
    assert answer.status_code == 200
    assert 'style="' not in answer.content.decode()
    assert "UNDEFINED(" not in answer.content.decode()


def sure_of_herself(client):
    assert client.post("/en/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return client


def test_a_new_address_that_waits_shows_the_way_to_its_code_and_the_way_back(lea, client_of):
    client = sure_of_herself(client_of(lea))
    client.post("/en/account/email/", {"action_add": "1", "email": "lea.new@example.org"})
    page = client.get("/en/account/email/").content.decode()
    assert "lea.new@example.org" in page
    assert 'href="/en/account/confirm-email/"' in page
    assert client.post("/en/account/email/", {"action_keep": "1"})["Location"] == "/en/account/email/"
    assert "lea.new@example.org" not in client.get("/en/account/email/").content.decode()
    # The code that was sent opens nothing any more.
    assert client.get("/en/account/confirm-email/")["Location"] == "/en/account/email/"


@pytest.mark.parametrize(
    ("begin", "entered", "page"),
    [
        ("/en/account/login/code/", {"email": "lea@example.org"}, "/en/account/login/code/confirm/"),
        (
            "/en/account/email/",
            {"action_add": "1", "email": "lea.new@example.org"},
            "/en/account/confirm-email/",
        ),
    ],
)
def test_another_code_is_sent_and_only_the_last_one_is_good(
    lea, client, client_of, mailoutbox, run_tasks, begin, entered, page
):
    if "action_add" in entered:
        client = sure_of_herself(client_of(lea))
    client.post(begin, entered)
    assert b"Send another code" in client.get(page).content
    assert client.post(page, {"action": "resend"}).status_code == 302
    run_tasks()
    letters = [message for message in mailoutbox if message.to == [entered["email"]]]
    first, second = (re.search(r"^[A-Z0-9-]{6,}$", message.body, re.M)[0] for message in letters)
    assert client.post(page, {"code": first}).status_code == 200
    assert client.post(page, {"code": second}).status_code == 302


def test_asking_for_another_code_has_an_end(lea, client):
    page = "/en/account/login/code/confirm/"
    client.post("/en/account/login/code/", {"email": lea.email})
    for _time in range(3):
        client.post(page, {"action": "resend"})
    assert b"Send another code" not in client.get(page).content


@pytest.mark.parametrize(
    ("path", "extra"), [("login/code/", {}), ("password/reset/", {}), ("email/", {"action_add": "1"})]
)
def test_who_asks_too_often_reads_it_at_the_field_with_what_was_typed(lea, client_of, path, extra):
    signed_in = sure_of_herself(client_of(lea))
    for _time in range(6):
        client = signed_in if extra else Client()
        answer = client.post(f"/en/account/{path}", {"email": "lea.new@example.org", **extra})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "There were too many attempts. Wait a few minutes and try again." in page
    assert 'value="lea.new@example.org"' in page


def test_whoever_may_not_open_the_desk_lands_on_the_own_page_and_is_told(client, lea):
    client.force_login(lea)
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == "/fr/my/"
    assert answer.status_code == 200


def test_somebody_who_signs_in_at_the_desk_without_a_place_there_lands_on_the_own_page(client, lea):
    client.post("/en/account/login/?next=/admin/", {"login": lea.email, "password": PASSWORD})
    assert client.get("/en/account/login/?next=/admin/")["Location"] == "/fr/my/"

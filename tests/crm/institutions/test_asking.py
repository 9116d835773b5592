import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from crm.institutions import actions
from crm.institutions.enums import PortalRole, RequestState
from crm.institutions.links import request_secret
from crm.institutions.models import AccountRequest, Affiliation
from portal.accounts.models import User

READER = PortalRole.READER

pytestmark = pytest.mark.usefixtures("fresh_limits")


def entries(fund, **changes):
    return {
        "name": "Léa Mendy",
        "email": "lea@example.org",
        "institution": str(fund.uuid),
        "institution_as_written": "",
        "position": "",
        "message": "",
        "language": "fr",
        "website": "",
    } | changes


def ask(fund, client=None, **changes):
    return (client or Client()).post("/en/account/request/", entries(fund, **changes))


def confirmed(fund, **changes):
    ask(fund, **changes)
    request = AccountRequest.objects.latest("pk")
    actions.confirm_account_request(request)
    request.refresh_from_db()
    return request


def test_whoever_asks_is_asked_to_prove_the_address(fund, run_tasks, mailoutbox):
    assert ask(fund)["Location"] == "/en/account/request/sent/"
    run_tasks()
    request = AccountRequest.objects.get()
    assert request.confirmed_at is None
    assert (mailoutbox[0].to, mailoutbox[0].extra_headers["Content-Language"]) == (["lea@example.org"], "fr")
    assert f"/fr/account/request/{request_secret(request)}/" in mailoutbox[0].body


def test_nobody_decides_before_the_address_is_proved(fund, anna):
    ask(fund)
    assert not AccountRequest.objects.waiting().exists()
    with pytest.raises(actions.RequestClosed):
        actions.accept_account_request(AccountRequest.objects.get(), roles={READER}, by=anna)


def test_pages_and_letters_are_the_same_for_a_known_address(fund, carl, run_tasks, mailoutbox, promised):
    """Page, redirect, row and task are alike; only the letter, which its owner alone reads, differs."""
    answers = []
    for email in (carl.email, "nobody@example.org"):
        client = Client()
        first = ask(fund, client, email=email)
        second = client.get(first["Location"]).content.decode()
        answers.append((first.status_code, first["Location"], re.sub(r"csrf\w+\S+|value=\"\w{64}\"", "", second)))
    assert answers[0] == answers[1]
    assert len(set(promised())) == 1
    run_tasks()
    assert [message.to for message in mailoutbox] == [[carl.email], ["nobody@example.org"]]
    assert mailoutbox[0].subject == mailoutbox[1].subject


def test_asking_costs_the_same_for_a_known_address(fund, carl):
    counts = []
    for email in (carl.email, "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            ask(fund, email=email)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_machine_that_fills_every_field_gets_the_same_page_and_nothing_happens(fund):
    assert ask(fund, website="https://spam.example").status_code == 302
    assert not AccountRequest.objects.exists()


def test_a_mailbox_is_not_flooded(fund):
    for _time in range(6):
        assert ask(fund)["Location"] == "/en/account/request/sent/"
    assert AccountRequest.objects.count() == 3


def test_an_institution_behind_one_address_is_not_locked_out(fund):
    for number in range(40):
        assert ask(fund, email=f"colleague-{number}@example.org").status_code == 302


def test_too_many_from_one_address_meet_a_page_that_says_so(fund, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"account_request": "1/h/ip"}
    ask(fund)
    assert ask(fund, email="b@example.org").status_code == 429


def test_a_mail_filter_that_opens_links_confirms_nothing(fund):
    ask(fund)
    request = AccountRequest.objects.get()
    path = f"/fr/account/request/{request_secret(request)}/"
    assert Client().get(path).status_code == 200
    request.refresh_from_db()
    assert request.confirmed_at is None
    assert Client().post(path).status_code == 302
    request.refresh_from_db()
    assert request.confirmed_at is not None


def test_the_coordinator_hears_of_it_in_her_language(fund, anna, run_tasks, mailoutbox):
    User.objects.filter(pk=anna.pk).update(language="ar")
    confirmed(fund)
    run_tasks()
    message = next(message for message in mailoutbox if message.to == [anna.email])
    assert message.extra_headers["Content-Language"] == "ar"


def test_accepted_the_asker_gets_a_link_and_is_in(fund, anna, run_tasks, mailoutbox):
    request = confirmed(fund)
    actions.accept_account_request(request, roles={READER}, by=anna)
    run_tasks()
    message = mailoutbox[-1]
    assert (message.to, message.extra_headers["Content-Language"]) == (["lea@example.org"], "fr")
    link = re.search(r"http://testserver(/\S+invitation\S+)", message.body)[1]
    Client().post(link, {"name": "Léa", "language": "fr", "time_zone": "UTC", "password": ""})
    assert Affiliation.objects.opening(User.objects.get(email="lea@example.org"), READER).exists()


def test_declined_the_asker_reads_the_reason(fund, anna, run_tasks, mailoutbox):
    actions.decline_account_request(confirmed(fund), reason="Nobody here knows you.", by=anna)
    run_tasks()
    assert "Nobody here knows you." in mailoutbox[-1].body
    assert AccountRequest.objects.get().state == RequestState.DECLINED


def test_a_request_is_decided_once(fund, anna, rita):
    request = confirmed(fund)
    actions.decline_account_request(request, reason="No.", by=anna)
    with pytest.raises(actions.RequestClosed):
        actions.accept_account_request(request, roles={READER}, by=rita)


def test_an_open_mail_domain_lets_in_as_reader_once_the_address_is_proved(fund, anna, staff):
    domain = actions.add_mail_domain(fund, domain="example.org", by=anna)
    actions.verify_mail_domain(domain, by=staff("service_desk"))
    actions.open_mail_domain(domain, by=anna)
    ask(fund)
    request = AccountRequest.objects.get()
    answer = Client().post(f"/fr/account/request/{request_secret(request)}/")
    client = Client()
    client.post(answer["Location"], {"name": "Léa", "language": "fr", "time_zone": "UTC", "password": ""})
    lea = User.objects.get(email="lea@example.org")
    assert set(Affiliation.objects.opening(lea).get().roles.values_list("role", flat=True)) == {READER}


@pytest.mark.parametrize("step", ["named", "verified", "of another institution"])
def test_a_mail_domain_lets_nobody_in_before_it_is_open(fund, elsewhere, anna, staff, step):
    domain = actions.add_mail_domain(elsewhere if "another" in step else fund, domain="example.org", by=anna)
    if step != "named":
        actions.verify_mail_domain(domain, by=staff("service_desk"))
    if "another" in step:
        actions.open_mail_domain(domain, by=anna)
    assert confirmed(fund).state == RequestState.NEW


def test_a_subdomain_is_another_domain(fund, anna, staff):
    domain = actions.add_mail_domain(fund, domain="example.org", by=anna)
    actions.verify_mail_domain(domain, by=staff("service_desk"))
    actions.open_mail_domain(domain, by=anna)
    assert confirmed(fund, email="eve@evil.example.org").state == RequestState.NEW


def test_a_domain_is_verified_for_one_institution(fund, elsewhere, anna, staff):
    actions.verify_mail_domain(actions.add_mail_domain(fund, domain="x.example", by=anna), by=staff("service_desk"))
    other = actions.add_mail_domain(elsewhere, domain="x.example", by=anna)
    with pytest.raises(actions.DomainTaken):
        actions.verify_mail_domain(other, by=staff("service_desk"))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"email": "no address"}, "email"),
        ({"institution": ""}, "institution"),
        ({"institution": "00000000-0000-0000-0000-000000000000"}, "institution"),
        ({"message": "x" * 2001}, "message"),
        ({"language": "xx"}, "language"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(fund, changes, field):
    answer = ask(fund, **changes)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not AccountRequest.objects.exists()


def test_what_people_write_is_kept_without_control_characters(fund):
    ask(fund, name="Le\u202ea", message="=1+1 <b>\x07")
    request = AccountRequest.objects.get()
    assert (request.name, request.message) == ("Lea", "=1+1 <b>")


def test_of_two_fields_one_is_needed_so_neither_may_stay_empty(db):
    page = Client().get("/en/account/request/").content.decode()
    # Position and purpose may, and the trap that nobody sees; institution and its name are one question.
    assert page.count("may stay empty") == 3

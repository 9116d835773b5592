"""What a person sets, and what the portal keeps about her, down to her own words and nobody else's."""

import json

import pytest

from portal.accounts.models import User


def test_language_and_zone_are_kept_and_the_page_follows(carl, client_of):
    answer = client_of(carl).post("/en/account/profile/", {"name": "Carl", "language": "ar", "time_zone": "Asia/Tokyo"})
    carl = User.objects.get(pk=carl.pk)
    assert (answer.status_code, carl.language, carl.time_zone) == (302, "ar", "Asia/Tokyo")
    assert answer["Location"] == "/ar/account/profile/"


@pytest.mark.parametrize("wrong", [{"time_zone": "Mars/Base"}, {"language": "xx"}, {"name": ""}])
def test_what_is_wrong_is_said_at_the_field(carl, client_of, wrong):
    entries = {"name": "Carl", "language": "en", "time_zone": "UTC"} | wrong
    answer = client_of(carl).post("/en/account/profile/", entries)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == list(wrong)


def test_the_download_is_hers_alone_and_is_stored_nowhere(carl, anna, fund, client_of):
    answer = client_of(carl).get("/en/account/profile/my-data.json")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    found = json.loads(answer.content)
    assert found["account"]["email"] == carl.email
    assert anna.email not in answer.content.decode()
    assert {"affiliations", "answers_written", "account_requests", "invitations"} <= found.keys()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_weak_password_is_refused_in_the_reader_s_language(carl, client_of, language):
    carl.set_password("a long enough password")
    carl.save()
    entries = {"oldpassword": "a long enough password", "password1": "short", "password2": "short"}
    client = client_of(carl)
    text = client.post(f"/{language}/account/password/change/", entries).content.decode()
    assert ("This password is too short" in text) == (language == "en")

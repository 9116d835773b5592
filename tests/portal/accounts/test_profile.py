"""What a person sets, and what the portal keeps about her, down to her own words and nobody else's."""

import json

import pytest

from portal.accounts import actions
from portal.accounts.models import User
from portal.languages import sort_key
from tests.factories import UserFactory


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


def test_accounts_are_listed_by_name_alike_on_every_database(client_of, staff):
    """Bytes would put Émile behind Zoé, and capitals before small letters."""
    for name in ("Zoé", "émile", "Eva", "Ömer", "Olga"):
        UserFactory(name=name)
    users = client_of(staff("administrator")).get("/admin/accounts/").context["page"].object_list
    found = [user.name for user in users if user.name in {"Zoé", "émile", "Eva", "Ömer", "Olga"}]
    assert found == ["émile", "Eva", "Olga", "Ömer", "Zoé"]


def test_a_new_name_sorts_where_it_belongs(client_of, anna):
    actions.change_profile(anna, name="Zora", language="en", time_zone="UTC", by=anna)
    anna.refresh_from_db()
    assert anna.sort == sort_key("Zora", "en")

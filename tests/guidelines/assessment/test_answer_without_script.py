"""Saving without script: what was entered comes back in a page and is never lost; and what is told alike either way."""

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext

from guidelines.assessment import actions
from guidelines.assessment.models import Answer, AnswerChange, Assessment
from portal import clock
from tests.guidelines.assessment.sending import SCRIPT, entered


def test_without_script_saving_leads_back_to_the_guideline(client_of, carl, answer_url, edition, assessment):
    reply = client_of(carl).post(answer_url, entered(carl))
    section = reverse("assessment:section", args=[assessment.uuid, edition.sections.get(code="A.1").key])
    assert (reply.status_code, reply["Location"]) == (302, f"{section}#g1")


def test_without_script_a_refused_entry_comes_back_at_its_field(client_of, carl, answer_url):
    reply = client_of(carl).post(answer_url, entered(carl, comment="y" * 4001, level="1"))
    text = reply.content.decode()
    assert reply.status_code == 400
    assert "y" * 4001 in text
    assert "The comment may have 4000 characters at most; this one has 4001." in text
    assert [item.level for item in reply.context["items"]] == ["1", ""]


def test_without_script_what_was_refused_is_still_held_to_the_version_seen(client_of, anna, carl, answer_url, answer):
    """Carl's words come back too long; Anna writes; he shortens his and meets hers, never writes over them."""
    client = client_of(carl)
    answer(anna, 3, comment="Hers.")
    back = client.post(answer_url, entered(carl, comment="y" * 4001))
    assert [item.version for item in back.context["items"]][0] == "0"
    assert client.post(answer_url, entered(carl, comment="His.", version="0")).status_code == 409
    assert Answer.objects.get().comment == "Hers."


@pytest.mark.parametrize("with_script", [True, False])
def test_a_locked_database_keeps_what_was_entered(client_of, carl, answer_url, monkeypatch, with_script):
    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(actions, "save_answer", locked)
    reply = client_of(carl).post(answer_url, entered(carl, comment="Long words."), **(SCRIPT if with_script else {}))
    assert reply.status_code == 503
    assert reply.json()["code"] == "busy" if with_script else "Long words." in reply.content.decode()
    assert not Answer.objects.exists()


def test_without_script_a_conflict_is_a_page_with_both_sides(client_of, anna, carl, answer_url, answer):
    answer(anna, 3, comment="Hers.")
    reply = client_of(carl).post(answer_url, entered(carl, comment="His."))
    text = reply.content.decode()
    assert reply.status_code == 409
    assert "Hers." in text
    assert "His." in text


def test_without_script_an_ended_session_shows_what_was_entered(carl, answer_url):
    reply = Client().post(answer_url, entered(carl, comment="Long words of <mine>."))
    assert reply.status_code == 401
    assert "Long words of &lt;mine&gt;." in reply.content.decode()
    assert not Answer.objects.exists()


def test_without_script_a_page_too_old_shows_what_was_entered(carl, answer_url):
    client = Client(enforce_csrf_checks=True)
    client.force_login(carl)
    reply = client.post(answer_url, entered(carl, comment="Long words of mine."))
    assert reply.status_code == 403
    assert "Long words of mine." in reply.content.decode()


@pytest.mark.parametrize(("name", "status"), [("ben", 403), ("otto", 404)])
def test_without_script_lost_rights_show_what_was_entered(people, client_of, answer_url, name, status):
    reply = client_of(people[name]).post(answer_url, entered(people[name], comment="Long words of mine."))
    assert reply.status_code == status
    assert "Long words of mine." in reply.content.decode()


def test_without_script_a_closed_assessment_shows_what_was_entered(client_of, anna, carl, answer_url, answered):
    actions.hand_in_assessment(answered, by=anna)
    reply = client_of(carl).post(answer_url, entered(carl, version="1", level="4", comment="Long words of mine."))
    assert reply.status_code == 409
    assert "Long words of mine." in reply.content.decode()


def test_a_form_sent_twice_without_script_is_one_change(client_of, carl, answer_url):
    form = entered(carl)
    client = client_of(carl)
    assert client.post(answer_url, form).status_code == client.post(answer_url, form).status_code == 302
    assert AnswerChange.objects.count() == 1


@pytest.mark.parametrize("with_script", [True, False])
def test_a_conflict_names_levels_in_a_released_language_only(
    client_of, anna, carl, answer_url, answer, edition, with_script
):
    edition.guidelines.update(title_fr="Titre français")
    answer(anna, 3, target=4)
    address, extra = answer_url.replace("/en/", "/fr/"), SCRIPT if with_script else {}

    def shown():
        reply = client_of(carl).post(address, entered(carl, level="1"), **extra)
        assert reply.status_code == 409
        return reply.json()["html"] if with_script else reply.content.decode()

    html = shown()
    for level in ("1 {}Planned", "3 {}Largely in place", "4 {}Fully in place and reviewed"):
        assert level.format('<span lang="en" dir="ltr">') in html
    assert ("(fr)" in html, "Titre français" in html) == (False, False)
    edition.languages.create(language="fr", released_at=clock.now(), released_by=carl)
    html = shown()
    assert "3 Largely in place (fr)" in html
    assert ("Titre français" in html) is not with_script


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("with_script", [True, False])
def test_a_comment_that_is_too_long_is_told_in_the_language_of_the_page(
    client_of, carl, answer_url, language, with_script
):
    english = "The comment may have %(most)d characters at most; this one has %(now)d."
    with translation.override(language):
        assert gettext(english) != english
        sentence = gettext(english) % {"most": 4000, "now": 4001}
    address = answer_url.replace("/en/", f"/{language}/")
    reply = client_of(carl).post(address, entered(carl, comment="x" * 4001), **(SCRIPT if with_script else {}))
    assert reply.status_code == 400
    if with_script:
        assert reply.json()["errors"] == {"comment": [sentence]}
    else:
        field = reply.content.decode().split('data-error="comment"')[1].split("<textarea")[0]
        assert f"<span>{escape(sentence)}</span>" in field
    assert not Answer.objects.exists()


@pytest.mark.parametrize("state", ["signed-off", "archived"])
@pytest.mark.parametrize("name", ["anna", "carl"])
@pytest.mark.parametrize("with_script", [True, False])
def test_no_answer_is_written_into_what_is_signed_or_archived(
    people, client_of, answer_url, closed, state, name, with_script
):
    closed(state)
    before = list(Answer.objects.order_by("pk").values()), AnswerChange.objects.count()
    user = people[name]
    form = entered(user, version="1", level="4", comment="Words that came late.")
    reply = client_of(user).post(answer_url, form, **(SCRIPT if with_script else {}))
    assert reply.status_code == 409
    sentence = "This self-assessment was handed in or signed meanwhile, so nothing was saved."
    if with_script:
        assert reply.json() == {"code": "closed", "sentence": sentence}
    else:
        assert sentence in reply.content.decode()
        assert "Words that came late." in reply.content.decode()
    assert (list(Answer.objects.order_by("pk").values()), AnswerChange.objects.count()) == before
    assert Assessment.objects.get().state == state

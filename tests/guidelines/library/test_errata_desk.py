"""Errata in the admin: shown before they are issued, refused at the field, entries kept."""

import pytest
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.models import Erratum, Guideline
from portal.translations.models import TranslationState
from tests.guidelines.library.conftest import add_guideline, approve, correct, write


def list_url(edition):
    return reverse("library_desk:errata", args=[edition.uuid])


def texts_url(obj, language="en", kind="guideline"):
    edition = obj if kind == "edition" else obj.edition
    return reverse("library_desk:erratum_texts", args=[edition.uuid, language, kind, getattr(obj, "key", edition.uuid)])


def issue_url(guideline, field="statement", language="en"):
    name = f"guideline-{guideline.key}-{field}"
    return reverse("library_desk:erratum", args=[guideline.edition.uuid, language, "guideline", guideline.key, name])


def sent(answer, **typed):
    """Return what a browser sends from the form of a page, with what somebody typed."""
    form = answer.context["form"]
    return {name: form[name].value() or "" for name in form.fields} | typed


def statement(guideline):
    return Guideline.objects.get(pk=guideline.pk).statement_en


def test_the_editor_sees_the_difference_first_and_then_issues(desk, guideline, editor):
    url = issue_url(guideline)
    page = desk.get(url)
    assert "Strategy 0 is stated." in page.content.decode()
    assert 'name="issue"' not in page.content.decode()
    shown = desk.post(url, sent(page, after="Strategy 0 is set.", reason="A wrong word.", show="1"))
    assert shown.status_code == 200
    assert [(piece.change, piece.text) for piece in shown.context["difference"].pieces][1:3] == [
        ("removed", "stated"),
        ("added", "set"),
    ]
    assert 'name="issue"' in shown.content.decode()
    assert (statement(guideline), Erratum.objects.count()) == ("Strategy 0 is stated.", 0)
    answer = desk.post(url, sent(shown, issue="1"))
    assert answer.headers["Location"] == list_url(guideline.edition)
    erratum = Erratum.objects.get()
    assert (erratum.number, erratum.issued_by, erratum.reason) == (1, editor, "A wrong word.")
    assert statement(guideline) == "Strategy 0 is set."


def test_nothing_is_issued_that_was_not_shown(desk, guideline):
    """Neither at once, nor after the text was changed again under the difference."""
    url = issue_url(guideline)
    first = desk.post(url, sent(desk.get(url), after="One.", reason="Why.", issue="1"))
    assert (first.status_code, Erratum.objects.count()) == (200, 0)
    second = desk.post(url, sent(first, after="Two.", issue="1"))
    assert (second.status_code, Erratum.objects.count()) == (200, 0)
    desk.post(url, sent(second, issue="1"))
    assert Erratum.objects.get().after == "Two."


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"after": "Strategy 0 is stated."}, "after", "This is the text that stands"),
        ({"after": ""}, "after", "This field is required"),
        ({"after": "Anew.", "reason": ""}, "reason", "This field is required"),
        ({"after": "Anew.", "reason": "x" * 401}, "reason", "at most 400"),
        ({"after": "Anew.", "reason_lang": "xx"}, "reason_lang", "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_the_entries_stay(typed, field, sentence, desk, guideline):
    url = issue_url(guideline)
    answer = desk.post(url, sent(desk.get(url), reason="A wrong word.") | typed | {"show": "1"})
    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors[field][0]
    for name, value in typed.items():
        assert answer.context["form"][name].value() == value
    assert Erratum.objects.count() == 0


def test_a_title_is_not_longer_than_its_column(desk, guideline):
    url = issue_url(guideline, "title")
    answer = desk.post(url, sent(desk.get(url), after="x" * 201, reason="Why.", show="1"))
    assert "at most 200" in answer.context["form"].errors["after"][0]


def test_two_editors_at_one_text_the_second_is_told_and_loses_nothing(desk, guideline, editor):
    url = issue_url(guideline)
    page = desk.get(url)
    correct(guideline, "The other editor’s words.", by=editor)
    answer = desk.post(url, sent(page, after="My words.", reason="Why.", show="1"))
    assert answer.status_code == 422
    assert "Somebody else corrected this text" in answer.context["form"].errors["after"][0]
    body = answer.content.decode()
    assert "The other editor’s words." in body
    assert "My words." in body
    shown = desk.post(url, sent(answer, show="1"))
    desk.post(url, sent(shown, issue="1"))
    assert list(Erratum.objects.values_list("before", "after")) == [
        ("Strategy 0 is stated.", "The other editor’s words."),
        ("The other editor’s words.", "My words."),
    ]


def test_beside_a_translation_stands_the_english(desk, guideline, french):
    page = desk.get(issue_url(guideline, language="fr")).content.decode()
    assert "Strategy 0 is stated. chrysalide" in page
    assert "The English text" in page
    assert "The English text" not in desk.get(issue_url(guideline)).content.decode()


def test_an_arabic_page_names_the_record_and_marks_its_english(desk, guideline, editor):
    editor.language = "ar"
    editor.save()
    for url in (texts_url(guideline), issue_url(guideline)):
        page = desk.get(url).content.decode()
        assert '<span lang="en" dir="ltr">Strategy 0</span>' in page
        assert "&lt;span" not in page


def test_a_draft_that_follows_is_named(desk, guideline, published, editor):
    assert "is being written" not in desk.get(issue_url(guideline)).content.decode()
    actions.next_edition(published, year=2030, by=editor)
    assert "Edition 2030 is being written" in desk.get(issue_url(guideline)).content.decode()


def test_the_list_leads_to_every_record_in_every_released_language(desk, published, french):
    page = desk.get(list_url(published)).content.decode()
    for guideline in published.guidelines.all():
        for language in ("en", "fr"):
            assert texts_url(guideline, language) in page
    assert texts_url(published, kind="edition") in page
    assert "/errata/de/" not in page


def test_every_text_of_a_record_has_its_way_to_be_corrected(desk, guideline, published):
    texts = desk.get(texts_url(guideline)).context["record"].texts
    assert [text.label for text in texts] == [
        "Title",
        "Statement",
        "Why it matters",
        "Structure, point 1",
        "Mechanism, point 1",
        "reference 1",
    ]
    front = desk.get(texts_url(published, kind="edition"))
    assert front.context["record"].texts[0].label == "Introduction"
    for text in [*texts, *front.context["record"].texts]:
        kind, key = ("guideline", guideline.key) if text in texts else ("edition", published.uuid)
        url = reverse("library_desk:erratum", args=[published.uuid, "en", kind, key, text.name])
        assert desk.get(url).status_code == 200


def test_what_is_out_of_date_elsewhere_is_listed_and_said_to_be_still_good(desk, guideline, published, french, editor):
    correct(guideline, by=editor)
    assert [(row.code, code, count) for row, code, _n, count in desk.get(list_url(published)).context["stale"]] == [
        ("GOV-1", "fr", 1)
    ]
    url, name = texts_url(guideline, "fr"), f"guideline-{guideline.key}-statement"
    assert "It is still good" in desk.get(url).content.decode()
    assert desk.post(url, {"confirm": name}).headers["Location"] == url
    state = TranslationState.objects.get(target__endswith=str(guideline.key), field="statement", language="fr")
    assert state.status == "human"
    assert desk.get(list_url(published)).context["stale"] == []


def test_the_editor_of_a_frozen_guideline_is_led_to_the_erratum(desk, client_of, translator, guideline):
    url = reverse("wagtailsnippets_library_guideline:edit", args=[guideline.pk])
    assert texts_url(guideline) in desk.get(url).content.decode()
    assert texts_url(guideline) not in client_of(translator).get(url).content.decode()


def test_the_desk_of_an_edition_leads_to_its_errata_once_it_is_published(desk, draft, editor):
    url = reverse("library_desk:edition", args=[draft.uuid])
    assert list_url(draft) not in desk.get(url).content.decode()
    actions.publish_edition(approve(draft, by=editor), by=editor)
    assert list_url(draft) in desk.get(url).content.decode()


def test_what_is_not_there_to_be_corrected_is_not_found(desk, guideline, draft, editor):
    other = write(editor, code="SQ")
    for url in (
        list_url(other),
        texts_url(guideline, "fr"),
        texts_url(guideline, kind="section"),
        issue_url(guideline, "number"),
        texts_url(guideline).replace(str(guideline.edition.uuid), str(other.uuid)),
    ):
        assert desk.get(url, follow=True).status_code == 404


@pytest.mark.parametrize("role", ["translator", "account_manager", "service_desk"])
def test_other_roles_read_the_list_and_issue_nothing(role, client_of, staff, guideline, published):
    client = client_of(staff(role))
    page = client.get(list_url(published))
    assert page.status_code == 200
    assert texts_url(guideline) not in page.content.decode()
    for url in (texts_url(guideline), issue_url(guideline)):
        # Wagtail's admin leads home whoever is refused.
        assert client.get(url).headers["Location"] == reverse("wagtailadmin_home")
        refused = client.post(url, {"after": "Mine.", "reason": "Why.", "issue": "1"})
        assert refused.headers["Location"] == reverse("wagtailadmin_home")
    assert Erratum.objects.count() == 0


def test_the_list_of_the_desk_tells_members_texts_to_those_who_may_read_them(client_of, staff, guideline, editor):
    correct(guideline, "Hidden words", part=guideline.points.first(), field="text", by=editor)
    url = list_url(guideline.edition)
    assert "Hidden words" not in client_of(staff("service_desk")).get(url).content.decode()
    assert len(client_of(staff("translator")).get(url).context["entries"]) == 1


@pytest.mark.parametrize("count", [1, 30])
def test_the_screens_cost_the_same_for_any_number(count, desk, draft, editor, django_assert_num_queries):
    section = draft.sections.order_by("position").last()
    for number in range(count - 1):
        add_guideline(section, f"More {number}", by=editor)
    edition = actions.publish_edition(approve(draft, by=editor), by=editor)
    guideline = edition.guidelines.get(number=1)
    for number in range(count):
        correct(guideline, f"Version {number}.", by=editor)
    for url, queries in ((list_url(edition), 27), (texts_url(guideline), 25), (issue_url(guideline), 26)):
        desk.get(url)
        with django_assert_num_queries(queries):
            desk.get(url)

"""What no longer follows its English and is nobody's duty: the house is told, by letter, on the board and in what waits."""

import pytest
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.models import Edition
from guidelines.library.todos import todos
from guidelines.library.translating.unattended import unattended
from tests.factories import UserFactory
from tests.guidelines.library.conftest import add_guideline, approve, correct, publish_next, titled


def reword(edition, by, title="Strategy 0", **changes):
    """Change the English of two texts in a guideline that is translated into French."""
    guideline = titled(edition, title)
    for name, text in ({"statement_en": "Otherwise.", "rationale_en": "For other reasons."} | changes).items():
        setattr(guideline, name, text)
    return actions.save_guideline(guideline, by=by)


def left(edition):
    return [(one.language, one.count, one.is_released) for one in unattended(Edition.objects.filter(pk=edition.pk))]


def waiting(user):
    """Return title, detail and address of what waits for a person because texts are out of date."""
    return [(line.title, line.detail, line.url) for line in todos(user) if line.kind == "library-up-to-date"]


def test_what_became_out_of_date_is_nobody_s_until_somebody_has_it(draft, editor):
    assert left(draft) == []
    reword(draft, editor)
    assert left(draft) == [("fr", 2, False)]
    duty = actions.assign(draft, user=UserFactory(), duty="translator", language="fr", by=editor)
    assert left(draft) == []
    actions.unassign(duty, by=editor)
    assert left(draft) == [("fr", 2, False)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"language": "es"}, [("fr", 2, False)]),
        ({"language": ""}, []),
        ({"language": "fr", "sections": ["Strategy"]}, []),
        ({"language": "fr", "sections": ["People"]}, [("fr", 2, False)]),
    ],
)
def test_a_duty_counts_for_its_language_and_its_sections(given, expected, draft, editor):
    reword(draft, editor)
    sections = [draft.sections.get(title_en=title) for title in given.pop("sections", [])]
    actions.assign(draft, user=UserFactory(), duty="translator", sections=sections, by=editor, **given)
    assert left(draft) == expected


def test_the_duty_of_somebody_who_cannot_sign_in_any_more_does_not_count(draft, editor):
    reword(draft, editor)
    actions.assign(draft, user=UserFactory(is_active=False), duty="translator", language="fr", by=editor)
    assert left(draft) == [("fr", 2, False)]


def test_a_text_without_english_is_not_waited_for(draft, editor):
    reword(draft, editor, statement_en="Strategy 0 is stated.", rationale_en="")
    assert left(draft) == []


def test_of_a_superseded_edition_only_what_readers_have_counts(guideline, french, editor):
    guideline.refresh_from_db()
    guideline.title_es = "Estrategia"
    actions.save_guideline(guideline, by=editor)
    correct(guideline, "Another title", field="title", by=editor)
    assert left(french) == [("fr", 1, True), ("es", 1, False)]
    publish_next(2030, by=editor)
    assert left(french) == [("fr", 1, True)]


def test_while_english_changes_nothing_waits_and_once_it_stands_the_house_is_asked(draft, editor, translator, anna):
    reword(draft, editor)
    assert waiting(translator) == []
    approve(draft, by=editor)
    board = reverse("translating:board", args=[draft.uuid])
    line = ("Bring “GOV 2026” up to date in Français", "2 texts are out of date", board)
    assert waiting(translator) == waiting(editor) == [line]
    assert waiting(anna) == []


def test_what_readers_have_waits_for_those_who_issue_errata(guideline, french, editor, translator):
    correct(guideline, by=editor)
    errata = reverse("library_desk:errata", args=[french.uuid])
    assert waiting(editor) == [("Bring “GOV 2026” up to date in Français", "1 text is out of date", errata)]
    assert waiting(translator) == []
    correct(guideline, "Fixée.", language="fr", by=editor)
    assert waiting(editor) == []


def test_the_board_says_so_to_the_house_and_to_nobody_else(draft, editor, translator, lena, client_of):
    for guideline in ("Strategy 0", "People 0"):
        reword(draft, editor, guideline, rationale_en="Why.")
    page = reverse("translating:board", args=[draft.uuid])
    said = "nobody has the duty to bring them up to date"
    assert said not in client_of(translator).get(page).content.decode()  # Lena has it
    draft.assignments.all().delete()
    shown = client_of(translator).get(page).content.decode()
    assert said in shown
    assert "<bdi>Français</bdi>: 2 texts" in shown
    actions.assign(draft, user=lena, duty="translator", language="es", by=editor)
    assert said not in client_of(lena).get(page).content.decode()


def test_the_board_leads_to_the_errata_where_readers_have_the_language(
    guideline, french, editor, translator, client_of
):
    correct(guideline, by=editor)
    page, errata = (reverse(name, args=[french.uuid]) for name in ("translating:board", "library_desk:errata"))
    for user, leads in ((translator, False), (editor, True)):
        shown = client_of(user).get(page).content.decode()
        assert "Readers have these texts, and their English was corrected." in shown
        assert (f'href="{errata}"' in shown) is leads


def test_an_erratum_is_told_to_the_translators_of_the_house_each_once(
    guideline, french, editor, staff, translator, run_tasks, mailoutbox
):
    translator.language = "fr"
    translator.save()
    run_tasks()
    mailoutbox.clear()
    correct(guideline, by=editor)
    run_tasks()
    (message,) = mailoutbox
    assert (message.to, message.extra_headers["Content-Language"]) == ([translator.email], "fr")
    assert "Français: 1 " in message.body.replace(" :", ":")
    assert f"/fr/translate/{french.uuid}/" in message.body


def test_once_english_stands_what_is_behind_is_told_in_one_letter(draft, editor, translator, run_tasks, mailoutbox):
    reword(draft, editor)
    reword(draft, editor, "People 0")
    run_tasks()
    assert mailoutbox == []
    approve(draft, by=editor)
    run_tasks()
    (message,) = mailoutbox
    assert message.to == [translator.email]
    assert "Français: 4 texts" in message.body


def test_nothing_is_told_where_everything_follows_or_somebody_has_it(
    draft, editor, translator, lena, run_tasks, mailoutbox
):
    run_tasks()
    mailoutbox.clear()
    reword(draft, editor)
    approve(draft, by=editor)
    run_tasks()
    assert mailoutbox == []


def test_an_erratum_of_another_language_is_told_to_nobody(guideline, french, editor, translator, run_tasks, mailoutbox):
    run_tasks()
    mailoutbox.clear()
    correct(guideline, "Fixée.", language="fr", by=editor)
    run_tasks()
    assert mailoutbox == []


@pytest.mark.parametrize("count", [1, 30])
def test_what_waits_costs_the_same_for_any_number_of_texts(count, draft, editor, translator, django_assert_num_queries):
    titles = [f"More {number}" for number in range(count)]
    for title in titles:
        add_guideline(draft.sections.last(), title, by=editor)
        reword(draft, editor, title)
    approve(draft, by=editor)
    with django_assert_num_queries(7):
        assert [detail for _title, detail, _url in waiting(translator)] == [f"{2 * count} texts are out of date"]


def test_where_nothing_is_out_of_date_the_house_pays_one_query(draft, translator, django_assert_num_queries):
    list(todos(translator))
    with django_assert_num_queries(2):
        assert list(todos(translator)) == []

"""A language is released once nothing stands in its way, and somebody has looked at what seems wrong."""

import pytest
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.checks.edition import report
from guidelines.library.checks.exceptions import ChecksFailed, LanguageUnconfirmed, WarningsUnseen
from guidelines.library.models import Edition, Guideline
from portal.audit.models import Entry
from portal.audit.record import name_of
from portal.translations.models import TranslationState
from tests.factories import UserFactory
from tests.guidelines.library.conftest import add_guideline, approve, titled
from tests.guidelines.library.glossary.conftest import term
from tests.guidelines.library.translating.conftest import lena  # noqa: F401

LONG = "Institutions publish every year what they have decided and for what reason."


@pytest.fixture
def guideline(approved):
    return titled(approved, "Strategy 0")


@pytest.fixture
def one_warning(guideline):
    """The French statement speaks of a number that the English does not have."""
    return put(guideline, statement_fr="Strategy 0 is stated 7 fois.")


def put(guideline, **texts):
    """Write texts past the actions, which would make them good translations."""
    Guideline.objects.filter(pk=guideline.pk).update(**texts)
    return Guideline.objects.get(pk=guideline.pk)


def release(edition, by, **given):
    return actions.release_language(edition, language="fr", by=by, **given)


def is_released(edition):
    return "fr" in Edition.objects.get(pk=edition.pk).languages.filter(released_at__isnull=False).values_list(
        "language", flat=True
    )


@pytest.mark.parametrize("status", ["stale", "machine"])
def test_a_text_that_nobody_vouches_for_stands_in_the_way(status, guideline, editor):
    state = TranslationState.objects.filter(target=name_of(guideline), field="title", language="fr")
    state.update(status=status)
    with pytest.raises(LanguageUnconfirmed) as refusal:
        release(guideline.edition, editor, seen=report(guideline.edition, "fr").mark)
    assert refusal.value.names == [f"{name_of(guideline)} title: {status}"]
    assert not is_released(guideline.edition)
    if status == "stale":
        actions.confirm_translation(guideline, part=guideline, field="title", language="fr", by=editor)
        release(guideline.edition, editor)
        assert is_released(guideline.edition)


def test_a_text_without_a_state_counts_as_out_of_date(guideline, editor):
    TranslationState.objects.filter(target=name_of(guideline), field="title", language="fr").delete()
    with pytest.raises(LanguageUnconfirmed):
        release(guideline.edition, editor)


def test_the_set_s_own_title_is_its_editors_and_does_not_stand_in_the_way(approved, editor):
    TranslationState.objects.filter(target=name_of(approved.set), language="fr").update(status="stale")
    release(approved, editor)
    assert is_released(approved)


def test_an_error_stands_in_the_way(guideline, editor):
    put(guideline, statement_en="See GOV-2.", statement_fr="Voir GOV-3.")
    edition = guideline.edition
    with pytest.raises(ChecksFailed) as refusal:
        release(edition, editor, seen=report(edition, "fr").mark)
    assert refusal.value.names == [f"{name_of(guideline)} statement: codes"] * 2
    assert not is_released(edition)


def test_a_warning_must_have_been_seen_as_it_is_now(one_warning, editor):
    edition = one_warning.edition
    seen = report(edition, "fr").mark
    for other in ("", "x"):
        with pytest.raises(WarningsUnseen):
            release(edition, editor, seen=other)
    put(one_warning, statement_fr="Strategy 0 is stated 8 fois.")
    with pytest.raises(WarningsUnseen):
        release(edition, editor, seen=seen)
    release(edition, editor, seen=report(edition, "fr").mark)
    assert is_released(edition)


def test_what_was_seen_is_kept_with_the_release(one_warning, editor):
    release(one_warning.edition, editor, seen=report(one_warning.edition, "fr").mark)
    entry = Entry.objects.get(verb="library.release_language")
    assert entry.after == {"language": "fr", "warnings": [f"{name_of(one_warning)} statement: numbers"]}


def test_the_mark_is_the_same_in_every_language_of_the_reader(one_warning):
    from django.utils import translation

    marks = set()
    for code in ("en", "ar"):
        with translation.override(code):
            marks.add(report(one_warning.edition, "fr").mark)
    assert len(marks) == 1
    assert report(one_warning.edition, "en").rows == []


def test_a_reference_may_keep_the_title_of_a_work(guideline, editor):
    guideline.references.update(text_en=LONG, text_fr=LONG)
    assert report(guideline.edition, "fr").errors == []
    put(guideline, statement_en=LONG, statement_fr=LONG)
    assert report(guideline.edition, "fr").errors == [f"{name_of(guideline)} statement: untranslated"]


def test_the_glossary_of_the_set_is_asked(guideline, editor):
    term(editor, "stated", fr="énoncé")
    assert report(guideline.edition, "fr").warnings == [
        f"{name_of(one)} statement: term" for one in guideline.edition.guidelines.order_by("pk")
    ]


@pytest.fixture
def page_of(client_of):
    def read(person, edition, language="fr"):
        return client_of(person).get(reverse("translating:before_release", args=[edition.uuid, language]))

    return read


def test_a_translator_reads_the_report_with_the_way_to_each_text(page_of, lena, one_warning):  # noqa: F811
    page = page_of(lena, one_warning.edition)
    (row,) = page.context["rows"]
    assert (row["code"], page.context["errors"], page.context["warnings"]) == ("GOV-1", 0, 1)
    (text,) = row["texts"]
    address = reverse("translating:record", args=[one_warning.edition.uuid, "fr", "guideline", one_warning.key])
    assert text["url"] == f"{address}#guideline-{one_warning.key}-statement"
    assert [message for _kind, _severity, message in text["findings"]] == [
        "These numbers are not in the English text: 7."
    ]
    assert '<form class="stack"' not in page.content.decode()
    assert [page_of(lena, one_warning.edition, code).status_code for code in ("ar", "en", "xx")] == [404] * 3


def test_of_some_sections_only_what_is_given_is_counted(page_of, one_warning, editor):
    edition = one_warning.edition
    counted = []
    for name in ("Strategy", "People"):
        person = UserFactory()
        sections = [edition.sections.get(title_en=name)]
        actions.assign(edition, user=person, duty="translator", language="fr", sections=sections, by=editor)
        page = page_of(person, edition)
        counted.append((len(page.context["rows"]), page.context["warnings"]))
    assert counted == [(1, 1), (0, 0)]


def test_nobody_else_finds_it(page_of, anna, staff, approved):
    for person in (anna, staff("finance_officer")):
        assert page_of(person, approved).status_code == 404


def test_an_editor_looks_ticks_and_releases(page_of, client_of, editor, one_warning):
    edition = one_warning.edition
    page = page_of(editor, edition)
    assert "I have looked at it, and it is right as it is." in page.content.decode()
    sent = {"seen": page.context["mark"]}
    address = reverse("library_desk:release", args=[edition.uuid, "fr"])
    answer = client_of(editor).post(address, sent, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("translating:before_release", args=[edition.uuid, "fr"])
    assert "Look first at the 1 thing" in answer.content.decode()
    assert not is_released(edition)
    client_of(editor).post(address, sent | {"looked": "yes"})
    assert is_released(edition)
    again = page_of(editor, edition)
    assert "has been released and can no longer be changed" in again.content.decode()
    assert not again.context["may_release"]


def test_with_an_error_or_in_a_draft_there_is_nothing_to_press(page_of, editor, guideline, draft):
    put(guideline, statement_fr="Voir GOV-3.")
    assert not page_of(editor, guideline.edition).context["may_release"]
    put(guideline, statement_fr="Énoncé.")
    assert page_of(editor, guideline.edition).context["may_release"]
    actions.reopen_edition(guideline.edition, by=editor)
    assert not page_of(editor, guideline.edition).context["may_release"]


def test_without_findings_the_page_says_so(page_of, editor, approved):
    assert "The checks found nothing." in page_of(editor, approved).content.decode()


def test_the_board_leads_to_it(client_of, lena, draft):  # noqa: F811
    page = client_of(lena).get(reverse("translating:board", args=[draft.uuid])).content.decode()
    assert reverse("translating:before_release", args=[draft.uuid, "fr"]) in page


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_for_any_length(count, client_of, editor, draft, django_assert_num_queries):
    for number in range(count):
        add_guideline(draft.sections.get(title_en="People"), f"More {number}", by=editor)
    approve(draft, by=editor)
    Guideline.objects.update(statement_fr="Énoncé 99.")
    client = client_of(editor)
    address = reverse("translating:before_release", args=[draft.uuid, "fr"])
    client.get(address)
    with django_assert_num_queries(19):
        page = client.get(address)
    assert page.context["errors"] + page.context["warnings"] == count + 3

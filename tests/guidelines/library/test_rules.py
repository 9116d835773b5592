"""Who may do what: visitor, members, ex-member, each staff role, and those assigned."""

import pytest

from guidelines.library import actions
from guidelines.library.models import Edition
from guidelines.library.rules import writable_languages
from portal.languages import CODES
from tests.guidelines.library.conftest import MEMBERS, write

MAY = {
    "library.view_edition": {"guideline_editor", "translator"},
    "library.add_edition": {"guideline_editor"},
    "library.change_edition": {"guideline_editor"},
    "library.draft_edition": {"guideline_editor"},
    "library.approve_edition": {"guideline_editor"},
    "library.reopen_edition": {"guideline_editor"},
    "library.publish_edition": {"guideline_editor"},
    "library.assign_edition": {"guideline_editor"},
    "library.release_language": {"guideline_editor"},
    "library.issue_erratum": {"guideline_editor"},
    "library.add_guideline": {"guideline_editor"},
    "library.change_guideline": {"guideline_editor", "translator"},
    "library.delete_guideline": {"guideline_editor"},
    "library.add_section": {"guideline_editor"},
    "library.change_section": {"guideline_editor"},
    "library.delete_section": {"guideline_editor"},
    "library.read_blocks": {"guideline_editor", "translator", "account_manager", "assessor"} | MEMBERS,
}


@pytest.mark.parametrize("permission", MAY)
def test_who_may_with_a_draft(permission, everybody, draft):
    assert {name for name, user in everybody.items() if user.has_perm(permission, draft)} == MAY[permission]


def test_everybody_may_view_what_is_published(everybody, published):
    assert {name for name, user in everybody.items() if user.has_perm("library.view_edition", published)} == set(
        everybody
    )


def test_lists_and_pages_agree(everybody, draft):
    for name, user in everybody.items():
        listed = Edition.objects.visible_to(user).contains(draft)
        assert listed == user.has_perm("library.view_edition", draft), name


@pytest.mark.parametrize(
    ("duty", "language", "opened"),
    [
        ("reviewer", "", {"library.view_edition", "library.read_blocks"}),
        ("translator", "es", set()),
        (
            "commission-member",
            "",
            {
                "library.view_edition",
                "library.read_blocks",
                "library.change_edition",
                "library.change_guideline",
                "library.add_guideline",
                "library.delete_guideline",
                "library.add_section",
                "library.change_section",
                "library.delete_section",
            },
        ),
    ],
)
def test_a_duty_opens_its_edition_and_no_other(duty, language, opened, draft, editor, staff):
    other = write(editor, code="SQ")
    officer = staff("finance_officer")
    actions.assign(draft, user=officer, duty=duty, language=language, by=editor)
    assert {name for name in MAY if officer.has_perm(name, draft)} == opened
    assert {name for name in MAY if officer.has_perm(name, other)} == set()


def test_rules_accept_no_object(everybody):
    for permission in MAY:
        for user in everybody.values():
            assert user.has_perm(permission) in {True, False}


def test_languages_to_write(editor, translator, draft, staff):
    officer = staff("finance_officer")
    actions.assign(draft, user=officer, duty="translator", language="es", by=editor)
    for record in (draft, draft.sections.first(), draft.guidelines.first()):
        assert writable_languages(editor, draft, record) == set(CODES)
        assert writable_languages(translator, draft, record) == set(CODES) - {"en"}
        assert writable_languages(officer, draft, record) == {"es"}


def test_a_translator_of_a_section_writes_what_stands_in_it_and_nothing_else(draft, editor, staff):
    officer = staff("finance_officer")
    strategy = draft.sections.get(title_en="Strategy")
    actions.assign(draft, user=officer, duty="translator", language="es", sections=[strategy], by=editor)
    told = {
        str(getattr(record, "title_en", "front")): writable_languages(officer, draft, record)
        for record in (draft, *draft.sections.all(), *draft.guidelines.all())
    }
    spanish, nothing = {"es"}, set()
    assert told == {
        "front": nothing,
        "Direction": nothing,
        "Strategy": spanish,
        "People": nothing,
        "Strategy 0": spanish,
        "Strategy 1": spanish,
        "People 0": nothing,
    }


def test_a_part_carries_its_sections_and_an_empty_duty_does_not_become_the_whole(draft, editor, staff):
    officer = staff("finance_officer")
    part = draft.sections.get(title_en="Direction")
    actions.assign(draft, user=officer, duty="translator", language="es", sections=[part], by=editor)
    guideline = draft.guidelines.get(title_en="People 0")
    assert writable_languages(officer, draft, guideline) == {"es"}
    draft.assignments.get().sections.clear()  # as when the section is removed
    assert writable_languages(officer, draft, guideline) == set()
    assert writable_languages(officer, draft, draft) == set()

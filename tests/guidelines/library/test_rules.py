"""Who may do what: visitor, members, ex-member, each staff role, and those assigned."""

import pytest
from django.contrib.auth.models import AnonymousUser

from guidelines.library import actions
from guidelines.library.models import Edition
from guidelines.library.rules import writable_languages
from portal.languages import CODES
from portal.roles import ROLES
from tests.guidelines.library.conftest import write

MEMBERS = {"anna", "carl", "ben", "ada", "cleo"}
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
    "library.add_guideline": {"guideline_editor"},
    "library.change_guideline": {"guideline_editor", "translator"},
    "library.delete_guideline": {"guideline_editor"},
    "library.add_section": {"guideline_editor"},
    "library.change_section": {"guideline_editor"},
    "library.delete_section": {"guideline_editor"},
    "library.read_blocks": {"guideline_editor", "translator", "account_manager", "assessor"} | MEMBERS,
}


@pytest.fixture
def everybody(people, staff):
    people.pop("rita")
    return {**people, **{role: staff(role) for role in ROLES}, "visitor": AnonymousUser()}


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
        ("translator", "es", {"library.view_edition", "library.read_blocks", "library.change_guideline"}),
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
    assert writable_languages(editor, draft) == set(CODES)
    assert writable_languages(translator, draft) == set(CODES) - {"en"}
    assert writable_languages(officer, draft) == {"es"}

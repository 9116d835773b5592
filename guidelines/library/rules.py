"""Who may do what to guidelines. When it is possible is the business of workflow.py and of the actions."""

import rules

from crm.institutions.rules import roles_of
from guidelines.library.duties import given_to
from guidelines.library.enums import Duty
from guidelines.library.models import Edition, EditionAssignment
from portal.access import holds
from portal.languages import CODES


def edition_of(obj):
    return obj if obj is None or isinstance(obj, Edition) else obj.edition


def _duties(user, obj):
    if user.is_anonymous or (obj is not None and edition_of(obj).pk is None):
        return EditionAssignment.objects.none()
    duties = EditionAssignment.objects.current().filter(user=user)
    # Without an object Wagtail asks whether there is anything at all that this person may do.
    return duties if obj is None else duties.filter(edition=edition_of(obj))


@rules.predicate
def is_public(user, obj=None):
    return obj is not None and edition_of(obj).is_public


@rules.predicate
def drafts(user, obj=None):
    """A member of the commission that writes this edition."""
    return _duties(user, obj).filter(duty=Duty.COMMISSION_MEMBER).exists()


@rules.predicate
def writes_or_reviews(user, obj=None):
    """A member of the commission, or somebody invited to review this edition: they read all of it, translators do not."""
    return _duties(user, obj).filter(duty__in=[Duty.COMMISSION_MEMBER, Duty.REVIEWER]).exists()


@rules.predicate
def works_for_a_member(user, obj=None):
    """Somebody with a portal role at a member institution today."""
    return bool(roles_of(user))


@rules.predicate
def is_consulted(user, obj=None):
    """Somebody from a member institution, while all members are consulted on this edition."""
    return obj is not None and edition_of(obj).is_being_consulted and works_for_a_member(user)


def writable_languages(user, edition, record):
    """Return the languages of a record that are this person's to write, whatever the state of the edition.

    ``record`` is the edition itself, a section or a guideline.
    """
    if user.has_perm("library.change_edition", edition):
        return frozenset(CODES)
    return given_to(user, edition).languages_of(record)


def translated_languages(user, edition):
    """Return the languages into which this person translates something of an edition.

    To write an edition is not yet to translate it: members of its commission are not among them.
    """
    return frozenset(given_to(user, edition).languages)


for name in ("view_guidelineset", "add_guidelineset", "change_guidelineset"):
    rules.add_perm(f"library.{name}", holds(f"library.{name}"))
for name in ("view_term", "add_term", "change_term"):
    rules.add_perm(f"library.{name}", holds(f"library.{name}"))
for name in ("view_edition", "view_section", "view_guideline"):
    rules.add_perm(f"library.{name}", is_public | holds(f"library.{name}") | writes_or_reviews | is_consulted)
for name in (
    "change_edition",
    "add_section",
    "change_section",
    "delete_section",
    "add_guideline",
    "delete_guideline",
    "review_edition",
):
    rules.add_perm(f"library.{name}", holds(f"library.{name}") | drafts)
rules.add_perm("library.change_guideline", holds("library.change_guideline") | drafts)
for name in (
    "add_edition",
    "draft_edition",
    "rework_edition",
    "consult_edition",
    "conclude_edition",
    "finalise_edition",
    "approve_edition",
    "reopen_edition",
    "translate_edition",
    "publish_edition",
    "supersede_edition",
    "assign_edition",
    "release_language",
    "issue_erratum",
    "confirm_mapping",
    "import_edition",
):
    rules.add_perm(f"library.{name}", holds(f"library.{name}"))
rules.add_perm("library.comment_edition", holds("library.change_edition") | writes_or_reviews | is_consulted)
rules.add_perm("library.answer_comment", holds("library.change_edition") | drafts)
rules.add_perm("library.read_blocks", works_for_a_member | holds("library.read_blocks") | writes_or_reviews)

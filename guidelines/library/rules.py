"""Who may do what to guidelines. When it is possible is the business of workflow.py and of the actions."""

import rules

from crm.institutions.models import Affiliation
from guidelines.library.enums import Duty
from guidelines.library.models import Edition, EditionAssignment
from portal.access import holds
from portal.languages import CODES, SOURCE


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
def is_assigned(user, obj=None):
    return _duties(user, obj).exists()


@rules.predicate
def drafts(user, obj=None):
    """A member of the commission that writes this edition."""
    return _duties(user, obj).filter(duty=Duty.COMMISSION_MEMBER).exists()


@rules.predicate
def drafts_or_translates(user, obj=None):
    return _duties(user, obj).filter(duty__in=[Duty.COMMISSION_MEMBER, Duty.TRANSLATOR]).exists()


@rules.predicate
def works_for_a_member(user, obj=None):
    """Somebody with a portal role at a member institution today."""
    return Affiliation.objects.opening(user).exists()


def writable_languages(user, edition):
    """Return the languages that are this person's to write, whatever the state of the edition."""
    if user.has_perm("library.change_edition", edition):
        return frozenset(CODES)
    languages = set()
    if holds("library.change_guideline")(user):
        languages = set(CODES) - {SOURCE}
    for duty in _duties(user, edition).filter(duty=Duty.TRANSLATOR):
        languages |= {duty.language} if duty.language else set(CODES) - {SOURCE}
    return frozenset(languages)


for name in ("view_guidelineset", "add_guidelineset", "change_guidelineset"):
    rules.add_perm(f"library.{name}", holds(f"library.{name}"))
for name in ("view_edition", "view_section", "view_guideline"):
    rules.add_perm(f"library.{name}", is_public | holds(f"library.{name}") | is_assigned)
for name in (
    "change_edition",
    "add_section",
    "change_section",
    "delete_section",
    "add_guideline",
    "delete_guideline",
):
    rules.add_perm(f"library.{name}", holds(f"library.{name}") | drafts)
rules.add_perm("library.change_guideline", holds("library.change_guideline") | drafts_or_translates)
for name in (
    "add_edition",
    "draft_edition",
    "approve_edition",
    "reopen_edition",
    "publish_edition",
    "supersede_edition",
    "assign_edition",
    "release_language",
):
    rules.add_perm(f"library.{name}", holds(f"library.{name}"))
rules.add_perm("library.read_blocks", works_for_a_member | holds("library.read_blocks") | is_assigned)

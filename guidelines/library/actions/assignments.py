from datetime import timedelta

from django.db import transaction

from guidelines.library import tasks
from guidelines.library.actions.writing import lock
from guidelines.library.enums import Duty
from guidelines.library.exceptions import AlreadyAssigned, OnlyTranslatorsBySection, WrongEdition
from guidelines.library.models import EditionAssignment
from portal import clock
from portal.audit.record import name_of, record
from portal.background import outbox


@transaction.atomic
def assign(edition, *, user, duty, by, **given):
    """Give somebody a duty on an edition, and tell them by mail. ``given``: as for ``enter_duty``."""
    assignment = enter_duty(edition, user=user, duty=duty, by=by, **given)
    tell(assignment, by=by)
    return assignment


def tell(*given, by):
    """Let one letter tell of duties that one person was given at once: several only for a translator, by language."""
    key, by_uuid = f"library.told:{given[0].uuid}", str(by.uuid)
    if given[0].duty == Duty.TRANSLATOR:
        outbox.add(tasks.tell_translator, [str(one.uuid) for one in given], by_uuid, key=key)
    else:
        outbox.add(tasks.tell_of_duty, str(given[0].uuid), by_uuid, key=key)


def enter_duty(edition, *, user, duty, by, language="", sections=(), due_on=None, starts_on=None, ends_on=None):
    """Enter a duty in the books, for a transaction that tells of it or need not.

    The edition is locked, so that two clicks give it once. A translator may be given ``sections`` alone, with all
    that stands in them, and one language or, by an empty one, all.
    """
    edition = lock(edition)
    if sections and duty != Duty.TRANSLATOR:
        raise OnlyTranslatorsBySection
    if {section.edition_id for section in sections} - {edition.pk}:
        raise WrongEdition
    same = edition.assignments.current().filter(user=user, duty=duty, language=language)
    if same.filter(by_section=False).exists() or same.filter(sections__in=sections).exists():
        raise AlreadyAssigned
    assignment = EditionAssignment(
        edition=edition,
        user=user,
        duty=duty,
        language=language,
        by_section=bool(sections),
        due_on=due_on,
        starts_on=starts_on or clock.today(),
        ends_on=ends_on,
    )
    assignment.full_clean()
    assignment.save()
    assignment.sections.set(sections)
    given = {"assignment": str(assignment.uuid), "account": str(user.uuid), "duty": duty, "language": language}
    if sections:
        given["sections"] = [name_of(section) for section in sections]
    record(edition, "library.assign", by=by, after=given)
    return assignment


@transaction.atomic
def unassign(assignment, *, by):
    """End a duty at once: yesterday was its last day."""
    assignment = EditionAssignment.objects.select_for_update().get(pk=assignment.pk)
    assignment.ends_on = clock.today() - timedelta(days=1)
    assignment.save(update_fields=["ends_on"])
    record(
        assignment.edition,
        "library.unassign",
        by=by,
        before={"assignment": str(assignment.uuid), "account": str(assignment.user.uuid), "duty": assignment.duty},
    )
    return assignment

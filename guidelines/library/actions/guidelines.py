from django.db import transaction
from django.db.models import Max

from guidelines.library.actions.documents import drop_papers
from guidelines.library.actions.writing import check_structure, lock, merge, write
from guidelines.library.contents import written_parts
from guidelines.library.exceptions import GuidelineReferredTo, WrongEdition
from guidelines.library.models import Extract, Guideline
from portal import clock
from portal.audit.record import record
from portal.translations import states


@transaction.atomic
def save_guideline(guideline, *, by, seen=None, settled=None):
    """Add a guideline to a draft, or change it with its points, descriptors and references.

    The one way in: the admin form, the loader and every import hand over the
    guideline as it shall be. ``seen`` is the revision that the writer had
    before them; when another has been saved since, both are merged, and what both
    changed is refused until ``settled`` says which side to take.
    """
    edition = lock(guideline.edition)
    stored = Guideline.objects.filter(pk=guideline.pk).first() if guideline.pk else None
    merge(guideline, stored, seen=seen, settled=settled)
    _check_belongs(guideline, stored, edition)
    if stored is None or stored.section_id != guideline.section_id:
        guideline.position = _after_the_last(guideline.section)
    before = guideline.updated_at
    guideline.updated_at = clock.now()
    changed = write(
        guideline,
        stored=stored,
        edition=edition,
        verb="library.change_guideline" if stored else "library.add_guideline",
        by=by,
    )
    if not changed:
        guideline.updated_at = before
    return guideline


def _after_the_last(section):
    last = section.guidelines.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _check_belongs(guideline, stored, edition):
    owners = {guideline.section.edition_id} | ({stored.edition_id} if stored else set())
    owners |= {point.block.edition_id for point in guideline.points.all()}
    owners |= {own.level.edition_id for own in guideline.level_descriptors.all()}
    if owners != {edition.pk}:
        raise WrongEdition


@transaction.atomic
def remove_guideline(guideline, *, by):
    """Take a guideline out of a draft."""
    check_structure(lock(guideline.edition), by=by)
    if names := list(guideline.referred_from.order_by("pk").values_list("guideline__title_en", flat=True)):
        raise GuidelineReferredTo(names)
    record(guideline, "library.remove_guideline", by=by, before={"title": guideline.title_en})
    states.forget(written_parts(guideline))
    drop_papers(Extract.objects.filter(later__in=guideline.revisions.all()))
    guideline.delete()

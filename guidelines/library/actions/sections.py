from django.db import transaction

from guidelines.library.actions.documents import drop_papers
from guidelines.library.actions.writing import check_structure, lock, merge, write
from guidelines.library.exceptions import SectionInUse, WrongEdition
from guidelines.library.models import Extract, Section
from guidelines.library.numbering import in_tree_order
from portal.audit.record import record
from portal.translations import states


@transaction.atomic
def save_section(section, *, by, seen=None, settled=None):
    """Add a part, section or sub-section to a draft, or change one. ``seen``: as for ``save_guideline``."""
    edition = lock(section.edition)
    stored = Section.objects.filter(pk=section.pk).first() if section.pk else None
    merge(section, stored, seen=seen, settled=settled)
    if {owner.edition_id for owner in (stored, section.parent) if owner} - {edition.pk}:
        raise WrongEdition
    if stored is None:
        section.position = Section.objects.filter(edition=edition).count()  # last among its siblings
    if write(
        section,
        stored=stored,
        edition=edition,
        verb="library.change_section" if stored else "library.add_section",
        by=by,
    ):
        _put_in_order(edition)
        section.refresh_from_db(fields=["position"])
    return section


@transaction.atomic
def remove_section(section, *, by):
    """Take an empty section out of a draft."""
    edition = lock(section.edition)
    check_structure(edition, by=by)
    if section.guidelines.exists() or section.children.exists():
        raise SectionInUse
    record(section, "library.remove_section", by=by, before={"title": section.title_en})
    states.forget([section])
    drop_papers(Extract.objects.filter(later__in=section.revisions.all()))
    section.delete()
    _put_in_order(edition)


def _put_in_order(edition):
    """Let positions count through the edition as it is read, so that one sort gives the order."""
    sections = in_tree_order(Section.objects.filter(edition=edition))
    moved = [section for place, section in enumerate(sections) if section.position != place]
    for place, section in enumerate(sections):
        section.position = place
    Section.objects.bulk_update(moved, ["position"])

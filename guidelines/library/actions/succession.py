"""The next edition: a copy of the one in force, from which it is then written."""

from django.db import transaction
from django.utils import translation

from guidelines.library.actions.mapping import propose_mapping
from guidelines.library.actions.writing import lock
from guidelines.library.enums import EditionState, MappingKind
from guidelines.library.exceptions import NotToFollow, YearNotLater, YearTaken
from guidelines.library.models import (
    BlockKind,
    CrossReference,
    Edition,
    EditionLanguage,
    Guideline,
    GuidelineLevel,
    GuidelineSet,
    Level,
    MappedGuideline,
    Mapping,
    MappingRow,
    Point,
    Reference,
    Section,
)
from guidelines.library.numbering import in_tree_order
from portal.audit.record import name_of, record
from portal.languages import CODES, SOURCE
from portal.translations.models import TranslationState

#: Made anew for each edition.
FRESH = {"id", "uuid", "key", "latest_revision"}


@transaction.atomic
def next_edition(edition, *, year, by):
    """Propose an edition of ``year`` that holds all that the edition in force holds, in all languages.

    Keys are new: an edition is matched with the one before by the mapping
    alone, which begins here with each guideline beside its copy. How good each
    translation is comes along.
    """
    GuidelineSet.objects.select_for_update().get(pk=edition.set_id)
    old = lock(edition)
    if old.state != EditionState.PUBLISHED:
        raise NotToFollow
    if year <= old.year:
        raise YearNotLater(old)
    taken = Edition.objects.filter(set=old.set_id, year=year).first()
    if taken:
        raise YearTaken(taken)
    with translation.override(SOURCE):
        new, guidelines = _copy_all(old, year)
        for obj in (new, *Section.objects.filter(edition=new), *Guideline.objects.filter(edition=new)):
            obj.save_revision(user=by, clean=False)
    record(new, "library.follow_edition", by=by, after={"follows": name_of(old), "guidelines": len(guidelines)})
    _begin_mapping(old, new, guidelines)
    propose_mapping(new, by=by)
    return new


def _copy_all(old, year):
    """Return the copy of the edition, and old → new of its guidelines; a fixed number of queries but for sections."""
    new = _copied(
        old, year=year, state=EditionState.PROPOSED, consultation_ends_on=None, published_at=None, published_by_id=None
    )
    new.save()
    EditionLanguage.objects.bulk_create(EditionLanguage(edition=new, language=code) for code in CODES)
    blocks = _copy_rows(BlockKind.objects.filter(edition=old), edition_id=new.pk)
    levels = _copy_rows(Level.objects.filter(edition=old), edition_id=new.pk)
    sections = _copy_sections(old, new)
    guidelines = _copy_rows(
        Guideline.objects.filter(edition=old), edition_id=new.pk, number=None, section_id=_of(sections)
    )
    within = {"guideline_id": _of(guidelines)}
    points = _copy_rows(_parts(Point, old), block_id=_of(blocks), **within)
    descriptors = _copy_rows(_parts(GuidelineLevel, old), level_id=_of(levels), **within)
    references = _copy_rows(_parts(Reference, old), **within)
    # What points to another set's guideline goes on pointing there.
    _copy_rows(_parts(CrossReference, old), to_id=_of(guidelines), **within)
    _copy_states({old: new} | blocks | levels | sections | guidelines | points | descriptors | references)
    return new, guidelines


def _parts(model, edition):
    return model.objects.filter(guideline__edition=edition)


def _of(pairs):
    """Return what leads from a primary key in the old edition to the one of its copy; others stay."""
    keys = {old.pk: new.pk for old, new in pairs.items()}
    return lambda pk: keys.get(pk, pk)


def _copied(obj, **changes):
    """Return an unsaved copy with a key of its own. A change is a value, or a function of the old value."""
    values = {}
    for field in obj._meta.concrete_fields:
        value = getattr(obj, field.attname)
        if field.attname in changes:
            change = changes[field.attname]
            values[field.attname] = change(value) if callable(change) else change
        elif field.name not in FRESH:
            values[field.attname] = value
    return type(obj)(**values)


def _copy_rows(rows, **changes):
    """Return old → new of many rows that are written at once."""
    copies = rows.model.objects.bulk_create(_copied(row, **changes) for row in rows)
    return dict(zip(rows, copies, strict=True))


def _copy_sections(old, new):
    """Parents first, because what stands within them names them."""
    sections = {}
    for section in in_tree_order(Section.objects.filter(edition=old)):
        sections[section] = _copied(section, edition_id=new.pk, code="", parent_id=_of(sections))
        sections[section].save()
    return sections


def _copy_states(pairs):
    names = {name_of(old): name_of(new) for old, new in pairs.items()}
    TranslationState.objects.bulk_create(
        _copied(state, target=names[state.target])
        for state in TranslationState.objects.filter(target__in=list(names)).order_by("pk")
    )


def _begin_mapping(old, new, guidelines):
    mapping = Mapping.objects.create(old=old, new=new)
    rows = MappingRow.objects.bulk_create(
        MappingRow(mapping=mapping, kind=MappingKind.UNCHANGED) for _guideline in guidelines
    )
    MappedGuideline.objects.bulk_create(
        MappedGuideline(mapping=mapping, row=row, guideline=guideline)
        for row, pair in zip(rows, guidelines.items(), strict=True)
        for guideline in pair
    )

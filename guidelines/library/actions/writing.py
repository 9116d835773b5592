"""What every writing action of the library shares: the lock, the guard, the rehearsal, and keeping what was written."""

from contextlib import contextmanager

from django.db import transaction
from django.utils import translation

from guidelines.library.contents import Contents, parts_of, settle_line_ends, written_parts
from guidelines.library.enums import EDITABLE
from guidelines.library.exceptions import ChangedByBoth, ChangedMeanwhile, EditionFrozen, LanguageFrozen, NotYourText
from guidelines.library.merging import Merge
from guidelines.library.models import Edition, Guideline, Section
from guidelines.library.rules import writable_languages
from portal.audit.record import name_of, record
from portal.languages import CODES, SOURCE
from portal.translations import states
from portal.translations.models import Made


def lock(edition):
    """Return the edition, locked: nobody approves, publishes or releases while somebody writes."""
    return Edition.objects.select_for_update(of=("self",)).select_related("set").get(pk=edition.pk)


@contextmanager
def rehearsal():
    """Do what stands inside and take it back: what it refuses is refused, nothing is kept and nobody is told."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def frozen_languages(edition):
    """Return the languages that no longer change: those released, and English once it was approved."""
    if edition.pk is None:
        return set()
    frozen = set(edition.languages.filter(released_at__isnull=False).values_list("language", flat=True))
    return frozen if edition.state in EDITABLE else frozen | {SOURCE}


def check_open(edition, *languages):
    """Refuse a language that no longer changes; the first of them is named."""
    frozen = frozen_languages(edition)
    for code in languages:
        if code in frozen:
            raise LanguageFrozen(code)


def check_seen(stored, seen):
    """Refuse to write over what somebody saved since the writer read revision ``seen`` (None: not asked)."""
    if seen is not None and stored is not None and stored.latest_revision_id != seen:
        raise ChangedMeanwhile


def merge(obj, stored, *, seen, settled=None):
    """Bring into ``obj`` what somebody saved since the writer read revision ``seen`` (None: not asked).

    What both changed is refused, unless ``settled`` says which side to take.
    """
    if seen is None or stored is None or stored.latest_revision_id == seen:
        return
    base = stored.revisions.filter(pk=seen).first()
    if base is None:
        raise ChangedMeanwhile
    states_of_it = obj, base.as_object(), stored
    for state in states_of_it:
        settle_line_ends(state)
    conflicts = Merge(*states_of_it, settled or {}).conflicts
    if conflicts:
        raise ChangedByBoth(conflicts)


def check_structure(edition, *, by):
    """Refuse what adds, moves or removes something, unless the edition may still change and is this person's."""
    if edition.state not in EDITABLE:
        raise EditionFrozen(edition)
    if not by.has_perm("library.change_edition", edition):
        raise NotYourText


def check_changes(edition, record, before, after, *, by, erratum=None):
    """Refuse a change of what stands, or of what is not this person's to write.

    An erratum opens one text that stands, and nothing beside it.
    """
    differing = before.texts_that_differ(after)
    if erratum is not None:
        if before.structure != after.structure or differing != {erratum.place}:
            raise EditionFrozen(edition)
        return differing
    languages = {code for _part, _field, code in differing}
    if before.structure != after.structure:
        check_structure(edition, by=by)
    if not languages:
        return differing
    frozen = languages & frozen_languages(edition)
    for code in CODES:
        if code in frozen:
            raise EditionFrozen(edition) if code == SOURCE else LanguageFrozen(code)
    if not languages <= writable_languages(by, edition, record):
        raise NotYourText
    return differing


#: What no editor writes: it stays as the database has it, whatever revision or form ``obj`` comes from.
KEPT = {
    Edition: ["uuid", "state", "published_at", "published_by_id"],
    Section: ["key", "code", "position"],
    Guideline: ["key", "number"],
}


def write(obj, *, stored, edition, verb, by, erratum=None, made=Made.HUMAN):
    """Check, save and keep one record with its parts; return whether anything changed.

    ``obj`` carries what shall be; ``stored`` is what the database holds, or
    None. The base columns of translated fields always get the English text,
    whatever language the writer works in. ``erratum``: the one under which
    a text that stands is corrected; only ``issue_erratum`` has one to give.
    ``made`` says who translated.
    """
    if stored is not None:
        for name in KEPT[type(obj)]:
            setattr(obj, name, getattr(stored, name))
    settle_line_ends(obj)
    before, after = Contents.of(stored), Contents.of(obj)
    differing = check_changes(edition, obj if stored is None else stored, before, after, by=by, erratum=erratum)
    if stored is not None and before == after:
        return False
    with translation.override(SOURCE):
        obj.full_clean()
        for part in parts_of(obj):
            part.clean_fields(exclude=["edition", "guideline"])
        obj.save()
        if hasattr(obj, "save_revision"):
            obj.save_revision(user=by, clean=False)
    _keep_states(obj, stored, differing, made)
    told = after.for_audit(before) | (erratum.for_audit() if erratum else {})
    record(obj, verb, by=by, before=before.for_audit(after) if stored else None, after=told)
    return True


def _keep_states(obj, stored, differing, made):
    present = written_parts(obj)
    names = {name_of(part) for part in present}
    before = written_parts(stored) if stored is not None else []
    states.forget([part for part in before if name_of(part) not in names])
    states.keep(present, changed=differing, made=made)

"""Errata: the one way to change a text that readers of a published edition have read."""

from django.db import transaction

from guidelines.library import tasks
from guidelines.library.actions.papers import promise_papers
from guidelines.library.actions.writing import lock, rehearsal, write
from guidelines.library.completeness import REQUIRED
from guidelines.library.contents import texts_of, with_texts, written_parts
from guidelines.library.exceptions import (
    NoLongerStands,
    NothingCorrected,
    NotOfThisEdition,
    NotYetRead,
    NotYourText,
    ReasonNeeded,
    StillEdited,
    TextNeeded,
)
from guidelines.library.models import Edition, Erratum, Guideline, Point, Section
from portal import clock
from portal.audit.record import name_of
from portal.background import outbox
from portal.languages import SOURCE, current, value_in
from portal.written import line_ends


@transaction.atomic
def issue_erratum(owner, *, part, field, language, before, after, reason, by, reason_lang=None):
    """Correct one text of a published edition, in one released language, and say so under the next number.

    ``owner`` is the guideline, section or edition; ``part`` the record within it
    that has the field, perhaps the same. ``before`` is the text that the person
    had in view: when another one stands, nothing is overwritten. Other
    languages keep their texts; a correction of English makes them out of date.
    """
    # The edition is locked, so numbers follow one another and nobody corrects the same text at once.
    edition = lock(owner if isinstance(owner, Edition) else owner.edition)
    if not by.has_perm("library.issue_erratum", edition):
        raise NotYourText
    if not edition.is_public:
        raise NotYetRead
    if language not in edition.released_languages():
        raise StillEdited(language)
    stored = edition if isinstance(owner, Edition) else type(owner).objects.filter(pk=owner.pk, edition=edition).first()
    part = _found(stored, part, field)
    after, reason = line_ends(after).strip(), reason.strip()
    _check_texts(part, field, language, before=before, after=after)
    if not reason:
        raise ReasonNeeded
    erratum = Erratum(
        edition=edition,
        number=Erratum.objects.last_number(edition) + 1,
        language=language,
        issued_on=clock.today(),
        issued_by=by,
        guideline=stored if isinstance(stored, Guideline) else None,
        section=stored if isinstance(stored, Section) else None,
        block=part.block if isinstance(part, Point) else None,
        target=name_of(part),
        field=field,
        before=value_in(part, field, language),
        after=after,
        reason=reason,
        reason_lang=reason_lang or current(),
    )
    _write(erratum, stored, edition, by=by)
    erratum.full_clean()
    erratum.save()
    promise_papers(edition, language, erratum=erratum)
    if language == SOURCE:
        uuid = str(edition.uuid)
        occasion = f"erratum {erratum.language} {erratum.number}"
        outbox.add(tasks.tell_of_unattended, uuid, occasion, key=f"library.unattended:{uuid}:{occasion}")
    return erratum


def rehearse_erratum(owner, **given):
    """Refuse what issuing would refuse, by issuing and taking back; nothing is kept and nobody is told."""
    with rehearsal():
        issue_erratum(owner, **given)


def _found(stored, part, field):
    """Return the part as it is stored within its owner; anything else is not of this edition."""
    if stored is not None and field in texts_of(type(part)):
        for one in written_parts(stored):
            if type(one) is type(part) and one.pk == part.pk:
                return one
    raise NotOfThisEdition


def _check_texts(part, field, language, *, before, after):
    stands = value_in(part, field, language)
    if line_ends(stands) != line_ends(before):
        raise NoLongerStands(stands)
    if after == line_ends(stands).strip():
        raise NothingCorrected
    is_due = field in REQUIRED[type(part)] or (language != SOURCE and value_in(part, field, SOURCE))
    if not after and is_due:
        raise TextNeeded


def _write(erratum, stored, edition, *, by):
    """Write the corrected text through the one way in, which is opened for this text and no other."""
    # Read a second time: the record as it shall be must not be the one it is compared with.
    corrected = type(stored).objects.get(pk=stored.pk)
    with_texts(corrected, erratum.language, {(erratum.target, erratum.field): erratum.after})
    if isinstance(corrected, Guideline):
        corrected.updated_at = clock.now()
    write(corrected, stored=stored, edition=edition, verb="library.issue_erratum", by=by, erratum=erratum)

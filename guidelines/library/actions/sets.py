from django.db import transaction
from django.utils import translation

from guidelines.library.contents import settle_line_ends
from guidelines.library.exceptions import NotYourText
from guidelines.library.models import GuidelineSet
from portal.audit.record import name_of, record
from portal.languages import CODES, SOURCE, value_in
from portal.translations import states


@transaction.atomic
def save_set(guideline_set, *, by):
    """Add a set of guidelines, or change its titles. Its code stands in every address: it never changes."""
    stored = GuidelineSet.objects.select_for_update().filter(pk=guideline_set.pk).first()
    if not by.has_perm("library.change_guidelineset" if stored else "library.add_guidelineset"):
        raise NotYourText
    if stored is not None:
        guideline_set.code = stored.code
    settle_line_ends(guideline_set)
    before, after = _contents(stored), _contents(guideline_set)
    differing = {place for place in before.keys() | after.keys() if before.get(place) != after.get(place)}
    if stored is not None and not differing:
        return guideline_set
    with translation.override(SOURCE):
        guideline_set.full_clean()
        guideline_set.save()
    states.keep([guideline_set], changed={place for place in differing if place[-1] in CODES})
    record(
        guideline_set,
        "library.change_set" if stored else "library.add_set",
        by=by,
        before=_for_audit(before, differing) if stored else None,
        after=_for_audit(after, differing),
    )
    return guideline_set


def _for_audit(contents, differing):
    return {f"{field} {code}".strip(): contents.get((name, field, code), "") for name, field, code in sorted(differing)}


def _contents(guideline_set):
    if guideline_set is None:
        return {}
    return _texts(guideline_set) | {(name_of(guideline_set), "position", ""): guideline_set.position}


def _texts(guideline_set):
    return {
        (name_of(guideline_set), field, code): text
        for field in states.translated_fields(GuidelineSet)
        for code in CODES
        if (text := value_in(guideline_set, field, code))
    }

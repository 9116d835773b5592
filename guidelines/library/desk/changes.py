"""What a draft changes against the edition in force, for those who work on it, before it is published."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from guidelines.library.changes import Changes
from guidelines.library.desk.mapping import followed
from guidelines.library.enums import PUBLIC, MappingKind
from guidelines.library.models import Edition, Guideline
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from portal.access import get_or_deny


@require_safe
def edition_changes(request, uuid):
    """The whole draft against the edition that it follows, with counts by kind."""
    return _page(request, None, uuid=uuid)


@require_safe
def guideline_changes(request, key):
    """One guideline of a draft against what it comes from."""
    seen = Guideline.objects.visible_to(request.user).exclude(edition__state__in=PUBLIC)
    guideline = get_object_or_404(seen, key=key)
    return _page(request, guideline, pk=guideline.edition_id)


def _page(request, guideline, **which):
    edition = get_or_deny(request.user, Edition.objects.for_reading(), "library.view_edition", **which)
    old, following = followed(edition)
    return render(
        request,
        "library/desk/changes.html",
        {
            "edition": edition,
            "old": old,
            "guideline": guideline,
            "following": following,
            "changes": following and _changes(request.user, edition, following, guideline),
        },
    )


def _changes(user, edition, following, guideline):
    reading = Reading.of(edition, user)
    rows = [mapped.row for mapped in following.rows if mapped.row.kind == MappingKind.UNCHANGED and not mapped.is_true]
    reworded = frozenset(row.pk for row in rows)
    before = Reading.of(following.mapping.old, user)
    return Changes([following.mapping], before, reading, Outline(reading), guideline=guideline, reworded=reworded)

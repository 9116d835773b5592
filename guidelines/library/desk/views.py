"""The desk of an edition in the admin: where it stands, its languages, its contents, who works on it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guidelines.library import actions, completeness
from guidelines.library.desk.assignments import AssignmentForm
from guidelines.library.desk.forms import may_build
from guidelines.library.enums import SETTLED
from guidelines.library.exceptions import Refused
from guidelines.library.models import Edition, EditionAssignment, Guideline, Section
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from guidelines.library.workflow import EDITION
from portal.access import get_or_deny
from portal.languages import CODES, NAMES

#: The moves that somebody makes; to supersede happens by itself.
BY_HAND = {
    "draft": actions.draft_edition,
    "approve": actions.approve_edition,
    "reopen": actions.reopen_edition,
    "publish": actions.publish_edition,
}


def editions():
    return Edition.objects.select_related("set", "commission").prefetch_related("languages")


@require_safe
def edition_desk(request, uuid):
    edition = get_or_deny(request.user, editions(), "library.view_edition", uuid=uuid)
    return _desk(request, edition, AssignmentForm())


def _desk(request, edition, form, status=200):
    user = request.user
    reading = Reading.of(edition, user)
    return render(
        request,
        "library/desk/edition.html",
        {
            "edition": edition,
            "moves": [move for move in EDITION.available(edition, user) if move.name in BY_HAND],
            "board": completeness.board(edition),
            "may_release": edition.state in SETTLED and user.has_perm("library.release_language", edition),
            "may_build": may_build(user, edition),
            "may_assign": user.has_perm("library.assign_edition", edition),
            "outline": Outline(reading),
            "assignments": edition.assignments.current().select_related("user"),
            "form": form,
        },
        status=status,
    )


@require_POST
def edition_move(request, uuid, move):
    if move not in BY_HAND:
        raise Http404
    edition = get_or_deny(request.user, editions(), EDITION.moves[move].permission, uuid=uuid)
    return _try(request, edition, lambda: BY_HAND[move](edition, by=request.user), _("The edition was moved on."))


@require_POST
def language_release(request, uuid, language):
    if language not in CODES:
        raise Http404
    edition = get_or_deny(request.user, editions(), "library.release_language", uuid=uuid)
    said = _("%(language)s is released.") % {"language": NAMES[language]}
    return _try(request, edition, lambda: actions.release_language(edition, language=language, by=request.user), said)


@require_POST
def assignment_add(request, uuid):
    edition = get_or_deny(request.user, editions(), "library.assign_edition", uuid=uuid)
    form = AssignmentForm(request.POST)
    if not form.is_valid():
        return _desk(request, edition, form, status=422)
    given = form.cleaned_data
    given["user"] = given.pop("email")
    return _try(request, edition, lambda: actions.assign(edition, **given, by=request.user), _("The duty was given."))


@require_POST
def assignment_end(request, uuid):
    assignment = get_object_or_404(
        EditionAssignment.objects.filter(edition__in=Edition.objects.visible_to(request.user)), uuid=uuid
    )
    edition = get_or_deny(request.user, editions(), "library.assign_edition", pk=assignment.edition_id)
    return _try(request, edition, lambda: actions.unassign(assignment, by=request.user), _("The duty has ended."))


@require_POST
def section_remove(request, key):
    return _remove(request, Section, key, "library.delete_section", actions.remove_section)


@require_POST
def guideline_remove(request, key):
    return _remove(request, Guideline, key, "library.delete_guideline", actions.remove_guideline)


def _remove(request, model, key, permission, action):
    seen = model.objects.filter(edition__in=Edition.objects.visible_to(request.user))
    found = get_object_or_404(seen.select_related("edition"), key=key)
    edition = get_or_deny(request.user, editions(), permission, pk=found.edition_id)
    return _try(request, edition, lambda: action(found, by=request.user), _("It was removed."))


def _try(request, edition, act, said):
    """Act, and say what came of it at the desk."""
    try:
        act()
    except (Refused, ValidationError) as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, said)
    return redirect("library_desk:edition", edition.uuid)

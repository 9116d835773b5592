"""The desk of an edition in the admin: where it stands, its languages, its contents, who works on it."""

import functools

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guidelines.library import actions, completeness
from guidelines.library.desk import mapping
from guidelines.library.desk.assignments import AssignmentForm, ConsultationForm
from guidelines.library.desk.forms import may_build
from guidelines.library.enums import EditionState
from guidelines.library.exceptions import CommentsUnanswered, MappingOpen
from guidelines.library.models import Edition, EditionAssignment
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from guidelines.library.rules import translated_languages
from guidelines.library.saying import refusals_said
from guidelines.library.todos import unanswered_url
from guidelines.library.workflow import EDITION
from portal.access import get_or_deny
from portal.formats import language_name
from portal.languages import CODES, SOURCE
from portal.workflow import onward

#: Moves with a page of their own, which names what will happen (``desk/publishing.py``).
ASKS_FIRST = {"publish"}


@require_safe
def edition_desk(request, uuid):
    edition = get_or_deny(request.user, Edition.objects.for_reading(), "library.view_edition", uuid=uuid)
    return _desk(request, edition, AssignmentForm())


def _desk(request, edition, form, *, consultation=None, status=200):
    user = request.user
    reading = Reading.of(edition, user)
    moves, hindered = _moves(edition, user)
    return render(
        request,
        "library/desk/edition.html",
        {
            "edition": edition,
            "moves": sorted(moves, key=lambda move: move.leads_back),
            "main": onward(moves),
            "hindered": hindered,
            "board": completeness.board(edition),
            "may_build": may_build(user, edition),
            "may_translate": bool(translated_languages(user, edition)),
            "may_assign": user.has_perm("library.assign_edition", edition),
            "may_exchange": user.has_perm("library.import_edition", edition),
            "outline": Outline(reading),
            "assignments": edition.assignments.current().select_related("user"),
            "form": form,
            "consultation": consultation or ConsultationForm(),
            "succession": mapping.offer(user, edition),
        },
        status=status,
    )


def _moves(edition, user):
    """Return the moves that this person can make now, and those from here that are not open.

    Each of these with the reason and the address where it can be done away with, if there is one.
    """
    moves, hindered = [], []
    for move in EDITION.moves.values():
        if edition.state not in move.sources or move.name not in actions.MOVES:
            continue
        if not user.has_perm(move.permission, edition):
            hindered.append((move, _("This is for others to do: none of your roles includes it."), ""))
        elif (reason := actions.hindrance(edition, move.name)) is not None:
            hindered.append((move, reason, _way_out(edition, reason)))
        else:
            moves.append(move)
    return moves, hindered


def _way_out(edition, reason):
    """Return where what stands in the way of a move is dealt with; nothing where no page is the place."""
    if isinstance(reason, CommentsUnanswered):
        return unanswered_url(edition)
    if isinstance(reason, MappingOpen):
        return reverse("library_desk:mapping", args=[edition.uuid])
    return ""


@require_POST
def edition_move(request, uuid, move):
    if move not in actions.MOVES or move in ASKS_FIRST:
        raise Http404
    edition = get_or_deny(request.user, Edition.objects.for_reading(), EDITION.moves[move].permission, uuid=uuid)
    given = {}
    if move == "consult":
        form = ConsultationForm(request.POST)
        if not form.is_valid():
            return _desk(request, edition, AssignmentForm(), consultation=form, status=422)
        given = form.cleaned_data
    act = functools.partial(actions.MOVES[move], edition, by=request.user, **given)
    said = _("The edition was moved on: %(state)s.") % {"state": EditionState(EDITION.moves[move].target).label}
    return _try(request, edition, act, said)


@require_POST
def language_release(request, uuid, language):
    if language not in CODES:
        raise Http404
    edition = get_or_deny(request.user, Edition.objects.for_reading(), "library.release_language", uuid=uuid)
    seen = request.POST.get("seen", "") if "looked" in request.POST else ""
    with refusals_said(request):
        actions.release_language(edition, language=language, by=request.user, seen=seen)
        messages.success(request, _("%(language)s is released.") % {"language": language_name(language)})
        return redirect("library_desk:edition", edition.uuid)
    if language == SOURCE:
        return redirect("library_desk:edition", edition.uuid)
    return redirect("translating:before_release", edition.uuid, language)


@require_POST
def assignment_add(request, uuid):
    edition = get_or_deny(request.user, Edition.objects.for_reading(), "library.assign_edition", uuid=uuid)
    form = AssignmentForm(request.POST)
    if not form.is_valid():
        return _desk(request, edition, form, status=422)
    given = form.cleaned_data
    given["user"] = given.pop("email")
    act = functools.partial(actions.assign, edition, **given, by=request.user)
    return _try(request, edition, act, _("The duty was given, and a letter says so."))


@require_POST
def assignment_end(request, uuid):
    assignment = get_object_or_404(
        EditionAssignment.objects.filter(edition__in=Edition.objects.visible_to(request.user)), uuid=uuid
    )
    edition = get_or_deny(
        request.user, Edition.objects.for_reading(), "library.assign_edition", pk=assignment.edition_id
    )
    return _try(request, edition, lambda: actions.unassign(assignment, by=request.user), _("The duty has ended."))


def _try(request, edition, act, said):
    """Act, and say what came of it at the desk."""
    with refusals_said(request):
        act()
        messages.success(request, said)
    return redirect("library_desk:edition", edition.uuid)

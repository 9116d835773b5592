"""The moves: each has a page that says what it means (GET) and a button that does it (POST)."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from guidelines.assessment import actions
from guidelines.assessment.forms import ReturnForm
from guidelines.assessment.outline import outline_of
from guidelines.assessment.views.answers import section_url
from guidelines.assessment.views.common import facts_of, fetch, frame_of, step_up
from guidelines.assessment.workflow import ASSESSMENT, moves_for
from portal import refused
from portal.languages import localized
from portal.tables import Column
from portal.workflow import MoveNotAllowed

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_OR_POST
def hand_in(request, uuid):
    """The review before handing in: what is unanswered, and "not applicable" without a reason."""
    return confirmed_move(request, uuid, "hand_in", actions.hand_in_assessment, _("The self-assessment is handed in."))


@refused.keeps(reason=gettext_lazy("What is to be changed"))
@GET_OR_POST
def return_(request, uuid):
    assessment = fetch(request.user, "return", uuid)
    if (elsewhere := not_now(request, assessment, "return")) is not None:
        return elsewhere
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_assessment(assessment, by=request.user, **form.cleaned_data)
        except MoveNotAllowed as problem:
            messages.error(request, str(problem))
            return redirect(assessment)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The self-assessment is returned. Those who answer are told why."))
            return redirect(assessment)
    return render(request, "assessment/return.html", frame_of(assessment, up=[step_up(assessment)]) | {"form": form})


@GET_OR_POST
def sign_off(request, uuid):
    """What the signer states, beside what is still open. Answers handed in again meanwhile are not signed unseen."""

    def sign(assessment, *, by):
        return actions.sign_off_assessment(assessment, by=by, seen=moment_of(request.POST.get("seen", "")))

    done = _("The self-assessment is signed off. Its report is kept in seven languages.")
    return confirmed_move(request, uuid, "sign_off", sign, done)


def moment_of(text):
    """Return the moment that the page carried; the first of all moments for anything else, which fits no page."""
    try:
        return parse_datetime(text) or datetime.min
    except ValueError:
        return datetime.min


@GET_OR_POST
def archive(request, uuid):
    return confirmed_move(
        request, uuid, "archive", actions.archive_assessment, _("The self-assessment is put into the archive.")
    )


@GET_OR_POST
def discard(request, uuid):
    done = _("The self-assessment is discarded.")
    return confirmed_move(request, uuid, "discard", actions.discard_assessment, done, then="assessment:list")


def confirmed_move(request, uuid, name, action, done, *, then=None):
    """Show the page of a move, or make it; a move that is no longer possible leads to the assessment."""
    assessment = fetch(request.user, name, uuid)
    if (elsewhere := not_now(request, assessment, name)) is not None:
        return elsewhere
    if request.method == "POST":
        try:
            action(assessment, by=request.user)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
            return redirect(
                request.path if ASSESSMENT.allows(name, type(assessment).objects.get(pk=assessment.pk)) else assessment
            )
        messages.success(request, done)
        return redirect(then or assessment)
    return render(request, f"assessment/{name}.html", move_context(request, assessment))


def not_now(request, assessment, name):
    if any(move.name == name for move in moves_for(assessment, request.user)):
        return None
    messages.error(request, str(MoveNotAllowed(ASSESSMENT.moves[name], assessment.state)))
    return redirect(assessment)


def move_context(request, assessment):
    outline = outline_of(assessment)
    readable = assessment.edition.readable_languages(request.user)

    def line(row):
        page = outline.page_of(row.guideline)
        return {
            "code": row.guideline.code,
            "title": localized(row.guideline, "title", readable=readable),
            "url": f"{section_url(assessment, page)}#g{row.guideline.number}",
        }

    return frame_of(assessment, up=[step_up(assessment)]) | {
        "outline": outline,
        "facts": facts_of(outline.scores.whole),
        "parts": [
            {
                "code": part.code,
                "title": localized(part, "title", readable=readable),
                "score": outline.scores.at(str(part.key)),
            }
            for part, _pages in outline.parts()
        ],
        "columns": [
            Column(_("Part")),
            Column(_("Answered"), is_number=True),
            Column(_("Not applicable"), is_number=True),
            Column(_("Level"), is_number=True),
            Column(_("Target"), is_number=True),
        ],
        "unanswered": [line(row) for row in outline.unanswered],
        "without_reason": [line(row) for row in outline.without_reason],
        "seen": assessment.handed_in_at.isoformat() if assessment.handed_in_at else "",
    }

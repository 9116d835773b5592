"""The section page and the saving of one answer, with script and without."""

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from guidelines.assessment import actions, conflicts, drafts
from guidelines.assessment.forms import NOT_APPLICABLE, AnswerForm
from guidelines.assessment.history import changes_of, working_now
from guidelines.assessment.outline import outline_of
from guidelines.assessment.sheets import Sheet
from guidelines.assessment.views.common import fetch, frame_of, may_answer, step_up
from portal import refused
from portal.formats import clock_time, day_short, is_today, isolate, language_name, moment
from portal.languages import NAMES, localized

logger = structlog.stdlib.get_logger(__name__)


def saved_text(at):
    """Return “Saved 10:42”, with the day when it was not today, in the reader's zone and language."""
    if is_today(at):
        return _("Saved %(time)s") % {"time": clock_time(at)}
    return _("Saved %(day)s, %(time)s") % {"day": day_short(at), "time": clock_time(at)}


def history_text(acknowledgement):
    """Return the line below an answer: who, when, and in which language the question was read."""
    return _("%(name)s, %(moment)s; question read in %(language)s.") % {
        "name": isolate(acknowledgement.by.name),
        "moment": isolate(moment(acknowledgement.at)),
        "language": language_name(acknowledgement.read_lang),
    }


@require_safe
def section(request, uuid, key):
    assessment = fetch(request.user, "view", uuid)
    outline = outline_of(assessment)
    page = outline.page(key)
    if page is None:
        raise Http404
    return section_page(request, assessment, outline, page)


def section_page(request, assessment, outline, page, *, came_back=None, status=200):
    """Print one section; ``came_back`` are entries that were refused, by guideline."""
    readable = assessment.edition.readable_languages(request.user)
    before, after = outline.beside(page)
    items = list(Sheet(assessment, page, readable, refused=came_back).items())
    latest = max((item.answer.answered_at for item in items if item.answer.version), default=None)
    url = section_url(assessment, page)
    context = frame_of(assessment, up=[step_up(assessment)]) | {
        "page": page,
        "page_title": localized(page.section, "title", readable=readable),
        "introduction": localized(page.section, "introduction", readable=readable),
        "items": items,
        "groups": rail(assessment, outline, page, readable),
        "outline": outline,
        "can_answer": may_answer(request.user, assessment),
        "colleagues": working_now(assessment, but=request.user),
        "previous": before and {"url": section_url(assessment, before), "section": before.section},
        "next": after and {"url": section_url(assessment, after), "section": after.section},
        "saved": saved_text(latest) if latest else "",
        "draft_key": drafts.key_for(request.user),
        "page_url": url,
        "comment_languages": NAMES.items(),
        "comment_length": actions.COMMENT_LENGTH,
        "waiting_texts": [
            ngettext("%(count)d answer waiting", "%(count)d answers waiting", n) % {"count": n}
            for n in range(len(items) + 1)
        ],
        "came_back": bool(came_back),
    }
    return render(request, "assessment/section.html", context, status=status)


def rail(assessment, outline, current, readable):
    """Return the sections of the set with how many are answered, as components/contents.html prints them."""
    return [
        {
            "title": format_html("{} {}", part.code, localized(part, "title", readable=readable)),
            "items": [
                {
                    "url": section_url(assessment, page),
                    "code": page.section.code,
                    "label": localized(page.section, "title", readable=readable).marked,
                    "is_current": page is current,
                    "count": _("%(count)d of %(total)d") % {"count": page.answered, "total": page.total},
                }
                for page in pages
            ],
        }
        for part, pages in outline.parts()
    ]


def section_url(assessment, page):
    return reverse("assessment:section", args=[assessment.uuid, page.section.key])


@refused.keeps(level=gettext_lazy("Level"), target=gettext_lazy("Target"), comment=gettext_lazy("Comment"))
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, uuid, key):
    """Save one answer (POST), or show how it came about (GET)."""
    if request.method != "POST":
        return answer_history(request, uuid, key)
    reply = Script(request) if refused.wants_data(request) else Page(request)
    try:
        assessment = fetch(request.user, "answer", uuid)
    except Http404:
        return reply.refuse(404, "gone", _("You can no longer open this self-assessment, so nothing was saved."))
    except PermissionDenied:
        return reply.refuse(
            403, "refused", _("You may read this self-assessment but not answer, so nothing was saved.")
        )
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return reply.invalid(assessment, key, form)
    if form.cleaned_data["writer"] != request.user.uuid:
        sentence = _("Somebody else has signed in here since you opened the page, so nothing was saved.")
        return reply.refuse(401, "another-person", sentence)
    return save(reply, assessment, key, form)


def save(reply, assessment, key, form):
    """Call the action and answer with what came of it."""
    user = reply.request.user
    try:
        acknowledgement = actions.save_answer(
            assessment,
            key,
            key=form.cleaned_data["key"],
            seen_version=form.cleaned_data["version"],
            values=conflicts.decided(assessment, key, form.values(), reply.request.POST),
            read_lang=form.cleaned_data["read_lang"],
            by=user,
        )
    except ValidationError as problem:
        form.add_error(None, problem)
        return reply.invalid(assessment, key, form)
    except actions.Conflict as conflict:
        return reply.conflict(assessment, key, form, conflict)
    except actions.AnswersClosed:
        sentence = _("This self-assessment was handed in or signed meanwhile, so nothing was saved.")
        return reply.refuse(409, "closed", sentence)
    except OperationalError:
        logger.exception("answer.not_saved")
        sentence = _("The portal is very busy, so nothing was saved. Wait a moment, then send it once more.")
        return reply.refuse(503, "busy", sentence)
    except (actions.NoSuchGuideline, actions.KeyUsedElsewhere):
        return reply.refuse(404, "gone", _("This answer does not belong to this self-assessment; nothing was saved."))
    return reply.saved(assessment, acknowledgement)


def answer_history(request, uuid, key):
    """Show every version of one answer: who, when, what, and in which language the question was read."""
    assessment = fetch(request.user, "view", uuid)
    outline = outline_of(assessment)
    row = next((row for row in outline.rows if row.guideline.key == key), None)
    if row is None:
        raise Http404
    page = outline.page_of(row.guideline)
    readable = assessment.edition.readable_languages(request.user)
    url = section_url(assessment, page)
    context = frame_of(
        assessment, up=[step_up(assessment), (localized(page.section, "title", readable=readable).marked, url)]
    )
    context |= {
        "guideline": row.guideline,
        "guideline_title": localized(row.guideline, "title", readable=readable),
        "top": max((level.value for level in assessment.edition.levels.all()), default=0),
        "changes": changes_of(assessment, row, readable),
        "section_url": f"{url}#g{row.guideline.number}",
    }
    return render(request, "assessment/answer.html", context)


@require_safe
def token(request):
    """Give a script a fresh CSRF token, and say for whom: a new sign-in makes the page's own too old."""
    return JsonResponse({"token": get_token(request), "user": str(request.user.uuid)})


class Script:
    """Replies for the script that saves while somebody writes."""

    def __init__(self, request):
        self.request = request

    def saved(self, assessment, acknowledgement):
        values = acknowledgement.values
        return JsonResponse(
            {
                "id": str(acknowledgement.guideline_key),
                "version": acknowledgement.version,
                "at": acknowledgement.at.isoformat(),
                "saved_text": saved_text(acknowledgement.at),
                "history": history_text(acknowledgement),
                "values": as_entered(values),
            }
        )

    def invalid(self, assessment, key, form):
        return JsonResponse({"code": "invalid", "errors": form.errors}, status=400)

    def conflict(self, assessment, key, form, conflict):
        context = conflicts.context(self.request, assessment, key, form, conflict)
        html = render_to_string("assessment/_conflict.html", context, self.request)
        return JsonResponse({"code": "conflict", "version": conflict.version, "html": html}, status=409)

    def refuse(self, status, code, sentence):
        return JsonResponse({"code": code, "sentence": sentence}, status=status)


class Page:
    """Replies without script: a page each time, and what was entered is on it unless it is saved."""

    def __init__(self, request):
        self.request = request

    def saved(self, assessment, acknowledgement):
        messages.success(self.request, saved_text(acknowledgement.at))
        outline = outline_of(assessment)
        row = next(row for row in outline.rows if row.guideline.key == acknowledgement.guideline_key)
        url = section_url(assessment, outline.page_of(row.guideline))
        return HttpResponseRedirect(f"{url}#g{row.guideline.number}")

    def invalid(self, assessment, key, form):
        outline = outline_of(assessment)
        row = next((row for row in outline.rows if row.guideline.key == key), None)
        if row is None:
            return self.refuse(
                404, "gone", _("This answer does not belong to this self-assessment; nothing was saved.")
            )
        came_back = {str(key): {"values": form.entered(), "errors": form.errors}}
        page = outline.page_of(row.guideline)
        return section_page(self.request, assessment, outline, page, came_back=came_back, status=400)

    def conflict(self, assessment, key, form, conflict):
        outline = outline_of(assessment)
        row = next(row for row in outline.rows if row.guideline.key == key)
        readable = assessment.edition.readable_languages(self.request.user)
        context = frame_of(assessment, up=[step_up(assessment)])
        context |= conflicts.context(self.request, assessment, key, form, conflict)
        context |= {
            "guideline": row.guideline,
            "guideline_title": localized(row.guideline, "title", readable=readable),
            "section_url": f"{section_url(assessment, outline.page_of(row.guideline))}#g{row.guideline.number}",
        }
        return render(self.request, "assessment/conflict.html", context, status=409)

    def refuse(self, status, code, sentence):
        return refused.kept_page(self.request, answer.keeps, status=status, sentence=sentence)


def as_entered(values):
    """Return values as the form's fields hold them."""
    level = NOT_APPLICABLE if values.is_not_applicable else "" if values.level is None else str(values.level)
    return {
        "level": level,
        "target": "" if values.target is None else str(values.target),
        "comment": values.comment,
        "comment_lang": values.comment_lang,
    }

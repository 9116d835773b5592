"""Where a translator begins, inside the house and outside: the editions that are theirs, and the board of one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guidelines.library import actions
from guidelines.library.actions.writing import frozen_languages
from guidelines.library.models import Edition
from guidelines.library.saying import refusals_said
from guidelines.library.translating import board as standing
from guidelines.library.translating import engine
from guidelines.library.translating.unattended import apart, unattended
from guidelines.library.translating.work import (
    due_on,
    edition_or_404,
    may_ask_machine,
    may_assign,
    translates_in_house,
    work_of,
)
from guidelines.library.translating.writing import address
from portal.languages import NAMES, localized
from portal.tables import Column


@require_safe
def edition_list(request):
    """The editions that are this person's to translate."""
    work = [
        {
            "code": one.edition.set.code,
            "year": one.edition.year,
            "title": localized(one.edition.set, "title"),
            "languages": [NAMES[code] for code in one.languages],
            "due_on": one.due_on,
            "url": reverse("translating:board", args=[one.edition.uuid]),
        }
        for one in work_of(request.user)
    ]
    if not work:
        raise Http404
    return render(request, "library/translating/list.html", {"work": work})


@require_safe
def board(request, uuid):
    """Every record of an edition and how it stands in each language."""
    edition, given = edition_or_404(request.user, uuid)
    rows = [
        {
            "code": record.code,
            "title": record.title,
            "cells": [
                {
                    "name": NAMES[cell.language],
                    "url": address(edition, cell.language, record) if cell.is_given else "",
                    "standings": cell.standings(),
                }
                for cell in cells
            ],
        }
        for record, cells in standing.board(edition, given)
    ]
    return render(
        request,
        "library/translating/board.html",
        {
            "edition": edition,
            "title": localized(edition.set, "title"),
            "due_on": due_on(request.user, edition),
            **apart(unattended(Edition.objects.filter(pk=edition.pk)) if translates_in_house(request.user) else []),
            "errata_url": _errata_url(request.user, edition),
            "columns": [Column(_("Text")), *(Column(NAMES[code]) for code in given.languages)],
            "before": [
                (NAMES[code], reverse("translating:before_release", args=[edition.uuid, code]))
                for code in given.languages
            ],
            "rows": rows,
            "files": [
                (NAMES[code], reverse("translating:files", args=[edition.uuid, code])) for code in given.languages
            ],
            "machines": _machines(request.user, edition, given),
            "people_url": reverse("translating:people", args=[edition.uuid]) if may_assign(request.user) else "",
            "trail": [(_("Translating"), reverse("translating:list"))],
        },
    )


def _errata_url(user, edition):
    """Return where a language that readers have is corrected, for those who may; else nothing."""
    may = edition.is_public and user.has_perm("library.issue_erratum", edition)
    return reverse("library_desk:errata", args=[edition.uuid]) if may else ""


@require_POST
def machine(request, uuid, language):
    """Have the engine translate what is missing in a language; the house alone, and only where there is an engine."""
    edition, _given = edition_or_404(request.user, uuid, language)
    if not engine.is_there():
        raise Http404
    if not may_ask_machine(request.user):
        raise PermissionDenied
    with refusals_said(request):
        actions.ask_machine(edition, language=language, by=request.user)
        messages.success(
            request, _("What is missing is being translated. It appears here bit by bit, marked as made by a machine.")
        )
    return redirect("translating:board", edition.uuid)


def _machines(user, edition, given):
    """Return (language, address) for each language that an engine can be asked for."""
    if not engine.is_there() or not may_ask_machine(user):
        return []
    frozen = frozen_languages(edition)
    return [
        (NAMES[code], reverse("translating:machine", args=[edition.uuid, code]))
        for code in given.languages
        if code not in frozen
    ]

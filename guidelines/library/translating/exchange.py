"""Translators' files on the screen: taken out, shown before anything is changed, taken, undone."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guidelines.library import actions
from guidelines.library.actions.writing import frozen_languages
from guidelines.library.exceptions import Refused
from guidelines.library.exchange.exceptions import FileRefused
from guidelines.library.exchange.opening import LARGEST
from guidelines.library.models import TranslationImport
from guidelines.library.saying import refusals_said
from guidelines.library.translating.files import opening
from guidelines.library.translating.files.segments import file_of
from guidelines.library.translating.work import edition_or_404, may_assign
from portal import files
from portal.differences import difference
from portal.formats import language_name
from portal.languages import direction, html_code
from portal.tables import Column

WHAT = {"write": pgettext_lazy("a change", "changed"), "confirm": pgettext_lazy("a change", "confirmed")}
SHOWN, LATEST = 300, 20


class UploadForm(forms.Form):
    """The file alone; what is wrong with it the importer says."""

    file = forms.FileField(
        label=gettext_lazy("File (XLIFF, PO or XLSX)"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlf,.xliff,.po,.xlsx"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request, uuid, language):
    """Show what can be taken out and in, in one language; by POST, rehearse a file."""
    edition, _given = edition_or_404(request.user, uuid, language)
    if request.method != "POST":
        return _page(request, edition, language, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    problems = []
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            row = actions.prepare_translation_import(
                opening.read(upload), edition, language=language, filename=files.safe_name(upload.name), by=request.user
            )
            return redirect("translating:import", row.uuid)
        except Refused as refused:
            form.add_error("file", refused.messages)
            problems = getattr(refused, "problems", problems)
    return _page(request, edition, language, form, problems, status=422)


@require_safe
def export(request, uuid, language, format):
    """Give out what is this person's to translate into a language."""
    edition, given = edition_or_404(request.user, uuid, language)
    if format not in opening.FORMATS:
        raise Http404
    write, ending, content_type = opening.FORMATS[format]
    with refusals_said(request):
        content = write(file_of(edition, given, language))
        return files.made(content, f"{edition.set.code} {edition.year} {html_code(language)}.{ending}", content_type)
    return redirect("translating:files", edition.uuid, language)


@require_safe
def import_detail(request, uuid):
    """Show what a file would change or has changed, and what of it is not taken."""
    row = _import(request, uuid)
    context = {
        "row": row,
        "count": len(row.steps),
        "steps": [_told(step, row.language) for step in row.steps[:SHOWN]],
        "steps_left_out": max(0, len(row.steps) - SHOWN),
        "refused": row.refused[:SHOWN],
        "refused_left_out": max(0, len(row.refused) - SHOWN),
        "change_columns": [Column(_("Text")), Column(_("Change")), Column(_("Difference"))],
        "refused_columns": [Column(_("Text")), Column(_("In the file")), Column(_("Why it is not taken"))],
        "hindrance": actions.translation_import_hindrance(row, by=request.user),
        "lang": html_code(row.language),
        "dir": direction(row.language),
        "language_name": language_name(row.language),
        "back_url": reverse("translating:files", args=[row.edition.uuid, row.language]),
        "take_url": reverse("translating:import_take", args=[row.uuid]),
        "undo_url": reverse("translating:import_undo", args=[row.uuid]),
        "trail": _trail(row.edition),
    }
    return render(request, "library/translating/import.html", context)


def _told(step, language):
    """Return one text of a file with what is done with it, word by word."""
    differing = difference(step["was"], step["text"], language).shortened()
    return step | {"said": WHAT[step["what"]], "difference": differing}


@require_POST
def import_take(request, uuid):
    return _do(request, uuid, actions.take_translation_import, _("The file was imported."))


@require_POST
def import_undo(request, uuid):
    return _do(request, uuid, actions.undo_translation_import, _("The import was undone."))


def _do(request, uuid, act, said):
    row = _import(request, uuid)
    try:
        with refusals_said(request):
            act(row, by=request.user)
            messages.success(request, said)
    except PermissionDenied:
        messages.error(request, _("This text is not yours to write."))
    return redirect("translating:import", row.uuid)


def _import(request, uuid):
    """Return an import of one's own, or of anybody for whoever gives the work out; the language must still be given."""
    rows = TranslationImport.objects.select_related("edition__set", "uploaded_by")
    rows = rows if may_assign(request.user) else rows.filter(uploaded_by=request.user)
    row = get_object_or_404(rows, uuid=uuid)
    edition_or_404(request.user, row.edition.uuid, row.language)
    return row


def _trail(edition):
    board = reverse("translating:board", args=[edition.uuid])
    return [(_("Translating"), reverse("translating:list")), (str(edition), board)]


def _page(request, edition, language, form, problems=(), *, status=200):
    rows = TranslationImport.objects.filter(edition=edition, language=language, imported_at__isnull=False)
    rows = rows if may_assign(request.user) else rows.filter(uploaded_by=request.user)
    context = {
        "edition": edition,
        "form": form,
        "problems": problems[: FileRefused.SHOWN],
        "left_out": max(0, len(problems) - FileRefused.SHOWN),
        "problem_columns": [Column(_("Place")), Column(_("Error"))],
        "is_open": language not in frozen_languages(edition),
        "language_name": language_name(language),
        "most": LARGEST // (1024 * 1024),
        "formats": [
            (name.upper(), reverse("translating:export", args=[edition.uuid, language, name]))
            for name in opening.FORMATS
        ],
        "imports": [
            {
                "url": reverse("translating:import", args=[row.uuid]),
                "filename": row.filename,
                "imported_at": row.imported_at,
                "person": row.uploaded_by.name,
                "undone": row.undone_at is not None,
            }
            for row in rows.select_related("uploaded_by").defer("steps", "refused")[:LATEST]
        ],
        "columns": [Column(_("File")), Column(_("Imported")), Column(_("Person")), Column(_("State"))],
        "trail": _trail(edition),
    }
    return render(request, "library/translating/files.html", context, status=status)

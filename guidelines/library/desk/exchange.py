"""Editions as files, in the admin: taken out, brought in, undone. Each upload is shown before anything is changed."""

import json

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guidelines.library import actions
from guidelines.library.actions.writing import frozen_languages
from guidelines.library.enums import EDITABLE
from guidelines.library.exceptions import Refused
from guidelines.library.exchange import as_json, as_xlsx, opening
from guidelines.library.exchange.columns import FORMAT, RECORDS
from guidelines.library.exchange.dump import dump
from guidelines.library.exchange.exceptions import FileRefused
from guidelines.library.models import Edition, Import
from guidelines.library.saying import refusals_said
from portal import files, formats
from portal.access import get_or_deny, holds
from portal.differences import difference
from portal.languages import CODES, NAMES

MAY = "library.import_edition"
JSON = "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRITERS = {"json": (as_json.write, JSON), "xlsx": (as_xlsx.write, XLSX)}
WHAT = {
    "added": pgettext_lazy("a change", "added"),
    "removed": pgettext_lazy("a change", "removed"),
    "changed": pgettext_lazy("a change", "changed"),
    "moved": pgettext_lazy("a change", "moved"),
}
LATEST = 20


class UploadForm(forms.Form):
    """The file alone; what is wrong with it the importer says."""

    file = forms.FileField(
        label=gettext_lazy("File (XLSX or JSON)"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.json"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request, uuid=None):
    """Show what can be taken out and in, of one edition or for a new one; by POST, rehearse a file."""
    edition = _edition(request, uuid)
    if request.method != "POST":
        return _page(request, edition, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    problems = []
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            book, found = opening.read(upload)
            row = actions.prepare_import(
                book, found, filename=files.safe_name(upload.name), by=request.user, edition=edition
            )
            return redirect("library_desk:import", row.uuid)
        except FileRefused as refused:
            form.add_error("file", refused)
            problems = refused.problems
        except Refused as refused:
            form.add_error("file", refused)
    return _page(request, edition, form, problems, status=422)


@require_safe
def export(request, uuid, format):
    edition = _edition(request, uuid)
    if format not in WRITERS:
        raise Http404
    write, content_type = WRITERS[format]
    with refusals_said(request):
        content = write(dump(edition))
        return files.made(content, f"{edition.set.code} {edition.year}.{format}", content_type)
    return redirect("library_desk:exchange", edition.uuid)


@require_safe
def template(request):
    _check(request)
    return files.made(as_xlsx.template(), f"{FORMAT}.xlsx", XLSX)


@require_safe
def schema(request):
    _check(request)
    content = json.dumps(as_json.schema(), ensure_ascii=False, indent=1)
    return files.made(content, f"{FORMAT}.schema.json", "application/schema+json")


@require_safe
def import_detail(request, uuid):
    """Show what a file would change, or has changed."""
    row = _import(request, uuid)
    head, *lines = row.changes or [{"count": 0}]
    context = {
        "row": row,
        "count": head["count"],
        "lines": [_told(line) for line in lines],
        "kinds": _counted(head.get("kinds", [])),
        "left_out": head["count"] - len(lines),
        "hindrance": actions.import_hindrance(row),
    }
    return render(request, "library/desk/import.html", context)


@require_POST
def import_take(request, uuid):
    row = _import(request, uuid)
    with refusals_said(request):
        row = actions.take_import(row, by=request.user)
        messages.success(request, _("The file was imported."))
        return redirect("library_desk:edition", row.edition.uuid)
    return redirect("library_desk:import", row.uuid)


@require_POST
def import_undo(request, uuid):
    row = _import(request, uuid)
    with refusals_said(request):
        actions.undo_import(row, by=request.user)
        messages.success(request, _("The import was undone."))
    return redirect("library_desk:import", row.uuid)


def _page(request, edition, form, problems=(), *, status=200):
    rows = Import.objects.filter(imported_at__isnull=False).defer("wanted", "before", "changes")
    rows = rows.filter(edition=edition) if edition else rows
    context = {
        "edition": edition,
        "open": _still_open(edition),
        "form": form,
        "problems": problems[: FileRefused.SHOWN],
        "left_out": max(0, len(problems) - FileRefused.SHOWN),
        "imports": rows.select_related("uploaded_by")[:LATEST],
        "most": opening.LARGEST // (1024 * 1024),
    }
    return render(request, "library/desk/exchange.html", context, status=status)


def _still_open(edition):
    """Return what a file can still bring into an edition: everything (None), or the languages that are not released."""
    if edition is None or edition.state in EDITABLE:
        return None
    frozen = frozen_languages(edition)
    return formats.comma().join(formats.language_name(code) for code in CODES if code not in frozen)


def _counted(kinds):
    """Return (what happens, to what kind of thing, how often) in the reader's words."""
    return [(WHAT[what], RECORDS[name].model._meta.verbose_name_plural, count) for what, name, count in kinds]


def _told(line):
    """Return one change in the reader's words."""
    record = RECORDS[line["record"]]
    told = {"what": WHAT[line["what"]], "record": record.model._meta.verbose_name, "name": line["name"]}
    if "field" in line:
        told["field"] = record.model._meta.get_field(line["field"]).verbose_name
        told["language"] = NAMES[line["language"]]
        told["difference"] = difference(line["before"], line["after"], line["language"]).shortened()
    return told


def _edition(request, uuid):
    _check(request)
    return get_or_deny(request.user, Edition.objects.for_reading(), MAY, uuid=uuid) if uuid else None


def _import(request, uuid):
    _check(request)
    return get_object_or_404(Import.objects.select_related("edition__set", "uploaded_by"), uuid=uuid)


def _check(request):
    # Not has_perm, which says yes to superusers: they see no draft anywhere else in the library.
    if not holds(MAY)(request.user):
        raise PermissionDenied

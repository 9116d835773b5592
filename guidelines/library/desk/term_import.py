"""A glossary brought in from a file: what would change is shown before anything is changed."""

import base64
import binascii

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from guidelines.library import actions
from guidelines.library.exceptions import Refused
from guidelines.library.exchange.exceptions import FileRefused, TouchedSince
from guidelines.library.glossary import opening
from guidelines.library.models import Term
from portal.access import holds
from portal.languages import CODES, NAMES, column


class GlossaryForm(forms.Form):
    """The file, and in the second step what was read of it: it is read and checked anew each time."""

    file = forms.FileField(
        label=gettext_lazy("File (CSV or TBX)"),
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tbx,.xml"}),
    )
    content = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self):
        given = super().clean()
        if given.get("file") is not None:
            upload = given["file"]
            # One byte more than is read, so that the reader can say that it is too much.
            given["bytes"] = upload.read(opening.LARGEST + 1)
        elif given.get("content"):
            try:
                given["bytes"] = base64.b64decode(given["content"], validate=True)
            except binascii.Error:
                self.add_error("file", _("Choose a file."))
        else:
            self.add_error("file", _("Choose a file."))
        return given


@require_http_methods(["GET", "HEAD", "POST"])
def glossary_import(request):
    if not (holds("library.add_term")(request.user) and holds("library.change_term")(request.user)):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, GlossaryForm())
    form = GlossaryForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    given = form.cleaned_data
    try:
        rows = opening.read(given["bytes"])
        if given.get("file") is None and given["seen"]:
            changes = actions.take_terms(rows, by=request.user, seen=given["seen"])
            said = ngettext("%(count)d term was written.", "%(count)d terms were written.", len(changes))
            messages.success(request, said % {"count": len(changes)})
            return redirect("wagtailsnippets_library_term:list")
        return _rehearsed(request, rows, given["bytes"])
    except TouchedSince as touched:
        messages.warning(request, str(touched))
        return _rehearsed(request, rows, given["bytes"])
    except FileRefused as refused:
        form.add_error("file", refused)
        return _page(request, form, problems=refused.problems[: FileRefused.SHOWN], status=422)
    except Refused as refused:
        form.add_error("file", refused)
        return _page(request, form, status=422)


def _rehearsed(request, rows, content):
    changes, mark = actions.rehearse_terms(rows, by=request.user)
    second = GlossaryForm(initial={"content": base64.b64encode(content).decode(), "seen": mark})
    return _page(request, GlossaryForm(), changes=[_told(change) for change in changes], second=second)


def _told(change):
    return {"name": change.name, "is_new": change.is_new, "fields": [_label(name) for name in change.fields]}


def _label(name):
    """Return how people call a column, with its language."""
    for code in CODES:
        for field in ("name", "definition", "forms", "avoided"):
            if column(field, code) == name:
                return f"{Term._meta.get_field(field).verbose_name} · {NAMES[code]}"
    return str(Term._meta.get_field(name.removesuffix("_id")).verbose_name)


def _page(request, form, *, changes=None, second=None, problems=(), status=200):
    context = {"form": form, "second": second, "changes": changes, "problems": problems, "most": opening.LARGEST >> 20}
    return render(request, "library/desk/term_import.html", context, status=status)

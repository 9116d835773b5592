"""PDFs of a part, and of two languages side by side: had by everybody who may read them, asked for after signing in."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guidelines.library import actions
from guidelines.library.extracts import Wanted
from guidelines.library.models import Extract, Section
from guidelines.library.reading import Reading
from guidelines.library.saying import refusals_said
from guidelines.library.views import beside as side
from guidelines.library.views.finding import edition_or_404, one_spelling
from portal import files
from portal.languages import CODES


@login_not_required
@require_safe
@one_spelling
def extract_pdf(request, slug, year, language, code="", beside=""):
    """The file, in the copy of this reader; 404 until it has been made."""
    edition = edition_or_404(request.user, slug, year)
    section = find_section(edition, code)
    reading = Reading.of(edition, request.user)
    wanted = Wanted(edition, section, language, beside, reading.reads_blocks)
    if not edition.is_public or not set(wanted.languages) <= set(reading.released):
        raise Http404
    return serve(request, wanted)


def serve(request, wanted):
    """Return the file of an extract; 404 until it has been made, and for None, which is none."""
    row = wanted and Extract.objects.filter(key=wanted.key).first()
    if not (row and row.file):
        raise Http404
    return files.serve(request, row.file, wanted.filename, "application/pdf", inline=True)


class AskForm(forms.Form):
    section = forms.CharField(max_length=12, required=False)
    language = forms.ChoiceField(choices=[(code, code) for code in CODES])
    beside = forms.ChoiceField(choices=[(code, code) for code in CODES], required=False)

    @property
    def is_meant(self):
        """Return whether this is an extract: the whole edition in one language is none."""
        given = self.cleaned_data
        return given["beside"] != given["language"] and bool(given["section"] or given["beside"])


@require_POST
@one_spelling
def extract_ask(request, slug, year):
    """Let the worker make a PDF of a section, or of two languages; back to the page that shows when it is there."""
    edition = edition_or_404(request.user, slug, year)
    form = AskForm(request.POST)
    if not (form.is_valid() and form.is_meant):
        raise Http404
    section = find_section(edition, form.cleaned_data["section"])
    language, beside = form.cleaned_data["language"], form.cleaned_data["beside"]
    with refusals_said(request):
        actions.ask_for_extract(edition, section=section, language=language, beside=beside, by=request.user)
        messages.success(request, being_made())
    place = (
        reverse("library:part", args=[slug, year, section.code])
        if section
        else reverse("library:whole", args=[slug, year])
    )
    return redirect(side.address(place, beside) if beside else place)


def being_made():
    """Return what is said to whoever has asked for a PDF."""
    return _("The PDF is being made. You may leave this page and come back.")


def find_section(edition, code):
    """Return the section with this code, None for the whole edition, else 404."""
    if not code:
        return None
    section = Section.objects.filter(edition=edition, code=code).first()
    if section is None:
        raise Http404
    return section

"""The errata of a published edition in the admin: the list, the texts that stand, and one text corrected.

Nothing is issued before it was shown: the first button shows what will be
struck out and put in, the second one issues it.
"""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from guidelines.library import actions, errata
from guidelines.library.desk.standing import StandingRecord, out_of_date
from guidelines.library.enums import PUBLIC
from guidelines.library.exceptions import NoLongerStands, ReasonNeeded
from guidelines.library.models import Edition, Erratum
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from guidelines.library.saying import refusals_said
from guidelines.library.translating.records import records
from portal.access import get_or_deny
from portal.differences import difference
from portal.languages import NAMES, current, direction, html_code
from portal.translations.standing import mark_of
from portal.written import line_ends

MAY = "library.issue_erratum"


class ErratumForm(forms.Form):
    """What shall stand, and why.

    ``seen`` is the mark of the text that the person had in view, ``shown`` of
    the correction whose difference is on the page.
    """

    seen = forms.CharField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    after = forms.CharField(label=gettext_lazy("Corrected text"), strip=False)
    reason = forms.CharField(
        label=gettext_lazy("What was wrong"),
        help_text=gettext_lazy("In a sentence. Readers see it beside the correction."),
        max_length=Erratum._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    reason_lang = forms.ChoiceField(label=gettext_lazy("Written in"), choices=settings.LANGUAGES)

    def __init__(self, *args, text, **kwargs):
        super().__init__(*args, **kwargs)
        value, lang = text.text.value, text.text.lang
        after = self.fields["after"]
        after.required = text.is_needed
        after.max_length = text.max_length
        if text.max_length:
            after.validators.append(MaxLengthValidator(text.max_length))
        rows = min(12, 2 + len(value) // 80)
        after.widget = forms.Textarea(attrs={"rows": rows, "lang": html_code(lang), "dir": direction(lang)})
        self.initial = {"seen": mark_of(value), "after": value, "reason_lang": current()} | self.initial

    def clean_after(self):
        return line_ends(self.cleaned_data["after"]).strip()

    @property
    def was_shown(self):
        return self.cleaned_data["shown"] == mark_of(self.cleaned_data["after"])

    def put(self, **marks):
        """Let the page carry these marks when it comes back."""
        self.data = self.data.copy()
        self.data.update(marks)


def _edition(request, uuid, permission="library.view_edition"):
    """Return an edition that readers have; of others there are no errata."""
    edition = get_or_deny(request.user, Edition.objects.for_reading(), permission, uuid=uuid)
    if not edition.is_public:
        raise Http404
    return edition


@require_safe
def errata_desk(request, uuid):
    """What was corrected, and from where the next text is corrected."""
    edition = _edition(request, uuid)
    reading = Reading.of(edition, request.user)
    may_issue = request.user.has_perm(MAY, edition)
    rows = records(edition) if may_issue else []
    return render(
        request,
        "library/desk/errata.html",
        {
            "edition": edition,
            "entries": errata.entries(reading, Outline(reading), edition.released_languages()),
            "may_issue": may_issue,
            "languages": [(code, NAMES[code]) for code in edition.released_languages()],
            "records": rows,
            "stale": [(row, code, NAMES[code], count) for row, code, count in out_of_date(edition, rows)],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def texts(request, uuid, language, kind, key):
    """One record in one language, every text with a way to correct it; by POST, one is said to be still good."""
    edition = _edition(request, uuid, MAY)
    record = StandingRecord(Reading.of(edition, request.user), language, kind, key)
    if request.method == "POST":
        return _confirm(request, edition, record)
    return render(
        request,
        "library/desk/erratum_texts.html",
        {
            "edition": edition,
            "record": record,
            "languages": [(code, NAMES[code], code == language) for code in edition.released_languages()],
            "kind": kind,
            "key": key,
        },
    )


def _confirm(request, edition, record):
    text = record.text(request.POST.get("confirm", ""))
    with refusals_said(request):
        actions.confirm_translation(
            record.owner, part=text.part, field=text.field, language=record.language, by=request.user
        )
        messages.success(request, _("The text counts as a good translation of today’s English."))
    return redirect(request.path)


@require_http_methods(["GET", "HEAD", "POST"])
def issue(request, uuid, language, kind, key, name):
    """Correct one text: write, look at the difference, issue."""
    edition = _edition(request, uuid, MAY)
    record = StandingRecord(Reading.of(edition, request.user), language, kind, key)
    text = record.text(name)
    form = ErratumForm(request.POST if request.method == "POST" else None, text=text)
    shown = None
    if request.method == "POST" and form.is_valid():
        is_final = "issue" in request.POST and form.was_shown
        erratum = _try(record, text, form, by=request.user, act=_act(is_final))
        if is_final and erratum:
            messages.success(request, _("Erratum %(number)s is issued.") % {"number": erratum.number})
            return redirect("library_desk:errata", edition.uuid)
        if not form.errors:
            form.put(shown=mark_of(form.cleaned_data["after"]))
            shown = difference(text.text.value, form.cleaned_data["after"], language)
    context = {
        "edition": edition,
        "record": record,
        "text": text,
        "form": form,
        "difference": shown,
        "drafts": Edition.objects.filter(set=edition.set).exclude(state__in=PUBLIC),
        "kind": kind,
        "key": key,
    }
    return render(request, "library/desk/erratum.html", context, status=422 if form.errors else 200)


def _act(is_final):
    return actions.issue_erratum if is_final else actions.rehearse_erratum


def _try(record, text, form, *, by, act):
    """Issue or rehearse; what the action refuses stands at the field, and what was typed stays."""
    given = form.cleaned_data
    try:
        if given["seen"] != mark_of(text.text.value):
            raise NoLongerStands(text.text.value)
        return act(
            record.owner,
            part=text.part,
            field=text.field,
            language=record.language,
            before=text.text.value,
            after=given["after"],
            reason=given["reason"],
            reason_lang=given["reason_lang"],
            by=by,
        )
    except NoLongerStands as problem:
        form.put(seen=mark_of(problem.text), shown="")
        form.add_error("after", problem)
    except ReasonNeeded as problem:
        form.add_error("reason", problem)
    except ValidationError as problem:
        form.add_error("after", problem.messages)
    return None

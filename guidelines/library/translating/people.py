"""Who translates an edition: who has what until when and how far it is, one more person, the end of a duty."""

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from guidelines.library import actions
from guidelines.library.actions.writing import frozen_languages
from guidelines.library.duties import TARGETS
from guidelines.library.enums import Duty
from guidelines.library.exceptions import Refused
from guidelines.library.models import Section
from guidelines.library.numbering import in_tree_order, section_codes
from guidelines.library.translating.progress import progress_of
from guidelines.library.translating.work import edition_or_404, may_assign
from portal.languages import NAMES, SOURCE, value_in
from portal.tables import Column


class WorkForm(forms.Form):
    """What is given out of an edition, whoever gets it: some sections or all, until a day, into languages still open."""

    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Sections"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Choose none to give the whole edition."),
    )
    due_on = forms.DateField(
        label=gettext_lazy("Due"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data=None, *, edition, sections, **kwargs):
        super().__init__(data, **kwargs)
        frozen = frozen_languages(edition)
        self.targets = [(code, NAMES[code]) for code in TARGETS if code not in frozen]
        self._sections = {str(section.key): section for section, _label in sections}
        self.fields["sections"].choices = [(str(section.key), label) for section, label in sections]

    def clean_sections(self):
        return [self._sections[key] for key in self.cleaned_data["sections"]]


class TranslatorForm(WorkForm):
    """Who translates what until when. Those who translate already are offered; others are named by their address."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))
    person = forms.ChoiceField(label=gettext_lazy("Person"), required=False)
    email = forms.EmailField(label=gettext_lazy("Or the e-mail address of another account"), required=False)

    field_order = ["language", "sections", "person", "email", "due_on"]

    def __init__(self, data=None, **given):
        super().__init__(data, **given)
        self._people = {str(user.uuid): user for user in known_translators()}
        self.fields["language"].choices = self.targets
        self.fields["person"].one_of_two = self.fields["email"].one_of_two = True
        self.fields["person"].choices = [("", "—")] + [
            (key, f"{u.name} · {u.email}") for key, u in self._people.items()
        ]

    def clean_email(self):
        address = self.cleaned_data["email"]
        if not address:
            return None
        found = get_user_model().objects.signing_in_as(address)
        if found is None:
            raise forms.ValidationError(_("No account has this address. Invite the translator instead."))
        return found

    def clean(self):
        given = super().clean()
        chosen = self._people.get(given.get("person"))
        if not self.errors and bool(chosen) == bool(given.get("email")):
            self.add_error("person", _("Choose a translator or give the address of an account, one of the two."))
        given["user"] = chosen or given.get("email")
        return given


def known_translators():
    """Return those who translate in the house and those who have translated an edition; no other account is listed."""
    users = get_user_model().objects.filter(is_active=True)
    known = Q(groups__name="translator") | Q(edition_assignments__duty=Duty.TRANSLATOR)
    return users.filter(known).distinct().order_by("name", "email")


@require_http_methods(["GET", "HEAD", "POST"])
def people(request, uuid):
    """Show who translates an edition; by POST, give somebody a part of it."""
    edition = edition_to_give_out(request, uuid)
    sections = sections_of(edition)
    form = TranslatorForm(request.POST if request.method == "POST" else None, edition=edition, sections=sections)
    if not form.is_bound:
        return _page(request, edition, form, sections)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("user", "sections", "due_on")}
        try:
            actions.give_translation(edition, **given, languages=[form.cleaned_data["language"]], by=request.user)
        except Refused as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The duty was given, and a letter says so."))
            return redirect("translating:people", edition.uuid)
    return _page(request, edition, form, sections, status=422)


@require_POST
def end(request, uuid, assignment):
    """End what somebody was given to translate."""
    edition = edition_to_give_out(request, uuid)
    found = get_object_or_404(edition.assignments.filter(duty=Duty.TRANSLATOR), uuid=assignment)
    actions.unassign(found, by=request.user)
    messages.success(request, _("The duty has ended."))
    return redirect("translating:people", edition.uuid)


def sections_of(edition):
    """Return (section, code and title) in the order of the edition."""
    found = list(Section.objects.filter(edition=edition))
    codes = section_codes(found)
    return [(one, f"{codes[one.pk]} {value_in(one, 'title', SOURCE)}") for one in in_tree_order(found)]


def edition_to_give_out(request, uuid):
    """Return an edition whose translators this person chooses; 404 or 403 otherwise."""
    edition, _given = edition_or_404(request.user, uuid)
    if not may_assign(request.user):
        raise PermissionDenied
    return edition


def _page(request, edition, form, sections, *, status=200):
    duties = edition.assignments.current().filter(duty=Duty.TRANSLATOR).select_related("user")
    duties = list(duties.prefetch_related("sections"))
    progress = progress_of(duties)
    labels = {section.pk: label for section, label in sections}
    rows = [
        {
            "person": duty.user.name,
            "language": NAMES.get(duty.language) or _("all languages"),
            "sections": [labels[section.pk] for section in duty.sections.all()],
            "by_section": duty.by_section,
            "due_on": duty.due_on,
            "progress": progress[duty.pk],
            "end_url": reverse("translating:end", args=[edition.uuid, duty.uuid]),
        }
        for duty in duties
    ]
    heads_of_invitations = [_("Invited"), _("Languages"), _("Sections"), _("Due"), _("Standing"), _("Action")]
    heads = [_("Person"), _("Language"), _("Sections"), _("Due"), _("Progress"), _("Action")]
    context = {
        "edition": edition,
        "form": form,
        "rows": rows,
        "columns": [Column(head) for head in heads],
        "invite_url": reverse("translating:invite", args=[edition.uuid]),
        "invitations": _invitations(edition, labels),
        "invitation_columns": [Column(head) for head in heads_of_invitations],
        "trail": [
            (_("Translating"), reverse("translating:list")),
            (str(edition), reverse("translating:board", args=[edition.uuid])),
        ],
    }
    return render(request, "library/translating/people.html", context, status=status)


def _invitations(edition, labels):
    """Return what is unanswered: open, or run out and to be sent again."""
    found = edition.translator_invitations.unanswered().select_related("invitation__invited_by")
    return [
        {
            "letter": row.invitation,
            "languages": [NAMES[code] for code in row.languages],
            "sections": [labels[section.pk] for section in row.sections.all()],
            "by_section": row.by_section,
            "due_on": row.due_on,
            "resend_url": reverse("translating:resend_invitation", args=[edition.uuid, row.uuid]),
            "withdraw_url": reverse("translating:withdraw_invitation", args=[edition.uuid, row.uuid]),
        }
        for row in found.prefetch_related("sections")
    ]

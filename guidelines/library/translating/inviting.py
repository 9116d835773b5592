"""Inviting a translator from outside by e-mail; the same letter again; taking the invitation back."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from guidelines.library import actions
from guidelines.library.exceptions import AccountClosed, AlreadyAssigned, AlreadyInvited, Refused
from guidelines.library.saying import refusals_said
from guidelines.library.translating.people import WorkForm, edition_to_give_out, sections_of
from portal import written
from portal.accounts import limits
from portal.accounts.models import normal_email
from portal.errors import too_many_requests
from portal.languages import current

#: What is wrong with the address, and not with the work.
ABOUT_THE_ADDRESS = (AccountClosed, AlreadyAssigned, AlreadyInvited)


class TranslatorInvitationForm(WorkForm):
    """Whom to ask, and for what. Who has an account already is given the work and told."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letter"),
        choices=settings.LANGUAGES,
        help_text=gettext_lazy("Whoever has an account already gets the letter in the language of the account."),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages to translate into"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one language.")},
    )

    field_order = ["name", "email", "language", "languages", "sections", "due_on"]

    def __init__(self, data=None, **given):
        super().__init__(data, initial={"language": current()}, **given)
        self.fields["languages"].choices = self.targets

    def clean_name(self):
        """The name stands in a letter to an address that somebody typed: it must not carry a stranger's links."""
        name = written.line(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(self.fields["name"].error_messages["required"])
        if written.has_link(name):
            raise forms.ValidationError(_("Write this without a web address."))
        return name

    def clean_email(self):
        return normal_email(self.cleaned_data["email"])


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request, uuid):
    """Ask somebody from outside to translate an edition or some of its sections."""
    edition = edition_to_give_out(request, uuid)
    data = request.POST if request.method == "POST" else None
    form = TranslatorInvitationForm(data, edition=edition, sections=sections_of(edition))
    if form.is_bound and form.is_valid():
        if not limits.allows(request, "invite", key=str(edition.uuid)):
            return too_many_requests(request)
        try:
            row = actions.invite_translator(edition, **form.cleaned_data, by=request.user)
        except Refused as problem:
            form.add_error("email" if isinstance(problem, ABOUT_THE_ADDRESS) else None, problem.messages)
        else:
            messages.success(request, _said(row) % {"address": form.cleaned_data["email"]})
            return redirect("translating:people", edition.uuid)
    context = {
        "edition": edition,
        "form": form,
        "trail": [
            (_("Translating"), reverse("translating:list")),
            (str(edition), reverse("translating:board", args=[edition.uuid])),
            (_("Translators"), reverse("translating:people", args=[edition.uuid])),
        ],
    }
    return render(request, "library/translating/invite.html", context, status=422 if form.errors else 200)


@require_POST
def resend(request, uuid, invitation):
    """Send the letter again with a new link."""
    edition = edition_to_give_out(request, uuid)
    if not limits.allows(request, "invite", key=str(edition.uuid)):
        return too_many_requests(request)
    said = _("A new letter is on its way; the link of the old one no longer works.")
    return _answer(request, edition, invitation, actions.resend_translator_invitation, said)


@require_POST
def withdraw(request, uuid, invitation):
    """Close an unanswered invitation."""
    edition = edition_to_give_out(request, uuid)
    said = _("The invitation was withdrawn; its link no longer works.")
    return _answer(request, edition, invitation, actions.withdraw_translator_invitation, said)


def _answer(request, edition, invitation, action, said):
    rows = edition.translator_invitations.select_related("invitation", "edition")
    row = get_object_or_404(rows, uuid=invitation)
    with refusals_said(request):
        action(row, by=request.user)
        messages.success(request, said)
    return redirect("translating:people", edition.uuid)


def _said(row):
    if row is None:
        return _("%(address)s has an account: the work was given, and a letter says so.")
    return _("An invitation is on its way to %(address)s. It is good for fourteen days.")

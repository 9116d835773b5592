from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from crm.institutions.models import Institution
from portal import written
from portal.accounts.models import normal_email
from portal.languages import current, localized, value_in


class AskForm(forms.Form):
    """Anybody asks for an account. A field that people do not see catches machines."""

    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address at work"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    institution = forms.ChoiceField(label=_("Your institution"), required=False)
    institution_as_written = forms.CharField(
        label=_("If it is not in the list: its name and country"), max_length=200, required=False
    )
    position = forms.CharField(label=_("Your position"), max_length=200, required=False)
    message = forms.CharField(
        label=_("What you want to use the portal for"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = forms.ChoiceField(label=_("Language of our answer"), choices=settings.LANGUAGES)
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["institution"].choices = [("", _("Not in the list")), *members_by_country()]
        # One of the two is needed: neither may be said to stay empty.
        self.fields["institution"].one_of_two = self.fields["institution_as_written"].one_of_two = True
        self.fields["language"].initial = current()

    def visible(self):
        """Return the fields that people see."""
        return [field for field in self if field.name != "website"]

    def clean(self):
        values = super().clean()
        for name in ("name", "position", "institution_as_written"):
            values[name] = written.line(values.get(name))
        values["message"] = written.text(values.get("message"))
        # These words stand in a letter to an address that somebody typed: it must not carry a stranger's links.
        for name in ("name", "institution_as_written"):
            if written.has_link(values[name]):
                self.add_error(name, _("Write this without a web address."))
        if not values.get("institution") and not values["institution_as_written"] and "institution" not in self.errors:
            self.add_error("institution", _("Choose your institution, or write its name below."))
        return values

    def clean_email(self):
        return normal_email(self.cleaned_data["email"])

    def clean_institution(self):
        uuid = self.cleaned_data["institution"]
        return Institution.objects.get(uuid=uuid) if uuid else None


def members_by_country():
    """Return institutions as the choices of a select, grouped by country, both sorted for the reader."""
    groups = {}
    rows = Institution.objects.select_related("country").in_order(current())
    for row in rows:
        groups.setdefault(row.country, []).append((str(row.uuid), str(localized(row, "name"))))
    ordered = sorted(groups, key=lambda country: value_in(country, "sort", current()))
    return [(str(localized(country, "name")), groups[country]) for country in ordered]

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from crm.institutions.forms import InviteForm
from crm.institutions.forms.asking import members_by_country
from crm.institutions.forms.people import RolesField
from crm.institutions.models import Institution
from portal import written
from portal.countries.models import Country
from portal.languages import SOURCE, current, direction, html_code, localized, value_in


class AcceptForm(forms.Form):
    """Staff accept; where the asker wrote an institution in words, staff say which one it is."""

    institution = forms.ChoiceField(label=_("Institution"))
    roles = RolesField(initial=["reader"])

    def __init__(self, *args, known=None, **kwargs):
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["institution"]
        else:
            self.fields["institution"].choices = [("", "–"), *members_by_country()]

    def clean_institution(self):
        return Institution.objects.get(uuid=self.cleaned_data["institution"])


class CoordinatorForm(InviteForm):
    """Name, address and language of the first coordinator; the role is given."""

    position = roles = None


class NamesForm(forms.Form):
    """Names and acronyms in seven languages."""

    def __init__(self, *args, institution=None, **kwargs):
        super().__init__(*args, **kwargs)
        for field, label, length in (("name", _("Name"), 200), ("acronym", _("Acronym"), 20)):
            for code, language in settings.LANGUAGES:
                self.fields[f"{field}_{code}"] = forms.CharField(
                    label=_("%(field)s: %(language)s") % {"field": label, "language": language},
                    max_length=length,
                    required=field == "name" and code == SOURCE,
                    initial=value_in(institution, field, code) if institution else "",
                    widget=forms.TextInput(attrs={"lang": html_code(code), "dir": direction(code)}),
                )

    def texts(self, field):
        found = {code: written.line(self.cleaned_data[f"{field}_{code}"]) for code, _language in settings.LANGUAGES}
        return {code: text for code, text in found.items() if text}


class InstitutionForm(NamesForm):
    country = forms.ChoiceField(label=_("Country"))
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Country.objects.in_order(current())
        self.fields["country"].choices = [(row.code, str(localized(row, "name"))) for row in rows]

    def clean_country(self):
        return Country.objects.get(code=self.cleaned_data["country"])

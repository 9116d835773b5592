import re

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from crm.institutions.enums import UnitKind
from portal import written
from portal.languages import SOURCE, direction, html_code

DOMAIN = re.compile(r"^(?!-)([a-z0-9-]{1,63}\.)+[a-z]{2,63}$")
#: Addresses that anybody may have: they prove nothing about an institution.
FOR_EVERYBODY = frozenset(
    {"gmail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com", "gmx.net", "mail.ru", "qq.com", "163.com"}
)


class UnitForm(forms.Form):
    """A part of the institution, named in English and in as many other languages as people use."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[choice for choice in UnitKind.choices if choice[0] != UnitKind.WHOLE]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, language in settings.LANGUAGES:
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name: %(language)s") % {"language": language},
                max_length=200,
                required=code == SOURCE,
                widget=forms.TextInput(attrs={"lang": html_code(code), "dir": direction(code)}),
            )

    @property
    def names(self):
        names = {code: written.line(self.cleaned_data[f"name_{code}"]) for code, _language in settings.LANGUAGES}
        return {code: name for code, name in names.items() if name}


class DomainForm(forms.Form):
    domain = forms.CharField(
        label=_("Mail domain"),
        max_length=253,
        help_text=_("What stands after the @ in your addresses at work. The service desk verifies it."),
    )

    def clean_domain(self):
        domain = self.cleaned_data["domain"].strip().lower().removeprefix("@")
        if not DOMAIN.match(domain):
            raise forms.ValidationError(_("Type a domain such as fund.example."))
        if domain in FOR_EVERYBODY:
            raise forms.ValidationError(_("Anybody can have an address there, so it proves nothing."))
        return domain

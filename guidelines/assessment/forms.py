"""The shape of what is entered. Whether the scale knows a level, the action says."""

from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from crm.institutions.enums import UnitKind
from guidelines.assessment.actions import Values
from guidelines.library.models import Edition
from portal.languages import current, localized

NOT_APPLICABLE = "n"


class AnswerForm(forms.Form):
    """One answer as a page or a script sends it. ``clear`` takes the level back."""

    level = forms.CharField(required=False)
    target = forms.IntegerField(required=False, min_value=0)
    comment = forms.CharField(required=False, strip=False)
    comment_lang = forms.ChoiceField(choices=settings.LANGUAGES, required=False)
    read_lang = forms.ChoiceField(choices=settings.LANGUAGES, required=False)
    version = forms.IntegerField(min_value=0)
    key = forms.UUIDField()
    writer = forms.UUIDField()
    clear = forms.BooleanField(required=False)

    def clean_level(self):
        level = self.cleaned_data["level"]
        if level not in ("", NOT_APPLICABLE) and not (level.isascii() and level.isdigit() and len(level) < 4):
            raise forms.ValidationError(_("Choose one of the levels of the scale."))
        return level

    def values(self):
        level = "" if self.cleaned_data["clear"] else self.cleaned_data["level"]
        return Values(
            level=int(level) if level not in ("", NOT_APPLICABLE) else None,
            is_not_applicable=level == NOT_APPLICABLE,
            comment=self.cleaned_data["comment"],
            comment_lang=self.cleaned_data["comment_lang"],
            target=self.cleaned_data["target"],
        )

    def entered(self):
        """Return what was entered, as it was, to be shown again, with the version that the writer saw."""
        names = ("level", "target", "comment", "comment_lang", "version")
        return {name: self.data.get(name, "") for name in names}


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("What is to be changed"),
        help_text=_("The colleagues who answer read this in a message and at the top of the self-assessment."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    reason_lang = forms.ChoiceField(label=_("Written in"), choices=settings.LANGUAGES, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason_lang"].initial = current()


class EditionChoice(forms.ModelChoiceField):
    def label_from_instance(self, edition):
        return _("%(title)s, edition %(year)d") % {"title": localized(edition.set, "title"), "year": edition.year}


class UnitChoice(forms.ModelChoiceField):
    def label_from_instance(self, unit):
        return unit_label(unit)


def unit_label(unit):
    """Return a scope as people say it: its kind, with its name when it has one."""
    name = localized(unit, "name")
    if unit.kind == UnitKind.WHOLE or not name:
        return unit.get_kind_display()
    return _("%(kind)s: %(name)s") % {"kind": unit.get_kind_display(), "name": name}


class CreateForm(forms.Form):
    edition = EditionChoice(label=_("Set of guidelines"), queryset=Edition.objects.none())
    unit = UnitChoice(
        label=_("Scope"),
        help_text=_("What you assess: all of the institution or a part of it."),
        queryset=None,
        empty_label=None,
    )
    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("How you and your colleagues will call it, such as “ICT 2026”.")
    )
    period_starts_on = forms.DateField(
        label=_("Period from"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    period_ends_on = forms.DateField(
        label=_("Period to"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    due_on = forms.DateField(
        label=_("Due"),
        required=False,
        help_text=_("The day by which you want it signed; it ends at 24:00 Zurich time."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, institution, **kwargs):
        super().__init__(*args, **kwargs)
        published = Edition.objects.in_force().select_related("set")
        self.fields["edition"].queryset = published.order_by("set__position", "set__code")
        self.fields["edition"].to_field_name = "uuid"
        self.fields["edition"].empty_label = None
        self.fields["unit"].queryset = institution.units.order_by("pk")
        self.fields["unit"].to_field_name = "uuid"
        self.fields["unit"].initial = institution.whole.uuid

    def clean(self):
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("period_starts_on"), cleaned.get("period_ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("period_ends_on", _("The period ends before it starts."))
        return cleaned


class CorrectionForm(forms.Form):
    """A copy of a signed assessment keeps edition, scope and period; it gets a title and a due date of its own."""

    title = CreateForm.base_fields["title"]
    due_on = CreateForm.base_fields["due_on"]


def fresh_key():
    """Return a key for one thing to be kept; a form sent twice bears the same one."""
    return uuid4()

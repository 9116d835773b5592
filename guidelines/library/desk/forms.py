"""Forms of the editing screens: what this person may not write, or what stands, is shown and cannot be typed over.

The action refuses the same again: a form is a courtesy, not a guard.
"""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from guidelines.library.actions.writing import frozen_languages
from guidelines.library.contents import texts_of
from guidelines.library.enums import EDITABLE
from guidelines.library.following import in_order
from guidelines.library.models import BlockKind, Level, Section
from guidelines.library.numbering import in_tree_order, section_codes
from guidelines.library.rules import writable_languages
from portal.languages import CODES, column


def open_languages(user, edition, record):
    """Return the languages in which this person can write a record here and now."""
    return writable_languages(user, edition, record) - frozen_languages(edition)


def may_build(user, edition):
    """Return whether this person can add, move and remove things here and now."""
    return edition.state in EDITABLE and user.has_perm("library.change_edition", edition)


def close(form, languages, structure):
    """Disable the fields of other languages and, where it stands, the structure."""
    model = form._meta.model
    fields = texts_of(model)
    names = {column(name, code): code for name in fields for code in CODES}
    for name, field in form.fields.items():
        if name in names:
            field.disabled = names[name] not in languages
        elif name not in {"id", "DELETE", "ORDER"}:
            field.disabled = not structure


class PartForm(WagtailAdminModelForm):
    """A point, descriptor, reference, block or level within the form of what it belongs to."""

    def __init__(self, *args, edition=None, languages=(), structure=False, guidelines=(), **kwargs):
        super().__init__(*args, **kwargs)
        close(self, languages, structure)
        for name, model in (("block", BlockKind), ("level", Level)):
            if name in self.fields:
                self.fields[name].queryset = model.objects.filter(edition=edition)
        if "block" in self.fields:
            self.fields["block"].label_from_instance = lambda block: block.label_en or block.code
        if "level" in self.fields:
            self.fields["level"].label_from_instance = lambda level: f"{level.value} {level.name_en}"
        if "to" in self.fields:
            _offer(self.fields["to"], guidelines, empty=True)


class OwnPart(forms.Field):
    """The part that the form was opened with: somebody may have removed its row meanwhile, and the merge asks."""

    def __init__(self, part):
        super().__init__(required=False, initial=part.pk, widget=forms.HiddenInput)
        self.part = part

    def clean(self, value):
        return self.part


def accept_parts_of(form):
    """Take back the parts that the record had when the form was opened, whatever the database has now."""
    for formset in form.formsets.values():
        for child in formset.initial_forms:
            child.fields["id"] = OwnPart(child.instance)


class EditionPartForm(WagtailAdminModelForm):
    """A form for something of one edition: knows the languages and whether the structure is open."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.edition = self.edition_of(self.instance)
        if self.edition is None:
            self.languages, self.structure = frozenset(CODES), True
        else:
            self.languages = open_languages(self.for_user, self.edition, self.instance)
            self.structure = may_build(self.for_user, self.edition)
        close(self, self.languages, self.structure)
        for formset in self.formsets.values():
            formset.form_kwargs.update(edition=self.edition, languages=self.languages, structure=self.structure)

    def edition_of(self, instance):
        return instance.edition if instance.edition_id else None

    def sections(self):
        """Return (key, code and title) for a select in the order of the edition."""
        sections = list(Section.objects.filter(edition=self.edition))
        codes = section_codes(sections)
        return [(section, f"{codes[section.pk]} {section.title_en}") for section in in_tree_order(sections)]


class GuidelineForm(EditionPartForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _offer(self.fields["section"], self.sections(), empty=False)
        guidelines = [(each, str(each)) for each in in_order(self.edition).values()]
        self.formsets["cross_references"].form_kwargs.update(guidelines=guidelines)


class SectionForm(EditionPartForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = self.instance.pk
        _offer(self.fields["parent"], [pair for pair in self.sections() if pair[0].pk != own], empty=True)


class EditionForm(EditionPartForm):
    def edition_of(self, instance):
        return instance if instance.pk else None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.edition is not None:
            self.fields["set"].disabled = self.fields["year"].disabled = True


def _offer(field, found, *, empty):
    """Let one of these records be chosen, in this order and by these labels."""
    labels = {record.pk: label for record, label in found}
    field.queryset = field.queryset.model.objects.filter(pk__in=labels)
    field.label_from_instance = lambda record: labels[record.pk]
    field.widget = forms.Select(choices=([("", "—")] if empty else []) + list(labels.items()))

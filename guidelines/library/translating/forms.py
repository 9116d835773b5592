"""The form of one record, and what becomes of it when somebody else saved meanwhile.

The form carries a mark for each text that the translator had in view. Only
what was changed is written, so two people in one record lose nothing; where
both changed one text, neither is overwritten and both are shown.
"""

from django import forms

from portal.languages import direction, html_code
from portal.translations.standing import mark_of
from portal.written import line_ends


class TranslationForm(forms.Form):
    """One field for each segment; empty is allowed, for a translation is written little by little."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, segments, language, is_open):
        super().__init__(data)
        self.segments = segments
        self.initial["seen"] = " ".join(
            f"{segment.name}:{mark_of(segment.source.value)}:{mark_of(segment.value)}" for segment in segments
        )
        for segment in segments:
            attrs = {"lang": html_code(language), "dir": direction(language), "rows": segment.rows}
            attrs["aria-describedby"] = f"{segment.name}-source"
            self.fields[segment.name] = forms.CharField(
                label=segment.label,
                required=False,
                disabled=not is_open,
                max_length=segment.max_length,
                initial=segment.value,
                widget=forms.Textarea(attrs=attrs),
            )

    def text(self, segment):
        return line_ends(self.cleaned_data[segment.name])

    def rows(self, conflicts=frozenset()):
        """Return (segment, its field, whether somebody else wrote it meanwhile) for the page."""
        for segment in self.segments:
            if segment.name in self.errors:
                # Django names the error to a screen reader only where nothing else describes the field.
                self.fields[segment.name].widget.attrs.pop("aria-describedby")
        return [(segment, self[segment.name], segment.name in conflicts) for segment in self.segments]


def seen_marks(text):
    """Return name → (mark of the source, mark of the translation) as the form brought them back."""
    marks = {}
    for entry in text.split():
        name, _colon, pair = entry.partition(":")
        source, _colon, value = pair.partition(":")
        marks[name] = (source, value)
    return marks


def changed_and_conflicts(form, confirmed=""):
    """Return segment → new text, and the names of those that were changed here and elsewhere at once.

    Without a mark nobody knows what was in view: a text that differs counts as a conflict.
    """
    seen = seen_marks(form.cleaned_data["seen"])
    changed, conflicts = {}, set()
    for segment in form.segments:
        text = form.text(segment)
        stored = (mark_of(segment.source.value), mark_of(segment.value))
        was = seen.get(segment.name, ("", ""))
        is_mine = mark_of(text) != was[1] and text != segment.value
        if is_mine:
            changed[segment] = text
        if (is_mine or segment.name == confirmed) and stored != was:
            conflicts.add(segment.name)
    return changed, conflicts


def shown_again(form, fresh, language):
    """Return the form after a conflict: own entries where they were changed, the others as they are stored now."""
    data = {segment.name: segment.value for segment in fresh}
    seen = seen_marks(form.cleaned_data["seen"])
    for segment in form.segments:
        text = form.text(segment)
        if segment.name in data and mark_of(text) != seen.get(segment.name, ("", ""))[1]:
            data[segment.name] = text
    again = TranslationForm(data, segments=fresh, language=language, is_open=True)
    data["seen"] = again.initial["seen"]
    again.is_valid()
    return again

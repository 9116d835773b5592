"""The screens on which an edition follows another: start it, and say what became of each guideline."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guidelines.library import actions
from guidelines.library.enums import EditionState, MappingKind
from guidelines.library.following import Following, mapping_of, predecessor
from guidelines.library.models import Edition, Mapping, MappingRow
from guidelines.library.saying import refusals_said
from guidelines.library.wording import worded
from portal import formats
from portal.access import get_or_deny
from portal.differences import difference
from portal.languages import SOURCE, localized

MAY = "library.confirm_mapping"
#: So many guidelines before and after a chosen one are offered with it.
BESIDE = 2


class FollowForm(forms.Form):
    """The year of the next edition; which years are possible is the action's to say."""

    year = forms.IntegerField(label=gettext_lazy("Year of the next edition"), min_value=1900, max_value=2200)


class RowForm(forms.Form):
    """Which guidelines of both editions belong together, and how."""

    kind = forms.ChoiceField(label=gettext_lazy("What became of them"), choices=MappingKind)
    old = forms.MultipleChoiceField(
        label=gettext_lazy("Guidelines of the old edition"), required=False, widget=forms.CheckboxSelectMultiple
    )
    new = forms.MultipleChoiceField(
        label=gettext_lazy("Guidelines of the new edition"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, following, **kwargs):
        super().__init__(*args, **kwargs)
        self._by_key = {}
        for name, guidelines in (("old", following.old), ("new", following.new)):
            self._by_key[name] = {str(guideline.key): guideline for guideline in guidelines.values()}
            self.fields[name].choices = [(key, label(each)) for key, each in self._by_key[name].items()]

    def offered(self):
        """Return for each edition the guidelines that are chosen or stand beside those, and all the others."""
        return {name: self._offered(name, other) for name, other in (("old", "new"), ("new", "old"))}

    def _offered(self, name, other):
        boxes = list(self[name])
        # Where nothing of one edition belongs to it, its place is that of what is chosen in the other.
        chosen = _chosen(boxes) or _chosen(self[other])
        near = [box for place, box in enumerate(boxes) if any(abs(place - one) <= BESIDE for one in chosen)]
        return {"near": near, "others": [box for box in boxes if box not in near]}

    def clean_old(self):
        return [self._by_key["old"][key] for key in self.cleaned_data["old"]]

    def clean_new(self):
        return [self._by_key["new"][key] for key in self.cleaned_data["new"]]


def _chosen(boxes):
    return [place for place, box in enumerate(boxes) if box.data["selected"]]


def label(guideline):
    return f"{guideline.code} {localized(guideline, 'title', language=SOURCE)}"


def offer(user, edition):
    """Return what the desk of an edition shows of this: the form to follow it, the way to its mapping."""
    may_follow = edition.state == EditionState.PUBLISHED and user.has_perm("library.add_edition")
    return {
        "follow": FollowForm(initial={"year": edition.year + 5}) if may_follow else None,
        "old": None if edition.is_public else predecessor(edition),
    }


def _editions():
    return Edition.objects.select_related("set")


@require_POST
def edition_follow(request, uuid):
    """Start the next edition as a copy of this one."""
    edition = get_or_deny(request.user, _editions(), "library.add_edition", uuid=uuid)
    form = FollowForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["year"]))
        return redirect("library_desk:edition", edition.uuid)
    with refusals_said(request):
        edition = actions.next_edition(edition, year=form.cleaned_data["year"], by=request.user)
        messages.success(request, _("The next edition holds all that this one holds. It is a proposal."))
    return redirect("library_desk:edition", edition.uuid)


def followed(edition):
    """Return the edition that a draft will follow, and how far that is said (None: not begun); 404 where it follows none."""
    old = predecessor(edition)
    if edition.is_public or old is None:
        raise Http404
    mapping = mapping_of(edition)
    return old, Following(mapping) if mapping else None


@require_safe
def mapping_desk(request, uuid):
    edition = get_or_deny(request.user, _editions(), "library.view_edition", uuid=uuid)
    old, following = followed(edition)
    return render(
        request,
        "library/desk/mapping.html",
        {
            "edition": edition,
            "old": old,
            "following": following,
            "rows": [_line(mapped) for mapped in following.rows] if following else [],
            "unplaced": [f"{label(each)} ({each.edition.year})" for each in following.unplaced] if following else [],
            "may_confirm": request.user.has_perm(MAY, edition),
        },
    )


def _line(mapped):
    return {
        "mapped": mapped,
        "kind": MappingKind(mapped.row.kind).label,
        "old": [label(each) for each in mapped.old],
        "new": [label(each) for each in mapped.new],
        "sent": [("old", each.key) for each in mapped.old] + [("new", each.key) for each in mapped.new],
    }


@require_POST
def mapping_propose(request, uuid):
    edition = get_or_deny(request.user, _editions(), MAY, uuid=uuid)
    with refusals_said(request):
        actions.propose_mapping(edition, by=request.user)
        messages.success(request, _("Every guideline has a row. What is not confirmed waits for you."))
        return redirect("library_desk:mapping", edition.uuid)
    return redirect("library_desk:edition", edition.uuid)


@require_POST
def mapping_confirm(request, uuid):
    """Confirm what is unchanged word by word; everything else is looked at row by row."""
    edition = get_or_deny(request.user, _editions(), MAY, uuid=uuid)
    mapping = mapping_of(edition)
    if mapping is None:
        raise Http404
    with refusals_said(request):
        count = actions.confirm_rows(mapping, kinds=[MappingKind.UNCHANGED], by=request.user)
        said = ngettext("%(count)s row is confirmed.", "%(count)s rows are confirmed.", count)
        messages.success(request, said % {"count": formats.number(count)})
        return redirect("library_desk:mapping", edition.uuid)
    return redirect("library_desk:edition", edition.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def mapping_row(request, key):
    """One row with the difference of its texts, to be confirmed as it is or otherwise."""
    seen = Mapping.objects.filter(new__in=Edition.objects.visible_to(request.user))
    row = get_object_or_404(MappingRow.objects.filter(mapping__in=seen).select_related("mapping__old__set"), key=key)
    edition = get_or_deny(request.user, _editions(), MAY, pk=row.mapping.new_id)
    row.mapping.new = edition
    following = Following(row.mapping)
    mapped = next(mapped for mapped in following.rows if mapped.row.pk == row.pk)
    sent = request.POST if request.method == "POST" else None
    form = RowForm(sent, initial=_initial(mapped), following=following)
    if form.is_valid():
        try:
            actions.save_row(row, **form.cleaned_data, by=request.user)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The row is confirmed."))
            return redirect("library_desk:mapping", edition.uuid)
    return render(
        request,
        "library/desk/mapping_row.html",
        {
            "edition": edition,
            "old": row.mapping.old,
            "form": form,
            "differing": _differing(row.mapping, mapped),
        },
        status=422 if form.errors else 200,
    )


def _initial(mapped):
    return {
        "kind": mapped.row.kind,
        "old": [str(each.key) for each in mapped.old],
        "new": [str(each.key) for each in mapped.new],
    }


def _differing(mapping, mapped):
    """Return (label, difference) of each part of the English text that is not the same on both sides of a row."""
    old, new = (
        [part for each in guidelines for part in texts[each.pk]]
        for edition, guidelines in ((mapping.old, mapped.old), (mapping.new, mapped.new))
        for texts in [worded(edition)]
    )
    labels = {part.place: part.label for part in [*new, *old]}
    compared = [(label, difference(_at(place, old), _at(place, new), SOURCE)) for place, label in labels.items()]
    return [(label, differs) for label, differs in compared if differs]


def _at(place, parts):
    return "\n\n".join(part.text.strip() for part in parts if part.place == place and part.text)

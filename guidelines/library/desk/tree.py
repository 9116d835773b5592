"""The tree of an edition: everything at once, moved by hand, by keyboard or by dragging; split and merged."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guidelines.library import actions
from guidelines.library.actions.writing import check_structure
from guidelines.library.desk.forms import may_build
from guidelines.library.desk.places import Place, places_of
from guidelines.library.exceptions import Refused, WrongPlace
from guidelines.library.models import Edition, Guideline, Section
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from guidelines.library.saying import refusals_said
from portal.access import get_or_deny
from portal.languages import localized
from portal.refused import wants_data


@require_safe
def tree(request, uuid):
    edition = get_or_deny(request.user, Edition.objects.for_reading(), "library.view_edition", uuid=uuid)
    return render(request, "library/desk/tree.html", context_of(request, edition))


def context_of(request, edition):
    return {
        "edition": edition,
        "outline": Outline(Reading.of(edition, request.user)),
        "may_build": may_build(request.user, edition),
    }


@require_POST
def place(request, uuid):
    """Move one thing; a script gets the tree anew, a form the page."""
    edition = get_or_deny(request.user, Edition.objects.for_reading(), "library.change_edition", uuid=uuid)
    try:
        move(edition, request.POST, by=request.user)
    except ValidationError as problem:
        sentence = " ".join(problem.messages)
        if wants_data(request):
            return HttpResponse(sentence, status=409, content_type="text/plain; charset=utf-8")
        messages.error(request, sentence)
    if wants_data(request):
        return render(request, "library/desk/_tree.html", context_of(request, edition))
    return redirect("library_desk:tree", uuid)


def move(edition, posted, *, by):
    """Do what was asked: one ``step`` (up, down, in, out), or to a place (``to`` a section, ``before`` something)."""
    places = places_of(edition)
    thing = places.get(posted.get("key", ""))
    if thing is None:
        raise WrongPlace
    if step := posted.get("step", ""):
        target = places.step(thing, step)
    else:
        target = Place(places.section(posted.get("to", "")), places.get(posted.get("before", "")))
    if isinstance(thing, Guideline):
        if target.within is None or isinstance(target.before, Section):
            raise WrongPlace
        return actions.move_guideline(thing, section=target.within, before=target.before, by=by)
    if isinstance(target.before, Guideline):
        raise WrongPlace
    return actions.move_section(thing, parent=target.within, before=target.before, by=by)


class SplitForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("English title of the second guideline"), max_length=200)
    points = forms.ModelMultipleChoiceField(
        queryset=None,
        label=gettext_lazy("Points that go along"),
        widget=forms.CheckboxSelectMultiple,
        to_field_name="key",
    )

    def __init__(self, *args, guideline, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["points"].queryset = guideline.points.order_by("position", "pk")
        self.fields["points"].label_from_instance = lambda point: localized(point, "text").marked


@require_http_methods(["GET", "HEAD", "POST"])
def split(request, key):
    guideline, edition = find(request, key)
    form = SplitForm(request.POST or None, guideline=guideline)
    if request.method == "POST" and form.is_valid():
        try:
            actions.split_guideline(guideline, **form.cleaned_data, by=request.user)
        except ValidationError as problem:
            form.add_error("points", problem)
        else:
            messages.success(request, _("The guideline was split. The second one needs a statement."))
            return redirect("library_desk:tree", edition.uuid)
    context = {"edition": edition, "guideline": guideline, "title": localized(guideline, "title"), "form": form}
    return render(request, "library/desk/split.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, key):
    """Merge a guideline with the one that follows it in its section."""
    first, edition = find(request, key)
    outline = Outline(Reading.of(edition, request.user))
    line = next(line for line in outline.lines if line.guideline.pk == first.pk)
    _before, after = outline.around(line)
    if after is None:
        raise Http404
    if request.method == "POST":
        with refusals_said(request):
            actions.merge_guidelines(first, after.guideline, by=request.user)
            messages.success(
                request, _("The two are one now. Read it through: its texts were put one after the other.")
            )
        return redirect("library_desk:tree", edition.uuid)
    return render(request, "library/desk/merge.html", {"edition": edition, "line": line, "after": after})


def find(request, key):
    """Return a guideline of a draft and its edition, for those who may build it."""
    seen = Guideline.objects.filter(edition__in=Edition.objects.visible_to(request.user))
    guideline = get_object_or_404(seen, key=key)
    edition = get_or_deny(
        request.user, Edition.objects.for_reading(), "library.change_edition", pk=guideline.edition_id
    )
    try:
        check_structure(edition, by=request.user)
    except Refused as problem:
        raise PermissionDenied(str(problem)) from problem
    return guideline, edition

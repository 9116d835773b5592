"""Comments on a draft: where they are given, where they are answered, and the list of what became of them."""

from types import MappingProxyType

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from crm.institutions.rules import roles_of
from guidelines.library import actions
from guidelines.library.actions.comments import LONGEST
from guidelines.library.enums import ANSWERED, COMMENTED, Disposition, EditionState
from guidelines.library.models import Comment, Edition
from guidelines.library.models.comment import institutions_of
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from guidelines.library.text import passage
from guidelines.library.views.finding import one_spelling
from portal import exports
from portal.access import get_or_deny
from portal.languages import current, localized, written
from portal.reports import spreadsheet
from portal.tables import Column, address

PER_PAGE = 50
#: How a disposition looks (components/state.html).
KINDS = {Disposition.TAKEN: "done", Disposition.IN_PART: "open", Disposition.NOT_TAKEN: "off", "": "asked"}


class CommentForm(forms.Form):
    about = forms.ChoiceField(label=gettext_lazy("About"))
    text = forms.CharField(
        label=gettext_lazy("Comment"),
        help_text=gettext_lazy("What should change, and why. Words that could stand instead help most."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    lang = forms.ChoiceField(label=gettext_lazy("Written in"), choices=settings.LANGUAGES)

    def __init__(self, *args, points, **kwargs):
        super().__init__(*args, **kwargs)
        self.points = {str(point.key): point for point in points}
        whole = [("", _("The whole guideline"))]
        self.fields["about"].required = False
        self.fields["about"].choices = whole + [(key, _short(point)) for key, point in self.points.items()]
        self.fields["lang"].initial = current()

    def clean_about(self):
        return self.points.get(self.cleaned_data["about"])


class AnswerForm(forms.Form):
    disposition = forms.ChoiceField(
        label=gettext_lazy("What became of it"), choices=Disposition, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Needed unless it was taken. Whoever commented reads it."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    lang = forms.ChoiceField(label=gettext_lazy("Written in"), choices=settings.LANGUAGES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].one_of_two = True  # what it depends on stands in its help


def _short(point):
    text = str(localized(point, "text"))
    return text if len(text) < 90 else f"{text[:88]}…"


def find(request, slug, year):
    """Return the edition for those who work on it, who are consulted or who said something about it; else 404."""
    working = Q(pk__in=Edition.objects.worked_on_by(request.user).values("pk"))
    consulted = Q(pk__in=Edition.objects.consulted_on(request.user).order_by().values("pk"))
    heard = Q(pk__in=Comment.objects.visible_to(request.user).order_by().values("edition"))
    editions = Edition.objects.for_reading().filter(working | consulted | heard)
    found = editions.filter(set__code=slug.upper(), year=year).first()
    if found is None:
        raise Http404
    return found


@one_spelling
@require_http_methods(["GET", "HEAD", "POST"])
def guideline_comments(request, slug, year, number):
    """Everything said about one guideline, and the form to say more."""
    if request.method == "POST" and (ended := _ended(request, slug, year)):
        return _too_late(request, ended)
    edition = find(request, slug, year)
    if not request.user.has_perm("library.view_edition", edition):
        # The draft is read by those who work on it; what one said, and what became of it, stands in the list.
        return redirect("library:comments", slug, year)
    reading = Reading.of(edition, request.user)
    outline = Outline(reading)
    line = outline.line(number)
    if line is None:
        raise Http404
    may_comment = edition.state in COMMENTED and request.user.has_perm("library.comment_edition", edition)
    points = line.guideline.points.order_by("position", "pk")
    form = CommentForm(request.POST or None, points=points) if may_comment or request.method == "POST" else None
    if request.method == "POST":
        if not request.user.has_perm("library.comment_edition", edition):
            raise PermissionDenied
        if form.is_valid() and _comment(request, line, form):
            return redirect("library:guideline_comments", slug, year, number)
    context = frame(edition, request.user) | {
        "line": line,
        "passage": passage(reading, outline, line),
        "reading": reading,
        "form": form,
        "comments": shown(
            edition.comments.visible_to(request.user).filter(guideline=line.guideline.pk), request.user, edition
        ),
        "works_on_it": Edition.objects.worked_on_by(request.user).contains(edition),
        "state": edition.get_state_display(),
        "list_url": reverse("library:comments", args=[slug, year]),
    }
    return render(request, "library/comments/guideline.html", context, status=422 if form and form.errors else 200)


def _ended(request, slug, year):
    """Return the edition of which the consultation ended, perhaps while this member was writing; else None."""
    ended = Edition.objects.consulted_before().select_related("set")
    edition = ended.filter(set__code=slug.upper(), year=year).first()
    if edition is None or not roles_of(request.user) or request.user.has_perm("library.comment_edition", edition):
        return None
    return edition


def _too_late(request, edition):
    """Hand a member's words back: they were not taken, and shall not be lost."""
    context = {
        "title": localized(edition.set, "title"),
        "edition": edition,
        "words": request.POST.get("text", "")[:LONGEST],
    }
    return render(request, "library/comments/too_late.html", context, status=409)


def _comment(request, line, form):
    given = form.cleaned_data
    try:
        actions.comment_guideline(
            line.guideline,
            code=line.code,
            text=given["text"],
            lang=given["lang"],
            point=given["about"],
            by=request.user,
        )
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    messages.success(request, _("Thank you. Your comment is kept, and you will read here what became of it."))
    return True


@one_spelling
@require_safe
def comment_list(request, slug, year):
    """What was said about an edition and what became of it; to be taken along."""
    edition = find(request, slug, year)
    rows = edition.comments.visible_to(request.user)
    show = request.GET.get("show", "")
    if show == "unanswered":
        rows = rows.unanswered()
    elif show in {EditionState.IN_REVIEW, EditionState.CONSULTATION}:
        rows = rows.filter(phase=show)
    rows = rows.order_by(
        "guideline__section__position", "guideline__section", "guideline__position", "pk"
    ).select_related("by", "answered_by", "guideline")
    works_on_it = Edition.objects.worked_on_by(request.user).contains(edition)
    if word := exports.asked_for(request):
        return exports.made(word, sheet(list(rows), works_on_it), f"{edition} {_('Comments')}")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    comments = list(page.object_list)
    tabs = [
        ("", _("All")),
        ("unanswered", _("Without an answer")),
        (EditionState.IN_REVIEW, EditionState.IN_REVIEW.label),
        (EditionState.CONSULTATION, EditionState.CONSULTATION.label),
    ]
    context = frame(edition, request.user) | {
        "comments": shown(comments, request.user, edition, institutions_of(comments) if works_on_it else {}),
        "page": page,
        "columns": [Column(_("Comment")), Column(_("By")), Column(_("What became of it"))],
        "exports": exports.links(request),
        "tabs": [
            {"label": label, "url": address(request.GET, page=None, show=word), "is_current": show == word}
            for word, label in tabs
        ],
        "state": edition.get_state_display(),
    }
    return render(request, "library/comments/list.html", context)


@one_spelling
@require_http_methods(["GET", "HEAD", "POST"])
def comment_answer(request, slug, year, uuid):
    """Say what became of one comment."""
    edition = find(request, slug, year)
    comment = get_or_deny(request.user, Comment.objects.filter(edition=edition), "library.answer_comment", uuid=uuid)
    given = {"disposition": comment.disposition, "answer": comment.answer, "lang": comment.answer_lang or current()}
    form = AnswerForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_comment(comment, **form.cleaned_data, by=request.user)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The answer is kept."))
            return redirect(f"{reverse('library:comments', args=[slug, year])}#c-{comment.uuid}")
    context = frame(edition, request.user) | {"comment": shown([comment], request.user, edition)[0], "form": form}
    return render(request, "library/comments/answer.html", context, status=422 if form.errors else 200)


def frame(edition, user):
    title = localized(edition.set, "title")
    trail = [(_("Guidelines"), reverse("library:set_list"))]
    if user.has_perm("library.view_edition", edition):
        trail.append((title.marked, reverse("library:edition", args=[edition.set.slug, edition.year])))
    return {"edition": edition, "set_title": title, "trail": trail}


def shown(comments, user, edition, institutions=MappingProxyType({})):
    """Return comments ready to print; ``institutions``: key of a comment → those for which it was said."""
    may_answer = edition.state in ANSWERED and user.has_perm("library.answer_comment", edition)
    if hasattr(comments, "select_related"):
        comments = comments.select_related("by", "answered_by")
    return [
        {
            "uuid": comment.uuid,
            "place": comment.place,
            "quoted": written(comment.quoted, "en"),
            "is_about_a_point": comment.point_id is not None,
            "phase": comment.get_phase_display(),
            "words": written(comment.text, comment.text_lang),
            "by": comment.by.name,
            "institutions": [
                (localized(one, "name"), localized(one.country, "name")) for one in institutions.get(comment.pk, [])
            ],
            "at": comment.at,
            "disposition": comment.get_disposition_display() or _("no answer yet"),
            "kind": KINDS[comment.disposition],
            "answer": written(comment.answer, comment.answer_lang),
            "answered_by": comment.answered_by.name if comment.answered_by else "",
            "answered_at": comment.answered_at,
            "answer_url": reverse("library:comment_answer", args=[edition.set.slug, edition.year, comment.uuid])
            if may_answer
            else "",
        }
        for comment in comments
    ]


def sheet(comments, works_on_it):
    """Return the list as a table; who works on the edition is told which institutions spoke."""
    institutions = institutions_of(comments) if works_on_it else {}
    heads = (
        spreadsheet.Column(_("Guideline"), 40),
        spreadsheet.Column(_("Text commented on"), 60),
        spreadsheet.Column(_("Given in"), 16),
        spreadsheet.Column(_("Comment"), 60),
        spreadsheet.Column(_("By"), 24),
        spreadsheet.Column(_("Institution"), 40),
        spreadsheet.Column(_("Country"), 24),
        spreadsheet.Column(_("Date")),
        spreadsheet.Column(_("What became of it"), 16),
        spreadsheet.Column(_("Why"), 60),
        spreadsheet.Column(_("Answered by"), 24),
    )
    rows = [
        [
            comment.place,
            comment.quoted,
            comment.get_phase_display(),
            comment.text,
            comment.by.name,
            "; ".join(str(localized(one, "name")) for one in institutions.get(comment.pk, [])),
            "; ".join(str(localized(one.country, "name")) for one in institutions.get(comment.pk, [])),
            comment.at.date(),
            comment.get_disposition_display(),
            comment.answer,
            comment.answered_by.name if comment.answered_by else "",
        ]
        for comment in comments
    ]
    return spreadsheet.Sheet(_("Comments"), heads, rows)

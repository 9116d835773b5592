"""Our assessments: the list, starting one, and the page of one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from crm.institutions.enums import PortalRole
from crm.institutions.models import Affiliation, Institution
from guidelines.assessment import actions
from guidelines.assessment.enums import OPEN
from guidelines.assessment.forms import CorrectionForm, CreateForm
from guidelines.assessment.history import timeline, working_now
from guidelines.assessment.lines import ORDERS, columns, lines_of, ruler_label, sheet, with_latest
from guidelines.assessment.models import Assessment
from guidelines.assessment.outline import outline_of
from guidelines.assessment.views.answers import section_url
from guidelines.assessment.views.common import facts_of, fetch, frame_of, may_answer
from guidelines.assessment.workflow import moves_for
from portal import exports
from portal.access import get_or_deny
from portal.languages import localized, written
from portal.tables import Column, Sorting, address
from portal.workflow import onward

PER_PAGE = 20


@require_safe
def assessment_list(request):
    shown = request.GET.get("show", "")
    found = with_latest(Assessment.objects.visible_to(request.user).with_counts()).order_by("-pk")
    if shown == "open":
        found = found.filter(state__in=OPEN)
    elif shown == "finished":
        found = found.exclude(state__in=OPEN)
    sorting = Sorting(request, ORDERS, "-moved")
    rows = sorting.apply(found)
    if format := exports.asked_for(request):
        return exports.made(format, sheet(lines_of(rows)), _("Our assessments"))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "trail": [(_("My ISSA"), reverse("myissa:home"))],
        "lines": lines_of(page.object_list),
        "page": page,
        "shown": shown,
        "tabs": [
            {"label": label, "url": address(request.GET, show=kind, page=None), "is_current": kind == shown}
            for kind, label in (("", _("All")), ("open", _("Under way")), ("finished", _("Finished")))
        ],
        "may_create": bool(coordinated(request.user)),
        "columns": columns(sorting.column),
        "exports": exports.links(request),
        "several": len({row.institution_id for row in rows}) > 1,
    }
    return render(request, "assessment/list.html", context)


def coordinated(user):
    """Return the institutions for which the person may start an assessment."""
    own = Affiliation.objects.opening(user, PortalRole.COORDINATOR).values("institution")
    return list(Institution.objects.filter(pk__in=own).order_by("pk"))


@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    """Start an assessment of one's institution, or (``?copy_of=``) the correction of a signed one."""
    if "copy_of" in request.GET:
        return correct(request, request.GET["copy_of"])
    institutions = coordinated(request.user)
    if not institutions:
        raise PermissionDenied
    asked = request.GET.get("institution")
    institution = next((i for i in institutions if str(i.uuid) == asked), institutions[0])
    form = CreateForm(request.POST or None, institution=institution)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        started = start(
            request,
            form,
            institution,
            edition=data["edition"],
            unit=data["unit"],
            title=data["title"],
            period=(data["period_starts_on"], data["period_ends_on"]),
            due_on=data["due_on"],
        )
        if started:
            return started
    context = {
        "trail": list_trail(),
        "form": form,
        "institution_name": localized(institution, "name"),
        "others": [(localized(i, "name"), f"?institution={i.uuid}") for i in institutions if i != institution],
        "has_editions": form.fields["edition"].queryset.exists(),
        "existing": getattr(form, "existing", None),
    }
    return render(request, "assessment/create.html", context)


def correct(request, uuid):
    """Offer a copy of what was signed; nothing leaves *signed off* backwards."""
    try:
        signed = fetch(request.user, "create", uuid)
    except ValidationError as problem:  # no uuid at all
        raise Http404 from problem
    form = CorrectionForm(request.POST or None, initial={"title": signed.title})
    if request.method == "POST" and form.is_valid():
        started = start(
            request,
            form,
            signed.institution,
            edition=signed.edition,
            unit=signed.unit,
            period=(signed.period_starts_on, signed.period_ends_on),
            copy_of=signed,
            **form.cleaned_data,
        )
        if started:
            return started
    context = frame_of(signed) | {"form": form, "existing": getattr(form, "existing", None)}
    return render(request, "assessment/correct.html", context)


def start(request, form, institution, **fields):
    """Call the action; go to the new page, or leave on the form what stands against it."""
    get_or_deny(request.user, Institution.objects, "assessment.create_assessment", pk=institution.pk)
    try:
        assessment = actions.create_assessment(institution, by=request.user, **fields)
    except actions.OpenAssessmentExists as problem:
        if "unit" in form.fields:  # a correction has no scope to choose; the notice above it says it all
            form.add_error("unit", problem)
        form.existing = problem.existing
    except ValidationError as problem:
        form.add_error(None, problem)
    else:
        messages.success(request, _("The self-assessment is started. Answer the first section, or invite colleagues."))
        return redirect(assessment)
    return None


def list_trail():
    return [(_("My ISSA"), reverse("myissa:home")), (_("Our assessments"), reverse("assessment:list"))]


@require_safe
def detail(request, uuid):
    assessment = fetch(request.user, "view", uuid)
    outline = outline_of(assessment)
    readable = assessment.edition.readable_languages(request.user)
    top = max((level.value for level in assessment.edition.levels.all()), default=0)
    pages = [
        {
            "section": page.section,
            "title": localized(page.section, "title", readable=readable),
            "part": page.part,
            "part_title": localized(page.part, "title", readable=readable),
            "url": section_url(assessment, page),
            "score": (figures := outline.scores.at(*page.path)),
            "ruler_label": ruler_label(figures, top),
            "answered": page.answered,
            "total": page.total,
        }
        for page in outline.pages
    ]
    answers = may_answer(request.user, assessment)
    go_on = next((page for page in pages if page["answered"] < page["total"]), None) if answers else None
    moves = moves_for(assessment, request.user)
    main = None if go_on else onward(moves)
    context = frame_of(assessment) | {
        "pages": pages,
        "columns": [
            Column(_("Section")),
            Column(_("Answered"), is_number=True),
            Column(_("Not applicable"), is_number=True),
            Column(_("Level and target")),
            Column(_("Level"), is_number=True),
        ],
        "outline": outline,
        "facts": facts_of(outline.scores.whole),
        "top": top,
        "moves": [
            {"name": m.name, "label": m.label, "url": move_url(assessment, m), "is_main": m is main}
            for m in sorted(moves, key=lambda move: move.leads_back)
        ],
        "can_answer": answers,
        "go_on": go_on,
        "timeline": timeline(assessment),
        "colleagues": working_now(assessment, but=request.user),
        "return_reason": written(assessment.return_reason, assessment.return_reason_lang),
        "may_correct": assessment.signed_off_at is not None
        and request.user.has_perm("assessment.create_assessment", assessment),
    }
    return render(request, "assessment/detail.html", context)


def move_url(assessment, move):
    return reverse(f"assessment:{move.name}", args=[assessment.uuid])

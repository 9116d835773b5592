"""The glossary in Wagtail's admin: the list, the form, out of use and back, and the files to take along."""

import django_filters
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView

from guidelines.library import actions
from guidelines.library.desk.fields import texts
from guidelines.library.desk.saving import SavesByAction
from guidelines.library.desk.viewsets import Common, NoChooser
from guidelines.library.glossary import files as glossary_files
from guidelines.library.models import GuidelineSet, Term
from guidelines.library.saying import refusals_said
from portal import clock, files
from portal.access import holds
from portal.languages import CODES, column
from portal.reports.spreadsheet import CSV_TYPE, csv_file

TERM = ObjectList(
    [
        FieldPanel("set"),
        MultiFieldPanel([*texts("name", gettext_lazy("Term"))], heading=gettext_lazy("Term")),
        MultiFieldPanel([*texts("definition", gettext_lazy("Definition"))], heading=gettext_lazy("Definition")),
        MultiFieldPanel([*texts("forms", gettext_lazy("Other forms"))], heading=gettext_lazy("Other forms")),
        MultiFieldPanel([*texts("avoided", gettext_lazy("Not to be used"))], heading=gettext_lazy("Not to be used")),
        FieldPanel("note"),
    ]
)


class SavesTerm(SavesByAction):
    def act(self, term):
        actions.write_term(term, by=self.request.user)


class AddTerm(SavesTerm, CreateView):
    pass


class EditTerm(SavesTerm, EditView):
    @property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.user_has_permission_for_instance("change", self.object):
            label = _("Take back into use") if self.object.retired_at else _("Take out of use")
            address = reverse("library_desk:term_use", args=[self.object.uuid])
            buttons.append(Button(label, url=address, icon_name="history", priority=30))
        return buttons


class TermIndex(IndexView):
    @property
    def header_more_buttons(self):
        buttons = [
            Button(label, url=reverse("library_desk:glossary_file", args=[kind]), icon_name="download")
            for kind, label in (("csv", _("Download as CSV")), ("tbx", _("Download as TBX")))
        ]
        if self.user_has_permission("change"):
            buttons.append(
                Button(_("Bring in a file"), url=reverse("library_desk:glossary_import"), icon_name="upload")
            )
        return [*super().header_more_buttons, *buttons]


class TermFilters(WagtailFilterSet):
    set = django_filters.ModelChoiceFilter(label=gettext_lazy("Set"), queryset=GuidelineSet.objects.all())
    used = django_filters.ChoiceFilter(
        label=gettext_lazy("In use"),
        choices=[("yes", gettext_lazy("in use")), ("no", gettext_lazy("out of use"))],
        method="by_use",
    )
    lacks = django_filters.ChoiceFilter(
        label=gettext_lazy("Without a word in"), choices=settings.LANGUAGES, method="by_lack"
    )

    class Meta:
        model = Term
        fields = ["set"]

    def by_use(self, rows, _name, value):
        return rows.filter(retired_at__isnull=value == "yes")

    def by_lack(self, rows, _name, value):
        name = column("name", value)
        return rows.filter(Q(**{name: ""}) | Q(**{f"{name}__isnull": True}))


class TermViewSet(Common):
    chooser_viewset_class = NoChooser
    model = Term
    icon = "openquote"
    edit_handler = TERM
    index_view_class = TermIndex
    add_view_class = AddTerm
    edit_view_class = EditTerm
    list_display = [
        "name_en",
        Column("set", label=gettext_lazy("Set")),
        Column(
            "use",
            label=gettext_lazy("In use"),
            accessor=lambda term: _("out of use") if term.retired_at else _("in use"),
        ),
    ]
    named = ("set",)
    ordering = ["sort_en", "pk"]
    filterset_class = TermFilters
    search_fields = [column("name", code) for code in CODES]
    menu_label = gettext_lazy("Glossary")


@require_http_methods(["GET", "HEAD", "POST"])
def term_use(request, uuid):
    """Take a term out of use, or back into it."""
    if not holds("library.change_term")(request.user):
        raise PermissionDenied
    term = get_object_or_404(Term, uuid=uuid)
    if request.method == "POST":
        is_retired = bool(term.retired_at)
        with refusals_said(request):
            (actions.restore_term if is_retired else actions.retire_term)(term, by=request.user)
            said = _("The term is in use again.") if is_retired else _("The term is out of use.")
            messages.success(request, said)
        return redirect("wagtailsnippets_library_term:edit", term.pk)
    return render(request, "library/desk/term_use.html", {"term": term})


@require_safe
def glossary_file(request, format):
    """The terms in use as a file."""
    if not holds("library.view_term")(request.user):
        raise PermissionDenied
    terms = list(Term.objects.in_use().select_related("set").in_order("en"))
    if format == "tbx":
        content = glossary_files.tbx(terms, title=settings.SITE_NAME, source=settings.SITE_URL)
        kind = glossary_files.TBX_TYPE
    elif format == "csv":
        content, kind = csv_file(glossary_files.sheet(terms)), CSV_TYPE
    else:
        raise Http404
    return files.made(content, f"{_('Glossary')} {clock.today().isoformat()}.{format}", kind)

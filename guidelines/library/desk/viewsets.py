"""Wagtail's screens for the library: which there are, and what each shows. Saving is in ``saving.py``."""

from uuid import UUID

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import re_path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import ModelChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    PreviewOnCreateView,
    SnippetViewSet,
)

from guidelines.library.desk import screens
from guidelines.library.desk.revisions import BringsBack, CompareRevisions, RevisionHistory, RevisionsPaper
from guidelines.library.desk.saving import BeginsWithWhatWasSeen, SavesEdition, SavesGuideline, SavesSection, SavesSet
from guidelines.library.enums import SectionKind
from guidelines.library.exceptions import EditionFrozen
from guidelines.library.following import in_order
from guidelines.library.models import Edition, Guideline, GuidelineSet, Section
from portal import formats
from portal.languages import CODES, SOURCE
from portal.snippets import PlainList


def _named_edition(request):
    """Return the edition that the query names and the user may see; 404 otherwise."""
    named = _uuid(request.GET.get("edition", ""))
    return get_object_or_404(Edition.objects.visible_to(request.user), uuid=named)


def _uuid(text):
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


class BackToTheEdition:
    """After saving, the desk of the edition is where one goes on."""

    def get_success_url(self):
        return reverse("library_desk:edition", args=[self.object.edition.uuid])


class WithinAnEdition:
    """A form for something new, inside the edition (and section) that the address names."""

    def get_initial_form_instance(self):
        if not hasattr(self, "_started"):
            edition = _named_edition(self.request)
            if not self.request.user.has_perm(f"library.add_{self.model._meta.model_name}", edition):
                raise PermissionDenied
            self._started = self.model(edition=edition)
            key = self.request.GET.get("within")
            self.put_within(self._started, key and get_object_or_404(Section, edition=edition, key=_uuid(key)))
        return self._started

    def get_add_url(self):
        return f"{super().get_add_url()}?{self.request.GET.urlencode()}"

    def get_preview_url(self):
        return f"{super().get_preview_url()}?{self.request.GET.urlencode()}"


class AddGuideline(BackToTheEdition, WithinAnEdition, SavesGuideline, CreateView):
    def put_within(self, guideline, section):
        if section:
            guideline.section = section


class AddSection(BackToTheEdition, WithinAnEdition, SavesSection, CreateView):
    #: What stands within what.
    KINDS = {SectionKind.PART: SectionKind.SECTION, SectionKind.SECTION: SectionKind.SUBSECTION}

    def put_within(self, section, parent):
        if parent:
            section.parent, section.kind = parent, self.KINDS.get(parent.kind, SectionKind.SUBSECTION)
        else:
            section.kind = SectionKind.PART


class AddEdition(SavesEdition, CreateView):
    def get_success_url(self):
        return reverse("library_desk:edition", args=[self.object.uuid])


class AddSet(SavesSet, CreateView):
    pass


class SaysWhatStands:
    """An edition that stands is shown, and the person is told why nothing can be typed."""

    def get(self, request, *args, **kwargs):
        edition = self.object if isinstance(self.object, Edition) else self.object.edition
        response = super().get(request, *args, **kwargs)
        if not self.form.structure:
            closed = (
                str(EditionFrozen(edition))
                if not self.form.languages
                else gettext("Only translations can be written here.")
            )
            address = self._correcting(edition)
            buttons = [messages.button(address, gettext("Issue an erratum"))] if address else None
            messages.info(request, closed, buttons=buttons)
        return response

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context["form"]
        return context | {"is_closed": not (form.structure or form.languages), "writable": self._writable(form)}

    @staticmethod
    def _writable(form):
        """Return the languages that can be saved, where something else on the screen cannot; else nothing."""
        if form.structure:
            return ""
        return formats.comma().join(formats.language_name(code) for code in CODES if code in form.languages)

    def _correcting(self, edition):
        """Return where an erratum of this record is issued, for those who may; else None."""
        if not edition.is_public or not self.request.user.has_perm("library.issue_erratum", edition):
            return None
        kind, key = self.model._meta.model_name, getattr(self.object, "key", None) or self.object.uuid
        return reverse("library_desk:erratum_texts", args=[edition.uuid, SOURCE, kind, key])


class EditGuideline(SaysWhatStands, BackToTheEdition, BeginsWithWhatWasSeen, SavesGuideline, EditView):
    def get_page_subtitle(self):
        """In a draft the number is not written down yet; editors speak of the guideline by it all the same."""
        return str(in_order(self.object.edition)[self.object.pk])


class EditSection(SaysWhatStands, BackToTheEdition, BeginsWithWhatWasSeen, SavesSection, EditView):
    pass


class EditEdition(SaysWhatStands, BeginsWithWhatWasSeen, SavesEdition, EditView):
    def get_success_url(self):
        return reverse("library_desk:edition", args=[self.object.uuid])


class EditSet(SavesSet, EditView):
    pass


# An earlier revision is saved like everything else: by the action, which refuses what stands. The order of
# the bases matters: Wagtail's mixin saves by itself.


class RevertGuideline(BackToTheEdition, SavesGuideline, BringsBack, EditView):
    view_name = "revisions_revert"


class RevertSection(BackToTheEdition, SavesSection, BringsBack, EditView):
    view_name = "revisions_revert"


class RevertEdition(SavesEdition, BringsBack, EditView):
    view_name = "revisions_revert"

    def get_success_url(self):
        return reverse("library_desk:edition", args=[self.object.uuid])


class WithinEditionIndex(PlainList):
    """A list without "add": what is new begins on the desk of its edition, which the form must know."""

    def get_add_url(self):
        return None


class EditionIndex(PlainList):
    def get_edit_url(self, instance):
        return reverse("library_desk:edition", args=[instance.uuid])


class AsksForTheObject:
    """Wagtail asks once for the kind of thing; a duty on one edition must not open another."""

    def dispatch(self, request, *args, **kwargs):
        if "pk" in kwargs:
            found = get_object_or_404(self.library_model, pk=unquote(str(kwargs["pk"])))
            needed = getattr(self, "permission_required", None)
            needed = [needed] if needed else getattr(self, "any_permission_required", None) or ["view"]
            policy = policy_registry.get_by_type(self.library_model)
            if not policy.user_has_any_permission_for_instance(request.user, needed, found):
                raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class Common(SnippetViewSet):
    add_to_admin_menu = False
    copy_view_enabled = False
    edit_template_name = "library/desk/edit.html"
    search_backend_name = None  # the list is searched in the database
    named = ()  # what the rows of the list name, read along with them

    def construct_view(self, view_class, **kwargs):
        checked = type(view_class.__name__, (AsksForTheObject, view_class), {"library_model": self.model})
        return super().construct_view(checked, **kwargs)

    def get_queryset(self, request):
        rows = self.permission_policy.instances_user_has_any_permission_for(request.user, ["change", "view"])
        return rows.select_related(*self.named) if self.named else rows


class WithRevisions(Common):
    """Our own history: who saved what when, compared word by word."""

    history_view_class = RevisionHistory
    history_template_name = "library/desk/history.html"
    revisions_compare_view_class = CompareRevisions
    #: Beside Wagtail's address of the comparison.
    PAPER = r"history/(?P<pk>\d+)/revisions/compare/(?P<revision_id_a>\d+)\.\.\.(?P<revision_id_b>\d+)/pdf/$"

    def get_urlpatterns(self):
        paper = self.construct_view(RevisionsPaper)
        return [*super().get_urlpatterns(), re_path(self.PAPER, paper, name="revisions_pdf")]


class PreviewNewGuideline(PreviewOnCreateView):
    """The preview of a guideline that is being added knows its edition from the address."""

    def get_object(self):
        return Guideline(edition=_named_edition(self.request))


class NoChooser(SnippetChooserViewSet):
    """Wagtail's chooser lists everything to everybody in the admin; our forms offer what belongs to the edition."""

    def get_urlpatterns(self):
        return []


class OfOneEdition(WagtailFilterSet):
    """The choice of an edition, named with its set."""

    edition = ModelChoiceFilter(
        label=_("Edition"), queryset=Edition.objects.select_related("set").order_by("set__position", "-year")
    )


class GuidelineFilters(OfOneEdition):
    class Meta:
        model = Guideline
        fields = ["edition"]


class SectionFilters(OfOneEdition):
    class Meta:
        model = Section
        fields = ["edition"]


class GuidelineViewSet(WithRevisions):
    chooser_viewset_class = NoChooser
    model = Guideline
    icon = "doc-full"
    edit_handler = screens.GUIDELINE
    index_view_class = WithinEditionIndex
    add_view_class = AddGuideline
    edit_view_class = EditGuideline
    revisions_revert_view_class = RevertGuideline
    preview_on_add_view_class = PreviewNewGuideline
    list_display = ["title_en", "edition", "section", "number"]
    named = ("edition__set", "section")
    filterset_class = GuidelineFilters
    search_fields = ["title_en", "statement_en"]
    menu_label = _("Guidelines")


class SectionViewSet(WithRevisions):
    chooser_viewset_class = NoChooser
    model = Section
    icon = "folder-open-inverse"
    edit_handler = screens.SECTION
    index_view_class = WithinEditionIndex
    add_view_class = AddSection
    edit_view_class = EditSection
    revisions_revert_view_class = RevertSection
    list_display = ["title_en", "edition", Column("kind", label=_("Kind"), accessor="get_kind_display")]
    named = ("edition__set",)
    filterset_class = SectionFilters
    menu_label = _("Sections")


class EditionViewSet(WithRevisions):
    chooser_viewset_class = NoChooser
    model = Edition
    icon = "date"
    edit_handler = screens.EDITION
    index_view_class = EditionIndex
    add_view_class = AddEdition
    edit_view_class = EditEdition
    revisions_revert_view_class = RevertEdition
    list_display = [
        "__str__",
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("published_at", label=_("Published"), sort_key="published_at"),
    ]
    named = ("set",)
    list_filter = ["state"]
    menu_label = _("Editions")


class GuidelineSetViewSet(Common):
    model = GuidelineSet
    index_view_class = PlainList
    icon = "list-ul"
    edit_handler = screens.SET
    add_view_class = AddSet
    edit_view_class = EditSet
    list_display = ["code", "title_en"]
    menu_label = _("Sets")

"""Wagtail's screens for the library: each save is one of our actions, and there is no other way to save."""

from uuid import UUID

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django_filters import ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic import RevisionsRevertMixin
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    IndexView,
    PreviewOnCreateView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from guidelines.library import actions
from guidelines.library.desk import screens
from guidelines.library.exceptions import EditionFrozen, NotYourText
from guidelines.library.models import Edition, Guideline, GuidelineSet, Section


class SavesByAction:
    """Hand what was typed to the action; what it refuses stands above the form, which keeps every entry."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        # Wagtail would write to the database at every pause in typing.
        self.autosave_enabled = False

    def save_instance(self):
        instance = self.form.save(commit=False)
        self.act(instance)
        self.new_revision = getattr(instance, "latest_revision", None)
        self.has_content_changes = True
        return instance

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except NotYourText:
            form.add_error(None, _t("This text is not yours to write."))
        except ValidationError as problem:
            form.add_error(None, " ".join(problem.messages))
        self.produced_error_message = form.non_field_errors()[0]
        return self.form_invalid(form)

    @property
    def seen(self):
        """Return the revision that the form was filled from, or None."""
        loaded = self.request.POST.get("loaded_revision_id", "")
        return int(loaded) if loaded.isdecimal() else None


class SavesGuideline(SavesByAction):
    def act(self, guideline):
        actions.save_guideline(guideline, by=self.request.user, seen=self.seen)


class SavesSection(SavesByAction):
    def act(self, section):
        actions.save_section(section, by=self.request.user, seen=self.seen)


class SavesEdition(SavesByAction):
    def act(self, edition):
        if edition.pk:
            actions.save_edition(edition, by=self.request.user, seen=self.seen)
        else:
            actions.create_edition(edition, by=self.request.user)


class SavesSet(SavesByAction):
    def act(self, guideline_set):
        actions.save_set(guideline_set, by=self.request.user)


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
            if within := self.request.GET.get("within"):
                self.put_within(self._started, get_object_or_404(Section, edition=edition, key=_uuid(within)))
        return self._started

    def get_add_url(self):
        return f"{super().get_add_url()}?{self.request.GET.urlencode()}"

    def get_preview_url(self):
        return f"{super().get_preview_url()}?{self.request.GET.urlencode()}"


class AddGuideline(BackToTheEdition, WithinAnEdition, SavesGuideline, CreateView):
    def put_within(self, guideline, section):
        guideline.section = section


class AddSection(BackToTheEdition, WithinAnEdition, SavesSection, CreateView):
    def put_within(self, section, parent):
        section.parent = parent


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
                str(EditionFrozen(edition)) if not self.form.languages else _t("Only translations can be written here.")
            )
            messages.info(request, closed)
        return response


class EditGuideline(SaysWhatStands, BackToTheEdition, SavesGuideline, EditView):
    pass


class EditSection(SaysWhatStands, BackToTheEdition, SavesSection, EditView):
    pass


class EditEdition(SaysWhatStands, SavesEdition, EditView):
    def get_success_url(self):
        return reverse("library_desk:edition", args=[self.object.uuid])


class EditSet(SavesSet, EditView):
    pass


# An earlier revision is saved like everything else: by the action, which refuses what stands. The order of
# the bases matters: Wagtail's mixin saves by itself.


class RevertGuideline(BackToTheEdition, SavesGuideline, RevisionsRevertMixin, EditView):
    view_name = "revisions_revert"


class RevertSection(BackToTheEdition, SavesSection, RevisionsRevertMixin, EditView):
    view_name = "revisions_revert"


class RevertEdition(SavesEdition, RevisionsRevertMixin, EditView):
    view_name = "revisions_revert"

    def get_success_url(self):
        return reverse("library_desk:edition", args=[self.object.uuid])


class WithinEditionIndex(IndexView):
    """A list without "add": what is new begins on the desk of its edition, which the form must know."""

    def get_add_url(self):
        return None


class EditionIndex(IndexView):
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
    search_backend_name = None  # the list is searched in the database
    named = ()  # what the rows of the list name, read along with them

    def construct_view(self, view_class, **kwargs):
        checked = type(view_class.__name__, (AsksForTheObject, view_class), {"library_model": self.model})
        return super().construct_view(checked, **kwargs)

    def get_queryset(self, request):
        rows = self.permission_policy.instances_user_has_any_permission_for(request.user, ["change", "view"])
        return rows.select_related(*self.named) if self.named else rows


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


class GuidelineViewSet(Common):
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


class SectionViewSet(Common):
    chooser_viewset_class = NoChooser
    model = Section
    icon = "folder-open-inverse"
    edit_handler = screens.SECTION
    index_view_class = WithinEditionIndex
    add_view_class = AddSection
    edit_view_class = EditSection
    revisions_revert_view_class = RevertSection
    list_display = ["title_en", "edition", "kind"]
    named = ("edition__set",)
    filterset_class = SectionFilters
    menu_label = _("Sections")


class EditionViewSet(Common):
    chooser_viewset_class = NoChooser
    model = Edition
    icon = "date"
    edit_handler = screens.EDITION
    index_view_class = EditionIndex
    add_view_class = AddEdition
    edit_view_class = EditEdition
    revisions_revert_view_class = RevertEdition
    list_display = ["__str__", "get_state_display", "published_at"]
    named = ("set",)
    list_filter = ["state"]
    menu_label = _("Editions")


class GuidelineSetViewSet(Common):
    model = GuidelineSet
    icon = "list-ul"
    edit_handler = screens.SET
    add_view_class = AddSet
    edit_view_class = EditSet
    list_display = ["code", "title_en"]
    menu_label = _("Sets")


class LibraryGroup(SnippetViewSetGroup):
    menu_label = _("Guidelines")
    menu_icon = "doc-full"
    menu_order = 110
    items = (EditionViewSet, GuidelineViewSet, SectionViewSet, GuidelineSetViewSet)

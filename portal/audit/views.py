"""The audit trail as staff read it, in Wagtail's admin."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from portal.audit.models import Entry


class EntryFilter(WagtailFilterSet):
    scope = django_filters.CharFilter(label=_("Whose data"), lookup_expr="startswith")
    target = django_filters.CharFilter(label=_("To what"), lookup_expr="startswith")
    actor = django_filters.CharFilter(label=_("By (e-mail address)"), field_name="actor__email", lookup_expr="iexact")
    verb = django_filters.CharFilter(label=_("What"), lookup_expr="startswith")
    at = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)

    class Meta:
        model = Entry
        fields = []


class TwoLines(Column):
    """A word, and below it in small what belongs to it."""

    cell_template_name = "audit/_two_lines.html"

    def __init__(self, name, *, below, **kwargs):
        super().__init__(name, **kwargs)
        self.below = below

    def get_value(self, entry):
        return getattr(entry, self.name), getattr(entry, self.below)


class ChangeColumn(Column):
    """What changed, in so far as staff may read it."""

    cell_template_name = "audit/_change.html"

    def get_value(self, entry):
        return change_for_staff(entry)


class AuditTrail(ReportView):
    queryset = Entry.objects.select_related("actor").order_by("-pk")
    model = Entry
    permission_policy = ModelPermissionPolicy(Entry)
    permission_required = "view"
    page_title = _("Audit trail")
    header_icon = "history"
    index_url_name = "audit_trail"
    index_results_url_name = "audit_trail_results"
    filterset_class = EntryFilter
    list_export = []
    columns = [
        DateColumn("at", label=_("When")),
        Column("actor", label=_("By")),
        TwoLines("verb", below="request_id", label=_("What")),
        TwoLines("target", below="scope", label=_("To what")),
        ChangeColumn("change", label=_("Change")),
    ]


def change_for_staff(entry):
    """Return ``(name, before, after)`` for each thing that changed.

    Of an institution's own data staff see the fact of use, its states and
    dates, and no word that a member wrote: no permission opens more.
    """
    before, after = entry.before or {}, entry.after or {}
    names = sorted({*before, *after})
    if entry.scope.startswith("institution:"):
        names = [name for name in names if name == "state"]
    return [(name, before.get(name, ""), after.get(name, "")) for name in names]

"""Lists in Wagtail's admin without what writes past the actions."""

from django.utils.functional import cached_property
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.snippets.views.snippets import IndexView


class PlainList(IndexView):
    """A list without boxes to tick: nothing here is done to several at once."""

    @cached_property
    def columns(self):
        return [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]

    def get_template_names(self):
        # Not the page for snippets: its foot offers to delete what is ticked.
        page = "index_results" if self.results_only else "index"
        return [f"wagtailadmin/generic/{page}.html"]

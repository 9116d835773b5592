from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from crm.governance.models import Commission
from portal.languages import column
from portal.snippets import PlainList


class CommissionViewSet(SnippetViewSet):
    """Codes and names of the commissions; kept by the statutory officer."""

    model = Commission
    index_view_class = PlainList
    icon = "group"
    menu_label = _("Technical Commissions")
    menu_order = 500
    add_to_admin_menu = True
    list_display = ["code", column("name", "en")]
    search_fields = ["code", column("name", "en")]
    panels = [FieldPanel("code"), *(FieldPanel(column("name", code)) for code, _name in settings.LANGUAGES)]


register_snippet(CommissionViewSet)

"""The library's own place in the menu of the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from guidelines.library.desk.terms import TermViewSet
from guidelines.library.desk.viewsets import EditionViewSet, GuidelineSetViewSet, GuidelineViewSet, SectionViewSet


class LibraryGroup(SnippetViewSetGroup):
    menu_label = _("Guidelines")
    menu_icon = "doc-full"
    menu_order = 110
    submenu_hook = "register_library_menu_item"
    items = (EditionViewSet, GuidelineViewSet, SectionViewSet, GuidelineSetViewSet, TermViewSet)

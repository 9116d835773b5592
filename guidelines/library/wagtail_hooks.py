"""The library in Wagtail's admin."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from guidelines.library.desk.group import LibraryGroup
from guidelines.library.desk.policy import LibraryPolicy
from guidelines.library.models import Edition, Guideline, GuidelineSet, Section, Term
from portal.access import holds

for model in (Edition, Guideline, GuidelineSet, Section, Term):
    register_permission_policy(model, LibraryPolicy(model), exact_class=True)

register_snippet(LibraryGroup)


@hooks.register("register_admin_urls")
def desk_urls():
    return [path("library/", include("guidelines.library.desk.urls", namespace="library_desk"))]


class FilesMenuItem(MenuItem):
    def is_shown(self, request):
        return holds("library.import_edition")(request.user)


@hooks.register("register_library_menu_item")
def files_menu_item():
    address = reverse("library_desk:exchange_new")
    return FilesMenuItem(_("Files"), address, name="library-files", icon_name="download", order=100)


@hooks.register("insert_editor_js")
def language_tabs():
    return format_html('<script type="module" src="{}"></script>', static("library/language-tabs.js"))


@hooks.register("insert_global_admin_css")
def language_tabs_style():
    return format_html('<link rel="stylesheet" href="{}">', static("library/desk.css"))

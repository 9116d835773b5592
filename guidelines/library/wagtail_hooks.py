"""The library in Wagtail's admin."""

from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from guidelines.library.desk.policy import LibraryPolicy
from guidelines.library.desk.viewsets import LibraryGroup
from guidelines.library.models import Edition, Guideline, GuidelineSet, Section

for model in (Edition, Guideline, GuidelineSet, Section):
    register_permission_policy(model, LibraryPolicy(model), exact_class=True)

register_snippet(LibraryGroup)


@hooks.register("register_admin_urls")
def desk_urls():
    return [path("library/", include("guidelines.library.desk.urls", namespace="library_desk"))]


@hooks.register("insert_editor_js")
def language_tabs():
    return format_html('<script type="module" src="{}"></script>', static("library/language-tabs.js"))


@hooks.register("insert_global_admin_css")
def language_tabs_style():
    return format_html('<link rel="stylesheet" href="{}">', static("library/desk.css"))

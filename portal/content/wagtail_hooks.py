"""Wagtail's admin, tidied: no way out to its maker's site, no copy onto one of our addresses."""

from django.contrib import messages
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks

from portal.content.addresses import reserved


@hooks.register("construct_help_menu")
def only_our_own_help(request, menu_items):
    """Keep the keyboard's shortcuts; the rest leads to another site."""
    menu_items[:] = [item for item in menu_items if item.name == "keyboard-shortcuts-trigger"]


@hooks.register("before_copy_page")
def keep_our_addresses(request, page):
    """Say it in words: the copy form asks no page model what it thinks of a slug."""
    slug = request.POST.get("new_slug", "")
    if slug in reserved():
        messages.error(request, _("“%(slug)s” is an address of the portal itself. Choose another.") % {"slug": slug})
        return redirect("wagtailadmin_pages:copy", page.pk)
    return None


@hooks.register("insert_global_admin_css")
def our_own_pages():
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin.css"))

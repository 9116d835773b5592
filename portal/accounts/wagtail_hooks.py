from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("accounts/", include("portal.accounts.desk.urls"))]


class AccountsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("accounts.view_user")


@hooks.register("register_admin_menu_item")
def menu_item():
    return AccountsMenuItem(_("Accounts"), reverse("accounts_desk:users"), name="accounts", icon_name="user", order=810)


@hooks.register("construct_settings_menu")
def hide_foreign_user_management(request, menu_items):
    """Accounts come by invitation and roles are data; Wagtail's own forms know neither."""
    menu_items[:] = [item for item in menu_items if item.name not in {"users", "groups"}]

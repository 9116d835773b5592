from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("returned-letters/", include("portal.notifications.bounces.desk_urls"))]


class ReturnedLettersMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("notifications.view_undeliverableaddress")


@hooks.register("register_reports_menu_item")
def menu_item():
    address = reverse("returned_letters:list")
    return ReturnedLettersMenuItem(_("Letters that come back"), address, name="returned", icon_name="mail", order=110)

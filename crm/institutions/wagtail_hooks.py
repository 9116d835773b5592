from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("institutions/", include("crm.institutions.desk.urls"))]


class GuardedItem(MenuItem):
    """A line of the menu for those whose role holds ``permission``."""

    def __init__(self, label, url, *, permission, **kwargs):
        self.permission = permission
        super().__init__(label, url, **kwargs)

    def is_shown(self, request):
        return request.user.has_perm(self.permission)


@hooks.register("register_admin_menu_item")
def institutions_item():
    return GuardedItem(
        _("Institutions"),
        reverse("institutions_desk:institutions"),
        permission="institutions.view_institution",
        name="institutions",
        icon_name="home",
        order=310,
    )


@hooks.register("register_admin_menu_item")
def requests_item():
    return GuardedItem(
        _("Account requests"),
        reverse("institutions_desk:requests"),
        permission="institutions.view_accountrequest",
        name="account-requests",
        icon_name="mail",
        order=320,
    )


@hooks.register("register_admin_menu_item")
def domains_item():
    return GuardedItem(
        _("Mail domains"),
        reverse("institutions_desk:domains"),
        permission="institutions.view_maildomain",
        name="mail-domains",
        icon_name="globe",
        order=330,
    )

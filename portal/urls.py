"""Every address of the portal; apps are named as strings, so that no floor is imported upward."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from portal.content.pictures import picture
from portal.page_cache import public_page

#: Wagtail brings doors of its own; all of them lead to ours, where tries are counted and the second factor asked for.
to_sign_in = login_not_required(RedirectView.as_view(pattern_name="account_login", query_string=True))
to_sign_out = login_not_required(RedirectView.as_view(pattern_name="account_logout"))

#: Wagtail marks its pages neither as open to everybody nor as the same for all of them.
editorial_pages = decorate_urlpatterns(wagtail_urls.urlpatterns, login_not_required)
for address in editorial_pages:
    if address.name == "wagtail_serve":
        public_page(address.callback)

urlpatterns = [
    path("admin/login/", to_sign_in),
    path("admin/logout/", to_sign_out),
    path("admin/account/", RedirectView.as_view(pattern_name="accounts:profile")),  # one profile, not two
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(decorate_urlpatterns(wagtaildocs_urls.urlpatterns, login_not_required))),
    path("media/images/<path:path>", picture, name="picture"),
    path("", include("portal.health.urls")),
    path("", include("portal.content.public_urls")),
    path("", include("portal.notifications.public_urls")),
    path("", include("guidelines.library.public_urls")),
]
if settings.DEVELOPMENT:
    urlpatterns.append(path("outbox/", include("portal.outbox.urls")))

urlpatterns += i18n_patterns(
    path("guidelines/", include("guidelines.library.urls")),
    path("translate/", include("guidelines.library.translating.urls")),
    path("my/", include("portal.myissa.urls")),
    path("my/notices/", include("portal.notifications.urls")),
    path("my/assessments/", include("guidelines.assessment.urls")),
    path("my/institutions/", include("crm.institutions.urls")),
    path("account/", include("portal.accounts.urls")),
    path("gallery/", include("portal.gallery.urls")),
    path("_util/login/", to_sign_in),
    path("", include(editorial_pages)),
)

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.page_not_found"
handler429 = "portal.errors.too_many_requests"
handler500 = "portal.errors.server_error"

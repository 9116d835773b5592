"""Every address of the portal; apps are named as strings, so that no floor is imported upward."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

urlpatterns = [
    path("admin/login/", login_not_required(RedirectView.as_view(pattern_name="account_login", query_string=True))),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("portal.health.urls")),
]
if settings.DEVELOPMENT:
    urlpatterns.append(path("outbox/", include("portal.outbox.urls")))

urlpatterns += i18n_patterns(
    path("guidelines/", include("guidelines.library.urls")),
    path("my/", include("portal.myissa.urls")),
    path("my/assessments/", include("guidelines.assessment.urls")),
    path("my/institutions/", include("crm.institutions.urls")),
    path("account/", include("portal.accounts.urls")),
    path("gallery/", include("portal.gallery.urls")),
    path("", include(decorate_urlpatterns(wagtail_urls.urlpatterns, login_not_required))),
)

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.page_not_found"
handler429 = "portal.errors.too_many_requests"
handler500 = "portal.errors.server_error"

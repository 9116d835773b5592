from django.urls import path

from crm.institutions.views import colleagues, institution, invitations, requests

app_name = "institutions"
urlpatterns = [
    path("<uuid:uuid>/", institution.detail, name="detail"),
    path("<uuid:uuid>/leave/", institution.leave, name="leave"),
    path("<uuid:uuid>/units/add/", institution.unit_add, name="unit_add"),
    path("<uuid:uuid>/people/", colleagues.people, name="people"),
    path("<uuid:uuid>/people/invite/", invitations.invite, name="invite"),
    path("<uuid:uuid>/people/<uuid:affiliation>/", colleagues.affiliation, name="affiliation"),
    path("<uuid:uuid>/people/<uuid:affiliation>/end/", colleagues.end_access, name="end_access"),
    path("<uuid:uuid>/invitations/<uuid:invitation>/resend/", invitations.resend, name="resend_invitation"),
    path("<uuid:uuid>/invitations/<uuid:invitation>/withdraw/", invitations.withdraw, name="withdraw_invitation"),
    path("<uuid:uuid>/requests/<uuid:asked>/", requests.request, name="request"),
    path("<uuid:uuid>/requests/<uuid:asked>/decline/", requests.decline, name="decline_request"),
    path("<uuid:uuid>/domains/add/", institution.domain_add, name="domain_add"),
    path("<uuid:uuid>/domains/<uuid:domain>/open/", institution.domain_open, name="domain_open"),
    path("<uuid:uuid>/domains/<uuid:domain>/close/", institution.domain_close, name="domain_close"),
    path("<uuid:uuid>/domains/<uuid:domain>/remove/", institution.domain_remove, name="domain_remove"),
]

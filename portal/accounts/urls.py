"""All about one's own account. Asking for one is the business of ``crm.institutions``, named here as a string
because its addresses belong to this part of the portal.
"""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from portal.accounts.views import codes, invitation, profile, sessions

own = [
    path("", profile.home, name="home"),
    path("profile/", profile.profile, name="profile"),
    path("profile/my-data.json", profile.download, name="download"),
    path("sessions/others/end/", sessions.session_end_others, name="session_end_others"),
    path("sessions/<str:code>/end/", sessions.session_end, name="session_end"),
    path("invitation/<str:secret>/", invitation.accept, name="invitation"),
    path("", include("crm.institutions.account_urls")),
]

urlpatterns = [
    path("", include((own, "accounts"))),
    path("sessions/", sessions.session_list, name="usersessions_list"),
    path("email/", codes.EmailView.as_view(), name="account_email"),
    path("password/reset/", login_not_required(codes.PasswordResetView.as_view()), name="account_reset_password"),
    path("2fa/totp/activate/", codes.ActivateTOTPView.as_view(), name="mfa_activate_totp"),
    # Nobody signs up alone.
    path("signup/", login_not_required(RedirectView.as_view(pattern_name="accounts:request")), name="account_signup"),
    path("", include("allauth.urls")),
]

"""All about one's own account. Asking for one is the business of ``crm.institutions``, named here as a string
because its addresses belong to this part of the portal.
"""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from portal.accounts.views import codes, invitation, passkeys, profile, sessions

own = [
    path("", profile.home, name="home"),
    path("profile/", profile.profile, name="profile"),
    path("profile/my-data.json", profile.download, name="download"),
    path("sign-ins/", sessions.sign_in_list, name="sign_in_list"),
    path("sessions/trust/<uuid:uuid>/end/", sessions.trust_end, name="trust_end"),
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
    path(
        "login/code/confirm/",
        login_not_required(codes.ConfirmLoginCodeView.as_view()),
        name="account_confirm_login_code",
    ),
    path("2fa/", passkeys.IndexView.as_view(), name="mfa_index"),
    path("2fa/authenticate/", login_not_required(codes.AuthenticateView.as_view()), name="mfa_authenticate"),
    path("2fa/webauthn/login/", login_not_required(passkeys.LoginPasskeyView.as_view()), name="mfa_login_webauthn"),
    path("2fa/webauthn/add/", passkeys.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path(
        "2fa/webauthn/reauthenticate/",
        passkeys.ReauthenticatePasskeyView.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("2fa/webauthn/keys/<int:pk>/edit/", passkeys.passkey_rename, name="mfa_edit_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", passkeys.passkey_remove, name="mfa_remove_webauthn"),
    path("2fa/webauthn/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("2fa/totp/activate/", codes.ActivateTOTPView.as_view(), name="mfa_activate_totp"),
    # Nobody signs up alone.
    path("signup/", login_not_required(RedirectView.as_view(pattern_name="accounts:request")), name="account_signup"),
    path("", include("allauth.urls")),
]

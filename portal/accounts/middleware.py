from django.http import HttpResponseForbidden
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from portal.accounts import second_factor
from portal.middleware import ADMIN_PATH
from portal.refused import wants_data

#: What opens before the second factor: the way to it, and the way out.
WAY_THROUGH = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "health",
    }
)
#: What opens besides to whoever has no second factor yet. To all others it would be a way round the one they have.
WAY_TO_THE_FIRST = frozenset({"mfa_activate_totp", "mfa_add_webauthn"})


class SecondFactorMiddleware:
    """Nothing opens to the secretariat and to assessors before the second factor; no setting turns this off.

    Members cost no query: that they need none is kept in their session. In
    the admin it is asked afresh, so that no session can be older than a role.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and self.must_stop(request):
            return self.send_to_second_factor(request)
        return self.get_response(request)

    def must_stop(self, request):
        needed = request.session.get(second_factor.SESSION_KEY)
        if needed is None or (not needed and request.path_info.startswith(ADMIN_PATH)):
            needed = request.session[second_factor.SESSION_KEY] = second_factor.is_needed(request.user)
        return needed and not second_factor.has_passed(request) and not leads_through(request)

    def send_to_second_factor(self, request):
        with translation.override(request.user.language):
            if wants_data(request):
                return HttpResponseForbidden(_("Your second factor is asked for first."), content_type="text/plain")
            name = way_of(request.user)
            response = redirect(name)
        if name not in WAY_TO_THE_FIRST and request.method == "GET":
            response["Location"] += "?" + urlencode({"next": request.get_full_path()})
        return response


def way_of(user):
    """Return the page where ``user`` gives the second factor, or sets up the first one."""
    if not second_factor.has_enrolled(user):
        return "mfa_activate_totp"
    return "mfa_reauthenticate" if second_factor.has_app(user) else "mfa_reauthenticate_webauthn"


def leads_through(request):
    try:
        name = resolve(request.path_info).view_name
    except Resolver404:
        return False
    return name in WAY_THROUGH or (name in WAY_TO_THE_FIRST and not second_factor.has_enrolled(request.user))


class OwnSettingsMiddleware:
    """Show times in the person's own zone, and the administration in the person's own language too.

    Wagtail's admin has no language in its addresses and asks a profile of its
    own. It is handed one that says what the account says and is never stored,
    so that nobody keeps two.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.user.is_authenticated:
            timezone.deactivate()
            return self.get_response(request)
        timezone.activate(request.user.time_zone)
        if not request.path_info.startswith(ADMIN_PATH):
            return self.get_response(request)
        lend_wagtail_profile(request.user)
        with translation.override(request.user.language):
            return self.get_response(request)


def lend_wagtail_profile(user):
    profile = UserProfile.objects.filter(user=user).first() or UserProfile()
    profile.user = user  # Wagtail reads it from the user
    profile.preferred_language, profile.current_time_zone = user.language, user.time_zone

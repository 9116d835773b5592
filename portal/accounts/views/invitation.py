"""The link in a letter of invitation, whoever sent it."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import actions, limits
from portal.accounts.actions import ForeignInvitation, InvitationClosed, SignInFirst, owns
from portal.accounts.forms import NewAccountForm
from portal.accounts.invited import opening_of
from portal.accounts.links import hashed
from portal.accounts.models import Invitation, User
from portal.errors import too_many_requests

#: Why a link leads nowhere → the status of the page that says so.
DEAD = {"unknown": 404, "accepted": 410, "withdrawn": 410, "expired": 410, "foreign": 403}


@login_not_required
@never_cache
def accept(request, secret):
    """Accept an invitation with the account that is signed in, or with a new one."""
    if not limits.allows(request, "invitation"):
        return too_many_requests(request)
    found = Invitation.objects.select_related("invited_by").filter(secret_hash=hashed(secret)).first()
    user = request.user if request.user.is_authenticated else None
    problem = _problem(found, user)
    if problem:
        return _dead(request, problem)
    opening = opening_of(found)
    needs_sign_in = user is None and User.objects.filter(email=found.email).exists()
    initial = {"name": found.name, "language": found.language, "time_zone": "UTC"}
    form = None
    if user is None and not needs_sign_in:
        form = NewAccountForm(request.POST or None, initial=initial, email=found.email)
    if request.method == "POST" and not needs_sign_in and (form is None or form.is_valid()):
        try:
            accept_it = opening.accept if opening else actions.accept
            accepted_by = accept_it(found, user=user, **(form.cleaned_data if form else {}))
        except InvitationClosed as problem:
            return _dead(request, problem.state)
        except ForeignInvitation:
            return _dead(request, "foreign")
        except SignInFirst:
            return redirect(request.path)
        return _welcome(request, accepted_by, opening, is_new=user is None)
    context = {
        "invitation": found,
        "opening": opening,
        "needs_sign_in": needs_sign_in,
        "form": form,
    }
    return render(request, "accounts/invitation.html", context, status=422 if form is not None and form.errors else 200)


def _problem(found, user):
    if found is None:
        return "unknown"
    if found.state != "open":
        return found.state
    if user is not None and not owns(user, found.email):
        return "foreign"
    return ""


def _dead(request, state):
    return render(request, "accounts/link_dead.html", {"state": state}, status=DEAD[state])


def _welcome(request, user, opening, *, is_new):
    with translation.override(user.language):
        messages.success(request, _("Welcome. Your access is open."))
        landing = opening and opening.landing(user)
    if is_new:
        return perform_login(request, Login(user=user, email=user.email, redirect_url=landing))
    return redirect(landing or "accounts:home")

import json

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal import clock, mail
from portal.accounts import actions, stored
from portal.accounts.forms import ProfileForm


def home(request):
    """To where this person works, in the language of the account."""
    return redirect(get_adapter().get_login_redirect_url(request))


def profile(request):
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        user = actions.change_profile(request.user, **form.cleaned_data, by=request.user)
        with translation.override(user.language):
            messages.success(request, _("Your profile is saved."))
            return redirect(reverse("accounts:profile"))
    if request.method == "POST":
        request.user.refresh_from_db()
    return render(
        request,
        "accounts/profile.html",
        {
            "form": form,
            "stored": stored.about(request.user, request.session.session_key),
            "returned": mail.undeliverable(request.user.email),
        },
        status=422 if form.errors else 200,
    )


def download(request):
    """All of it, as a file."""
    text = json.dumps(
        {"made_at": clock.now(), **stored.about(request.user, request.session.session_key)},
        cls=DjangoJSONEncoder,
        ensure_ascii=False,
        indent=2,
    )
    response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    response["X-Content-Type-Options"] = "nosniff"
    return response

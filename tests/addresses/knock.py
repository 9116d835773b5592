"""One request to one address, undone afterwards, and what came of it in a word."""

import functools
from copy import deepcopy
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from tests.addresses.planted import words_in

METHODS = ("GET", "POST")


@dataclass(frozen=True)
class Answer:
    status: str  # 200, 403, … or where a redirect leads: sign-in, enrol, verify, admin
    words: frozenset


def knock(client, method, path, **headers):
    """Ask once. Whatever it changed, in the database or in the browser, is taken back."""
    cookies = deepcopy(client.cookies)
    try:
        with transaction.atomic():
            response = getattr(client, method.lower())(path, headers=headers or None)
            answer = Answer(status_of(client, path, response), frozenset(words_in(response)))
            transaction.set_rollback(True)
    finally:
        client.cookies = cookies
        if method == "POST":
            cache.clear()
        translation.activate("en")
        timezone.deactivate()
    return answer


def status_of(client, path, response):
    """Return the status, or in a word where the answer sends.

    Nothing outside the languages is found there either: Django looks for a
    page of that address in the reader's language, and that answers 404.
    """
    if response.status_code not in (301, 302):
        return str(response.status_code)
    target = response["Location"]
    if target.startswith("/en/admin/") and path.startswith("/admin/"):
        return str(client.get(target).status_code)
    return places().get(urlsplit(target).path, str(response.status_code))


@functools.cache
def places():
    """Return path → word for where somebody is sent who may not go on."""
    with translation.override("en"):
        found = {
            reverse("account_login"): "sign-in",
            reverse("wagtailadmin_login"): "sign-in",
            reverse("mfa_activate_totp"): "enrol",
            reverse("mfa_reauthenticate"): "verify",
            reverse("wagtailadmin_home"): "admin",
        }
    codes = [code for code, _name in settings.LANGUAGES]
    return found | {path.replace("/en/", f"/{code}/"): word for path, word in found.items() for code in codes}

"""What people are told about the safety of their account. None of it can be switched off, and it waits for no morning."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts import agents
from portal.notifications.actions import tell
from portal.notifications.kinds import Kind
from portal.roles import ROLES


def second_factor_reset(user):
    """To the owner: what was done, and what to do if it was not asked for."""
    tell("accounts.second_factor_reset", [user], about=user, facts=lambda user: {})


def new_device(sign_in):
    """To the owner: the account was opened in a browser that it did not know."""

    def facts(user):
        return {
            "signed_in_at": sign_in.at,
            "device": agents.in_words(sign_in.browser, sign_in.system),
            "network": f"\u2066{sign_in.network}\u2069",  # reads from left to right in every language
        }

    tell("accounts.new_device", [sign_in.user], about=sign_in, facts=facts)


def role_changed(user, role, *, is_held, by):
    """To whoever gets or loses a role of the secretariat."""

    def facts(user):
        return {"role": str(ROLES[role].name), "is_held": is_held, "by": by.name if by else str(_("The secretariat"))}

    tell("accounts.role_changed", [user], about=user, facts=facts)


def sample():
    return {
        "signed_in_at": "2027-03-12T09:30:00+00:00",
        "device": agents.in_words("Firefox", "Windows"),
        "network": "192.0.2.0",
        "role": str(ROLES["guideline_editor"].name),
        "is_held": True,
        "by": "Paul Adeyemi",
    }


def _kind(event, label, line, button, name, **options):
    return Kind(
        code=f"accounts.{event}",
        label=label,
        line=line,
        template=f"notices/accounts/{event}.html",
        button=button,
        address=lambda facts: reverse(name),
        sample=sample,
        may_stop=False,
        presses=True,
        **options,
    )


KINDS = [
    _kind(
        "second_factor_reset",
        _("My second factor was reset"),
        _("Your second factor was reset"),
        _("Second factor"),
        "mfa_index",
    ),
    _kind(
        "new_device",
        _("My account was opened in a new browser"),
        _("Your account was opened in a new browser"),
        _("Where you are signed in"),
        "usersessions_list",
    ),
    _kind(
        "role_changed",
        _("My role in the secretariat has changed"),
        _("Your role in the secretariat has changed"),
        _("Open My ISSA"),
        "myissa:home",
    ),
]

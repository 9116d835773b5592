"""The letters that notices make: one for each, or one for all of a day or a week. Called by tasks alone."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from portal import mail
from portal.notifications import facts, stop
from portal.notifications.kinds import kind_of


@dataclass(frozen=True)
class Told:
    """One notice as it is read: the line, the fragment that tells it, the facts for it, and where to go on."""

    line: str
    template: str
    facts: dict
    button: str
    path: str
    written_at: object

    @property
    def url(self):
        return settings.SITE_URL + self.path

    def html(self):
        """Return the fragment, in the language that is active."""
        return render_to_string(self.template, self.facts)


def told(notice):
    """Return a notice in the language that is active."""
    kind, known = kind_of(notice.kind), facts.read(notice.facts)
    return Told(
        line=kind.subject(known),
        template=kind.template,
        facts=known,
        button=str(kind.button),
        path=kind.address(known),
        written_at=notice.written_at,
    )


def one(notice):
    """Send the letter of one notice; a second call sends nothing."""
    kind = kind_of(notice.kind)
    _send(
        notice.recipient,
        "notifications/one",
        lambda: {"told": told(notice)},
        key=f"notice:{notice.key}",
        stops=kind.code if kind.may_stop else "",
        label=kind.label,
    )


def together(user, notices, *, rhythm, day):
    """Send one letter with all of ``notices``: the daily or weekly one of ``day``."""
    _send(
        user,
        "notifications/together",
        lambda: {"all_told": [told(notice) for notice in notices], "rhythm": rhythm},
        key=f"notices:{rhythm}:{user.uuid}:{day.isoformat()}",
        stops=rhythm,
    )


def settings_url():
    return settings.SITE_URL + reverse("notifications:settings")


def _send(user, template, context, *, key, stops, label=""):
    headers = {}
    with translation.override(user.language), timezone.override(user.time_zone):
        given = context() | {"name": user.name, "settings_url": settings_url()}
        if stops:
            given |= {"stop_url": stop.url(user, stops), "stop_label": label}
            headers = {
                "List-Unsubscribe": f"<{given['stop_url']}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            }
        mail.send(template, user.email, user.language, given, headers, key=key)

"""The texts of all kinds of notices, for those who answer for what the portal says to people."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from portal import mail
from portal.languages import CODES, NAMES, direction, html_code
from portal.notifications import letters
from portal.notifications.kinds import all_kinds, kind_of
from portal.notifications.letters import told
from portal.notifications.models import Notice

may_view = permission_required("notifications.view_texts", raise_exception=True)


@require_safe
@may_view
def text_list(request):
    return render(request, "notifications/text_list.html", {"kinds": list(all_kinds().values())})


@require_safe
@may_view
def text_detail(request, code):
    """The text of one kind in all seven languages, written from facts that are invented."""
    kind = kind_of(code)
    if kind is None:
        raise Http404("No kind of notice has this code.")
    shown = [(NAMES[language], html_code(language), direction(language), preview(kind, language)) for language in CODES]
    return render(request, "notifications/text_detail.html", {"kind": kind, "shown": shown})


def preview(kind, language):
    """Return what is told, and the letter's text part, in one language."""
    with translation.override(language):
        one = told(Notice(kind=kind.code, facts=kind.sample()))
        given = {"told": one, "name": "Ines Okoro", "settings_url": letters.settings_url()}
        if kind.may_stop:
            given |= {"stop_url": given["settings_url"], "stop_label": kind.label}
        letter = mail.write("notifications/one", "somebody@example.org", language, given)
        # Drawn while the language is active: the page around it speaks the reader's.
        return {"line": one.line, "fragment": one.html(), "text": letter.body}

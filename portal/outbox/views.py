"""Development only: the mails that were sent, and the codes to sign in with. Production has no such address."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.languages import direction
from portal.outbox import codes, folder, letters
from portal.tables import Column

#: A letter's HTML may style itself and nothing more; "sandbox" takes its origin away.
LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


def development_page(view):
    """Open ``view`` to everybody on a developer's machine, and nowhere else."""

    @login_not_required
    @never_cache
    @require_safe
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not settings.DEVELOPMENT:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@development_page
def letter_list(request):
    context = {
        "letters": letters.newest(),
        "sign_ins": codes.sign_ins(),
        "seconds_left": codes.seconds_left(),
        "sign_in_columns": [Column(_("Role")), Column(_("Sign-in")), Column(_("Password")), Column(_("Code now"))],
        "letter_columns": [Column(_("Sent")), Column(_("To")), Column(_("Subject"))],
    }
    return render(request, "outbox/letter_list.html", context)


@development_page
def letter_detail(request, name):
    letter = letter_or_404(name)
    language = letter.language.lower()
    return render(request, "outbox/letter_detail.html", {"letter": letter, "letter_dir": direction(language)})


@development_page
def letter_html(request, name):
    response = HttpResponse(letter_or_404(name).html)
    response["Content-Security-Policy"] = LETTER_POLICY
    return response


def letter_or_404(name):
    path = folder.find(name)
    if path is None:
        raise Http404
    return letters.Letter.of(path)

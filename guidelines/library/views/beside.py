"""``?with=ar``: a page of the library with a second language beside the reader's own.

Its permanent form is the address of the plain page and this one key, so the
language menu, the fragment and the cache treat it as they treat the page.
Search engines are sent to the plain page.
"""

from django.http import Http404
from django.shortcuts import render

from guidelines.library.beside import Beside, first_language, second_languages
from portal.languages import NAMES, direction, html_code

KEY = "with"


def wanted(request, reading):
    """Return the second language asked for, or None for the plain page.

    A language that this reader may not read is not there. The one that the
    page is in anyway is the plain page: the language menu leads to it.
    """
    asked = request.GET.get(KEY, "")
    if asked in {"", first_language(reading)}:
        return None
    if asked not in second_languages(reading):
        raise Http404
    return asked


def choice(request, reading, chosen=None):
    """Return what may stand beside the page: released languages, for those who work on it all."""
    return [
        {
            "name": NAMES[code],
            "lang": html_code(code),
            "dir": direction(code),
            "url": address(request.path, code),
            "is_current": code == chosen,
        }
        for code in second_languages(reading)
    ]


def address(path, language):
    return f"{path}?{KEY}={language}"


def page(request, reading, outline, language, *, lines, context):
    """Answer with two languages; ``context`` is what the plain page prints around the text."""
    beside = Beside(reading, language)
    groups = beside.groups(lines, outline)
    for name in ("previous", "next"):
        if step := context.get(name):
            context[name] = step | {"url": address(step["url"], language)}
    return render(
        request,
        "library/beside.html",
        context
        | {
            "reading": reading,
            "groups": groups,
            "heads": beside.heads,
            "lead": beside.paragraphs(*context["lead"]) if context.get("lead") else [],
            "choice": choice(request, reading, language),
            "plain": request.path,
            "locked": any(group.has_locked for group in groups),
        },
    )

"""What the frame of every page needs: sections of the top bar, languages, the person's menu."""

from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal import doors
from portal.languages import CODES, NAMES, current, direction, html_code

#: The person's menu: a name for people and the address's name.
PERSONAL = (
    (_("My ISSA"), "myissa:home"),
    (_("Notices"), "notifications:list"),
    (_("Profile"), "accounts:profile"),
    (_("Signed-in devices"), "usersessions_list"),
    (_("Administration"), "wagtailadmin_home"),
)


@dataclass(frozen=True)
class Entry:
    """One section of the top bar."""

    label: str
    url: str
    prefix: str  # the path, without the language, below which the section is the current one


def frame(request):
    """Context processor for whole pages and fragments; asks nothing of the database by itself."""
    language = current()
    bare = without_language(request.path_info)
    sections = [entry for offer in doors.navigation if (entry := offer(request)) is not None]
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "language": language,
        "lang_code": html_code(language),
        "direction": direction(language),
        "languages": languages(request, bare, language),
        "sections": [(entry, bool(entry.prefix) and (bare or "").startswith(entry.prefix)) for entry in sections],
        "personal_links": partial(personal_links, request),
        "todo_count": partial(todo_count, request),
        "unread_count": partial(unread_count, request),
    }


def without_language(path):
    """Return the path after its language, or None for an address that has none."""
    first, _slash, rest = path.lstrip("/").partition("/")
    return rest if first in CODES else None


def languages(request, bare, language):
    """Return the language menu: the same page, in each language, as links.

    A page whose address differs from language to language, as editorial pages
    may, says so in ``request.language_urls`` (code → address).
    """
    known = getattr(request, "language_urls", {})
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return [
        {
            "code": code,
            "html_code": html_code(code),
            "name": NAMES[code],
            "dir": direction(code),
            "path": (path := known.get(code, f"/{code}/{bare or ''}")),
            "url": path + query,
            "is_current": code == language,
        }
        for code in CODES
    ]


def personal_links(request):
    """Return label and address of the person's own pages; the admin only for those who may enter it."""
    may_administer = request.user.has_perm("wagtailadmin.access_admin")
    return [(label, reverse(name)) for label, name in PERSONAL if may_administer or name != "wagtailadmin_home"]


def todo_count(request):
    """Return how many things wait for the person; counted only when a template prints it."""
    if not hasattr(request, "_todo_count"):
        request._todo_count = sum(len(list(offer(request.user))) for offer in doors.todos)
    return request._todo_count


def unread_count(request):
    """Return how many notices the person has not read, as it came with the account (``accounts.backends``)."""
    known = getattr(request.user, "unread", None)
    return request.user.notices.unread().count() if known is None else known

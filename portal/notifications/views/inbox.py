"""What a person was told: a list, each notice with its substance, and what is read."""

from django.apps import apps
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.frame import unread_count
from portal.notifications import actions
from portal.notifications.kinds import all_kinds, visible
from portal.notifications.letters import told
from portal.notifications.models import Notice

PAGE = 30


@require_safe
def notice_list(request):
    """The newest first; ``show=unread`` and ``about=<app>`` narrow it down."""
    own = Notice.objects.of(request.user)
    unread = unread_count(request)
    shown, about, only_unread = narrowed(own, request.GET)
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    notices = list(page.object_list)
    may_read = {notice.pk for notice in visible(request.user, notices)}
    context = {
        "page": page,
        "rows": [(notice, told(notice) if notice.pk in may_read else None) for notice in notices],
        "unread": unread,
        "tabs": tabs(about, only_unread, unread),
        "subjects": subjects_of_kinds(),
        "about": about,
        "only_unread": only_unread,
    }
    return render(request, "notifications/notice_list.html", context)


def narrowed(own, asked):
    """Return those notices that the words of an address ask for, the subject among these words, and whether unread ones."""
    about = asked.get("about", "")
    if about not in dict(subjects_of_kinds()):
        about = ""
    only_unread = asked.get("show") == "unread"
    found = own.filter(kind__startswith=f"{about}.") if about else own
    return (found.unread() if only_unread else found), about, only_unread


def subjects_of_kinds():
    """Return label and name of each app that tells people something."""
    labels = dict.fromkeys(code.partition(".")[0] for code in all_kinds())
    return [(label, apps.get_app_config(label).verbose_name) for label in labels]


def tabs(about, only_unread, unread):
    about = f"&about={about}" if about else ""
    label = ngettext("%(count)d unread", "%(count)d unread", unread) % {"count": unread}
    return [
        {"label": _("All"), "url": f"?show=all{about}", "is_current": not only_unread},
        {"label": label, "url": f"?show=unread{about}", "is_current": only_unread},
    ]


@require_safe
def notice_detail(request, uuid):
    """One notice with all that its letter says. Opening it is reading it, as with a letter."""
    notice = get_object_or_404(Notice.objects.of(request.user), uuid=uuid)
    if notice.read_at is None and request.method == "GET":
        actions.mark_read(request.user, Notice.objects.filter(pk=notice.pk))
    may_read = bool(visible(request.user, [notice]))
    context = {"notice": notice, "told": told(notice) if may_read else None}
    return render(request, "notifications/notice_detail.html", context)


@require_POST
def mark_all_read(request):
    """All of the list that the button stands under, on whichever page of it."""
    shown, about, _only_unread = narrowed(Notice.objects.of(request.user), request.POST)
    count = actions.mark_read(request.user, shown)
    text = ngettext("%(count)d notice is marked as read.", "%(count)d notices are marked as read.", count)
    messages.success(request, text % {"count": count})
    return redirect(reverse("notifications:list") + (f"?about={about}" if about else ""))

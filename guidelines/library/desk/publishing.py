"""Publishing an edition: a page names what will happen to its languages and to the edition before, then it is done."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guidelines.library import actions, completeness, following
from guidelines.library.enums import EditionState
from guidelines.library.models import Edition
from guidelines.library.saying import refusals_said
from guidelines.library.workflow import EDITION
from portal.access import get_or_deny
from portal.languages import CODES, SOURCE
from portal.workflow import MoveNotAllowed


@dataclass(frozen=True)
class Publication:
    """What publishing an edition now would do: ``released`` and ``lost`` are codes, ``stale`` rows of its board."""

    predecessor: Edition | None
    released: list
    lost: list
    stale: list

    @classmethod
    def of(cls, edition):
        """Raise what the action would refuse with."""
        move = EDITION.moves["publish"]
        if edition.state not in move.sources:
            raise MoveNotAllowed(move, edition.state)
        if reason := actions.hindrance(edition, move.name):
            raise reason
        predecessor = following.predecessor(edition)
        released = [code for code in CODES if code == SOURCE or code in edition.released_languages()]
        read_before = predecessor.released_languages() if predecessor else []
        return cls(
            predecessor,
            released,
            [code for code in read_before if code not in released],
            [row for row in completeness.board(edition) if row.stale],
        )


@require_http_methods(["GET", "HEAD", "POST"])
def edition_publish(request, uuid):
    edition = get_or_deny(request.user, Edition.objects.for_reading(), "library.publish_edition", uuid=uuid)
    with refusals_said(request):
        if request.method != "POST":
            context = {"edition": edition, "publication": Publication.of(edition)}
            return render(request, "library/desk/publish.html", context)
        actions.publish_edition(edition, by=request.user)
        said = _("The edition was moved on: %(state)s.")
        messages.success(request, said % {"state": EditionState.PUBLISHED.label})
    return redirect("library_desk:edition", edition.uuid)

"""What a draft changes against the edition in force, for those who work on it, before it is published."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from guidelines.library import actions, extracts
from guidelines.library.changes import Changes, changes_of_draft, mapping_shown
from guidelines.library.desk.mapping import followed
from guidelines.library.following import Following
from guidelines.library.models import Edition, Guideline
from guidelines.library.reading import Reading
from guidelines.library.saying import refusals_said
from guidelines.library.views.extracts import being_made, serve
from portal.access import get_or_deny


@dataclass(frozen=True)
class Draft:
    """A draft beside the edition that it follows, as one person reads both; compared when that was begun."""

    edition: Edition
    old: Edition
    following: Following | None
    before: Reading | None = None
    reading: Reading | None = None
    changes: Changes | None = None

    @classmethod
    def of(cls, user, edition, guideline=None):
        old, following = followed(edition)
        if following is None:
            return cls(edition, old, None)
        before, reading = Reading.of(following.mapping.old, user), Reading.of(edition, user)
        return cls(edition, old, following, before, reading, changes_of_draft(following, before, reading, guideline))


def _edition(user, **which):
    return get_or_deny(user, Edition.objects.for_reading(), "library.view_edition", **which)


@require_safe
def edition_changes(request, uuid):
    """The whole draft against the edition that it follows, with counts by kind; once published, what readers are told."""
    edition = _edition(request.user, uuid=uuid)
    if edition.is_public:
        return _as_readers_see(edition)
    draft = Draft.of(request.user, edition)
    compared = draft.before, draft.reading, draft.changes
    return _page(request, draft, paper=draft.changes and extracts.offered_of_draft(request.user, *compared))


@require_safe
def guideline_changes(request, key):
    """One guideline of a draft against what it comes from; once published, what readers are told of it."""
    guideline = get_object_or_404(Guideline.objects.visible_to(request.user), key=key)
    edition = guideline.edition = _edition(request.user, pk=guideline.edition_id)
    if edition.is_public:
        return _as_readers_see(edition, guideline)
    return _page(request, Draft.of(request.user, edition, guideline), guideline=guideline)


def _as_readers_see(edition, guideline=None):
    """Go on to the public comparison; 404 where an edition follows none."""
    if mapping_shown(edition) is None:
        raise Http404
    page = reverse("library:changes", args=[edition.set.slug, edition.year])
    return redirect(f"{page}#{guideline.code}" if guideline else page)


def _page(request, draft, **more):
    return render(request, "library/desk/changes.html", {**vars(draft), **more})


@require_safe
def changes_pdf(request, uuid):
    """The same as a file; 404 until it has been made of the draft as it stands."""
    return serve(request, _wanted(request.user, uuid))


@require_POST
def changes_ask(request, uuid):
    """Let the worker make that file; back to the page that shows when it is there."""
    wanted = _wanted(request.user, uuid)
    with refusals_said(request):
        actions.ask_for_working_paper(wanted, by=request.user)
        messages.success(request, being_made())
    return redirect("library_desk:changes", uuid)


def _wanted(user, uuid):
    draft = Draft.of(user, _edition(user, uuid=uuid))
    if draft.changes is None:
        raise Http404
    return extracts.of_draft(draft.before, draft.reading, draft.changes)

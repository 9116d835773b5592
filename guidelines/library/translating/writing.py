"""One record of an edition in one language, source and translation side by side: shown, saved, confirmed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guidelines.library import actions
from guidelines.library.actions.writing import frozen_languages
from guidelines.library.exceptions import ChangedMeanwhile
from guidelines.library.glossary.wanted import Vocabulary
from guidelines.library.models import Edition, Term
from guidelines.library.translating.forms import TranslationForm, changed_and_conflicts, shown_again
from guidelines.library.translating.records import records
from guidelines.library.translating.segments import segments
from guidelines.library.translating.work import edition_or_404
from portal.audit.record import name_of
from portal.formats import language_name
from portal.languages import html_code


@require_http_methods(["GET", "HEAD", "POST"])
def record(request, uuid, language, kind, key):
    """One record, source and translation side by side."""
    edition, given = edition_or_404(request.user, uuid, language)
    place = _Place(edition, given, language, kind, str(key))
    if request.method == "POST":
        return _save(request, place)
    form = TranslationForm(segments=place.segments_with_terms(), language=language, is_open=place.is_open)
    return _page(request, place, form)


class _Place:
    """A record in one language of an edition, with what stands before and after it among what was given."""

    def __init__(self, edition, given, language, kind, key):
        self.edition, self.given, self.language = edition, given, language
        self.is_open = language not in frozen_languages(edition)
        self.rows = [row for row in records(edition) if given.includes(language, row.owner)]
        self.index = next((i for i, row in enumerate(self.rows) if (row.kind, row.key) == (kind, key)), None)
        if self.index is None:
            raise Http404
        self.record = self.rows[self.index]
        if not isinstance(self.record.owner, Edition):
            self.record.owner.edition = edition

    def segments(self):
        return segments(self.record, self.language)

    def segments_with_terms(self):
        terms = Term.objects.for_set(self.edition.set_id).order_by("pk")
        return segments(self.record, self.language, Vocabulary(terms, self.language))

    def step(self, by):
        index = self.index + by
        if not 0 <= index < len(self.rows):
            return None
        row = self.rows[index]
        return {"url": address(self.edition, self.language, row), "code": row.code, "title": row.title}

    @property
    def url(self):
        return address(self.edition, self.language, self.record)


def _save(request, place):
    form = TranslationForm(
        request.POST, segments=place.segments_with_terms(), language=place.language, is_open=place.is_open
    )
    if not form.is_valid():
        return _page(request, place, form, status=422)
    confirmed = request.POST.get("confirm", "")
    changed, conflicts = changed_and_conflicts(form, confirmed)
    if conflicts:
        return _conflict(request, place, form, conflicts)
    try:
        _write(request.user, place, changed, confirmed)
    except ChangedMeanwhile:
        fresh = _Place(_again(place.edition), place.given, place.language, place.record.kind, place.record.key)
        return _conflict(request, fresh, form, conflicts)
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return _page(request, place, form, status=422)
    messages.success(request, _("The translation is saved."))
    following = place.step(1) if "next" in request.POST else None
    return redirect(following["url"] if following else place.url)


def _write(user, place, changed, confirmed):
    """Save what was changed, and confirm the one text that was said to be good still."""
    owner, language = place.record.owner, place.language
    target = next((s for s in place.segments() if s.name == confirmed and s.may_be_confirmed), None)
    if changed:
        texts = {(name_of(segment.part), segment.field_name): text for segment, text in changed.items()}
        owner = actions.save_translation(owner, texts, language=language, by=user, seen=owner.latest_revision_id)
    if target and target.name not in {segment.name for segment in changed}:
        actions.confirm_translation(
            owner,
            part=target.part,
            field=target.field_name,
            language=language,
            by=user,
            seen=owner.latest_revision_id,
        )


def _again(edition):
    return Edition.objects.select_related("set").prefetch_related("languages").get(pk=edition.pk)


def _conflict(request, place, form, conflicts):
    again = shown_again(form, place.segments_with_terms(), place.language)
    again.add_error(None, ChangedMeanwhile().messages)
    return _page(request, place, again, conflicts=conflicts, status=409)


def _page(request, place, form, *, conflicts=frozenset(), status=200):
    edition, found = place.edition, place.record
    board_url = reverse("translating:board", args=[edition.uuid])
    return render(
        request,
        "library/translating/record.html",
        {
            "edition": edition,
            "code": found.code,
            "title": found.title,
            "language_name": language_name(place.language),
            "target_lang": html_code(place.language),
            "is_open": place.is_open,
            "form": form,
            "rows": form.rows(conflicts),
            "previous": place.step(-1),
            "next": place.step(1),
            "url": place.url,
            "trail": [(_("Translating"), reverse("translating:list")), (str(edition), board_url)],
        },
        status=status,
    )


def address(edition, language, row):
    """Return where a record is translated into a language."""
    return reverse("translating:record", args=[edition.uuid, language, row.kind, row.key])

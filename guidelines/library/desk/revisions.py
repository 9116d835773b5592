"""The history of a record in the admin: its revisions, any two compared, an earlier one brought back."""

from itertools import zip_longest

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import RevisionsRevertMixin
from wagtail.snippets.views.snippets import HistoryView, RevisionsCompareView

from guidelines.library import actions, extracts
from guidelines.library.desk.forms import accept_parts_of
from guidelines.library.enums import EDITABLE
from guidelines.library.exceptions import EditionFrozen
from guidelines.library.models import Edition
from guidelines.library.revisions import differing, names_of_changes, told
from guidelines.library.saying import refusals_said
from guidelines.library.views.extracts import being_made, serve
from portal import formats

#: As many stand on one page: any two of them can be compared.
ON_A_PAGE = 100


def edition_of(obj):
    return obj if isinstance(obj, Edition) else obj.edition


class RevisionHistory(HistoryView):
    """Who saved it and when. Wagtail's own list tells what was done in Wagtail's way, which nothing here is."""

    def get(self, request, *args, **kwargs):
        chosen = [request.GET.get(name, "") for name in ("from", "to")]
        if all(one.isdecimal() and len(one) < 19 for one in chosen):
            # The earlier one first, whichever was ticked where.
            return redirect(reverse(self.revisions_compare_url_name, args=[self.object.pk, *sorted(map(int, chosen))]))
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        revisions = self.object.revisions.select_related("user").order_by("-created_at", "-pk")
        page = Paginator(revisions, ON_A_PAGE).get_page(self.request.GET.get("p"))
        shown, before = list(page), revisions[page.end_index() :][:1] if page.has_next() else []
        edition = edition_of(self.object)
        self._languages = edition.readable_languages(self.request.user)
        return {
            "object": self.object,
            "view": self,
            "edition": edition,
            "page": page,
            "rows": [self._row(*both) for both in zip_longest(shown, [*shown[1:], *before])],
            "closed": None if edition.state in EDITABLE else EditionFrozen(edition),
            "edit_url": self.get_edit_url(self.object),
        }

    def _row(self, revision, before):
        is_current = revision.pk == self.object.latest_revision_id
        held = before and (before.content, revision.content)
        return {
            "revision": revision,
            "moment": formats.moment(revision.created_at, seconds=True),
            "changed": formats.comma().join(names_of_changes(self.model, *held, self._languages)) if held else "",
            "is_current": is_current,
            "compare": None
            if is_current
            else reverse(self.revisions_compare_url_name, args=[self.object.pk, revision.pk, "latest"]),
            "bring_back": None
            if is_current
            else reverse(self.revisions_revert_url_name, args=[self.object.pk, revision.pk]),
        }


class CompareRevisions(RevisionsCompareView):
    """Two revisions word by word, instead of Wagtail's comparison of columns."""

    template_name = "library/desk/revisions.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self._edition = edition_of(self.object)
        self._compared = []

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        wanted = self.wanted(context["comparison"])
        paper = wanted and extracts.offered_as(self.request.user, wanted)
        return context | {"history_url": self.get_history_url(), "paper": paper}

    def wanted(self, found):
        """Return the extract that holds this comparison, or None where there can be none."""
        if len(self._compared) < 2:
            return None
        return extracts.of_revisions(self._edition, tuple(self._compared), told(found), self._languages)

    def _get_comparison(self, revision_a, revision_b):
        self._languages = self._edition.readable_languages(self.request.user)
        return differing(revision_a, revision_b, self._languages)

    def _get_revision_and_heading(self, revision_id):
        if revision_id == "live":
            return super()._get_revision_and_heading(revision_id)
        revisions = self.object.revisions.order_by("created_at", "pk")
        if revision_id == "earliest":
            revision = revisions.first()
        else:
            revision = revisions.last() if revision_id == "latest" else revisions.filter(pk=revision_id).first()
        if revision is None:
            raise Http404
        self._compared.append(revision)
        return revision.as_object(), formats.moment(revision.created_at, seconds=True)


class RevisionsPaper(CompareRevisions):
    """The same as a file: served once the worker has made it, and asked for by POST."""

    revisions_compare_url_name = None

    def get(self, request, *args, **kwargs):
        return serve(request, self._wanted())

    def post(self, request, *args, **kwargs):
        wanted = self._wanted()
        if wanted is None:
            raise Http404
        with refusals_said(request):
            actions.ask_for_working_paper(wanted, by=request.user)
            messages.success(request, being_made())
        return redirect(reverse(self.revisions_compare_url_name, args=[self.object.pk, *self._ids]))

    @property
    def _ids(self):
        return self.revision_id_a, self.revision_id_b

    def _wanted(self):
        before, after = (self._get_revision_and_heading(one)[0] for one in self._ids)
        return self.wanted(self._get_comparison(before, after))


class BringsBack(RevisionsRevertMixin):
    """An earlier revision fills the form, and above it stands what saving it would change."""

    def get(self, request, *args, **kwargs):
        return self._closed() or super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return self._closed() or super().post(request, *args, **kwargs)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if self.request.method == "POST":
            accept_parts_of(form)  # a point that was removed since has no row any more, and comes back
        return form

    def _closed(self):
        """Lead back to the history of what stands, and say why."""
        edition = edition_of(self.object)
        if edition.state in EDITABLE:
            return None
        messages.error(self.request, str(EditionFrozen(edition)))
        return redirect(reverse(self.history_url_name, args=[self.object.pk]))

    def get_warning_message(self):
        return _("This is the revision of %(moment)s. Nothing is brought back before you save.") % {
            "moment": formats.moment(self.revision.created_at, seconds=True)
        }

    def get_success_message(self):
        return _("The revision of %(moment)s was brought back.") % {
            "moment": formats.moment(self.revision.created_at, seconds=True)
        }

    def get_context_data(self, **kwargs):
        stored = self.model.objects.get(pk=self.object.pk)
        languages = edition_of(stored).readable_languages(self.request.user)
        return super().get_context_data(**kwargs) | {"brought": differing(stored, self.revision.as_object(), languages)}

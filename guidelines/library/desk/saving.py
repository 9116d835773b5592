"""What every form of the desk shares: a save is one of our actions, and what it refuses loses no entry."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from guidelines.library import actions
from guidelines.library.desk import editing
from guidelines.library.desk.forms import accept_parts_of
from guidelines.library.exceptions import BeginningUnknown, ChangedMeanwhile, NotYourText
from portal.formats import isolate, moment


class SavesByAction:
    """Hand what was typed to the action; what it refuses stands above the form, which keeps every entry."""

    conflicts = ()

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        # Wagtail would write to the database at every pause in typing.
        self.autosave_enabled = False

    def save_instance(self):
        instance = self.form.save(commit=False)
        self.act(instance)
        self.new_revision = getattr(instance, "latest_revision", None)
        self.has_content_changes = True
        return instance

    def form_valid(self, form):
        try:
            if self.seen is None and getattr(self.object, "latest_revision_id", None):
                raise BeginningUnknown
            return super().form_valid(form)
        except NotYourText:
            form.add_error(None, gettext("This text is not yours to write."))
        except ChangedMeanwhile as problem:
            form.add_error(None, self._who_saved() or " ".join(problem.messages))
            self.conflicts = getattr(problem, "conflicts", ())
            self._begin_there_again()
        except ValidationError as problem:
            form.add_error(None, " ".join(problem.messages))
        self.produced_error_message = self.get_error_message()  # and below it the reason, from the form
        return self.form_invalid(form)

    def _begin_there_again(self):
        """The next attempt begins where this one began, else it would pass over what the other saved.

        Its revision may be gone: Wagtail is then shown none, while the form still names it.
        """
        self.object.latest_revision_id = self.seen
        begun = self.object.revisions.filter(pk=self.seen).first()
        self.model._meta.get_field("latest_revision").set_cached_value(self.object, begun)

    def _who_saved(self):
        """Return who saved the revision that is stored by now, in a sentence; an empty one where it names nobody."""
        stored = self.model.objects.select_related("latest_revision__user").get(pk=self.object.pk)
        if (latest := stored.latest_revision) is None or latest.user is None:
            return ""
        told = {"name": isolate(str(latest.user)), "when": isolate(moment(latest.created_at))}
        saved = gettext("%(name)s saved this text at %(when)s, while you were writing.") % told
        kept = gettext("Your text is still here; nothing was overwritten.")
        return f"{saved} {kept}"

    @property
    def seen(self):
        """Return the revision that the form was filled from, or None."""
        loaded = self.request.POST.get("loaded_revision_id", "")
        return int(loaded) if loaded.isdecimal() else None

    @property
    def settled(self):
        """Return what the person chose for each text that two had changed."""
        sent = self.request.POST
        return {
            name.removeprefix("take-"): (side, sent.get(f"mark-{name.removeprefix('take-')}", ""))
            for name, side in sent.items()
            if name.startswith("take-")
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"conflicts": self.conflicts, "unchosen": self._unchosen()}

    def _unchosen(self):
        """Return the names of the conflicts that stood before this person already, and were passed over."""
        sent = self.request.POST
        return {one.name for one in self.conflicts if f"mark-{one.name}" in sent and f"take-{one.name}" not in sent}

    def get_editing_sessions(self):
        sessions = super().get_editing_sessions()
        if sessions and self.revision_enabled:
            sessions.ping_url = editing.address(
                self.model._meta.model_name, self.object.pk, sessions.current_session.pk
            )
        return sessions


class BeginsWithWhatWasSeen:
    """What was typed belongs to the record as the person saw it, with the points that there were then."""

    def get_object(self, queryset=None):
        stored = super().get_object(queryset)
        if self.request.method != "POST" or self.seen in (None, stored.latest_revision_id):
            return stored
        revision = stored.revisions.filter(pk=self.seen).first()
        if revision is None:
            return stored
        begun = revision.as_object()
        begun.latest_revision_id = revision.pk
        return begun

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if self.request.method == "POST":
            accept_parts_of(form)
        return form


class SavesGuideline(SavesByAction):
    def act(self, guideline):
        actions.save_guideline(guideline, by=self.request.user, seen=self.seen, settled=self.settled)


class SavesSection(SavesByAction):
    def act(self, section):
        actions.save_section(section, by=self.request.user, seen=self.seen, settled=self.settled)


class SavesEdition(SavesByAction):
    def act(self, edition):
        if edition.pk:
            actions.save_edition(edition, by=self.request.user, seen=self.seen, settled=self.settled)
        else:
            actions.create_edition(edition, by=self.request.user)


class SavesSet(SavesByAction):
    def act(self, guideline_set):
        actions.save_set(guideline_set, by=self.request.user)

"""Kinds of notices: who is told of what, how the text is written, and when its letter goes out.

Apps register theirs at ``portal.doors.notices`` in ``AppConfig.ready()``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from portal import doors
from portal.notifications import facts
from portal.notifications.models import Rhythm


def everything(user, notices):
    """Nothing can come between this kind and its reader."""
    return notices


def everybody(user):
    return True


@dataclass(frozen=True)
class Kind:
    """One kind of notice.

    ``code``      ``app.event``, in addresses and rows for ever
    ``label``     in the settings: what happens, "A self-assessment waits for your signature"
    ``line``      with named facts: the subject of the letter and the line in the inbox
    ``template``  the substance as a fragment of HTML, from the facts alone; no attribute ``style``
    ``button``    what the reader does next
    ``address``   facts → address of the thing, in the language that is active
    ``sample``    facts to preview the text with
    ``rhythm``    of its letters, until the reader chooses another one
    ``may_stop``  whether its letters may be switched off or put together
    ``presses``   whether its letter goes out in quiet hours, too
    ``concerns``  user → whether it can happen to this person at all; only then is there a choice to make
    ``visible``   (user, notices) → those whose matter the user may see now; the others are quoted nowhere
    ``holds``     (user, notices) → those that are still so; a letter that comes late does not ask for what is done
    """

    code: str
    label: str
    line: str
    template: str
    button: str
    address: Callable[[Mapping], str]
    sample: Callable[[], Mapping]
    rhythm: Rhythm = Rhythm.AT_ONCE
    may_stop: bool = True
    presses: bool = False
    concerns: Callable = field(default=everybody)
    visible: Callable = field(default=everything)
    holds: Callable = field(default=everything)

    @property
    def usual_rhythm(self):
        return Rhythm(self.rhythm).label

    def subject(self, known):
        """Return the line with the facts in it, in the language that is active."""
        return str(self.line) % facts.plain(known)


def all_kinds():
    return {kind.code: kind for kind in doors.notices}


def kind_of(code):
    """Return the kind, or None for one whose app is gone."""
    return all_kinds().get(code)


def visible(user, notices):
    """Return those of ``notices`` that ``user`` may read, in their order; one question for each kind."""
    return _sift(notices, lambda kind, some: kind.visible(user, some))


def to_be_mailed(user, notices):
    """Return those that may go to ``user`` by mail now: visible, still so, and to nobody whose account is closed."""
    if not user.is_active:
        return []
    return _sift(visible(user, notices), lambda kind, some: kind.holds(user, some))


def _sift(notices, sieve):
    known, by_kind = all_kinds(), {}
    for notice in notices:
        by_kind.setdefault(notice.kind, []).append(notice)
    kept = {notice.pk for code, some in by_kind.items() if code in known for notice in sieve(known[code], some)}
    return [notice for notice in notices if notice.pk in kept]

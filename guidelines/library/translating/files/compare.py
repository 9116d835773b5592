"""What a translators' file would change: text by text, each written, confirmed, refused with its reason, or left.

A file lies on somebody's desk for weeks. What changed here meanwhile is not
overwritten: neither a text whose English moved on, nor one that somebody else
translated.
"""

import re
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from guidelines.library.actions.writing import check_open
from guidelines.library.exchange.exceptions import OtherFile
from guidelines.library.translating.files.segments import mark, places_by_key
from portal.formats import language_name
from portal.translations.models import Status
from portal.written import line_ends

WRITE, CONFIRM = "write", "confirm"
OPEN = {Status.STALE, Status.MACHINE}
VERSION = re.compile("(?P<source>[0-9a-f]{16})-(?P<target>[0-9a-f]{16})-(?P<status>[a-z]+)")


@dataclass(frozen=True)
class Step:
    """One text that is written or confirmed; ``was`` is what stands there."""

    what: str
    key: str
    place: str
    source: str
    was: str
    text: str

    def stored(self):
        return asdict(self)


@dataclass(frozen=True)
class Left:
    """One text of the file that is not taken, and why."""

    place: str
    text: str
    reason: str

    def stored(self):
        """Return it as a database keeps it: what a file says may hold a NUL, which PostgreSQL refuses."""
        return {name: text.replace("\x00", "\ufffd") for name, text in asdict(self).items()}


def compare(found, edition, given, language):
    """Return (steps, left) for a file; refuse it as a whole when it is not of this edition and language."""
    if found.edition != str(edition.uuid):
        raise OtherFile(_("This file is of another edition. Nothing was changed."))
    if found.language != language:
        raise OtherFile(
            _("This file is into another language than %(language)s. Nothing was changed.")
            % {"language": language_name(language)}
        )
    check_open(edition, language)
    known = places_by_key(edition, given, language)
    steps, left, met = [], [], set()
    for unit in found.units:
        place = known.get(unit.key)
        if place is None:
            reason = _("It is not among the texts that are yours to translate here.")
        elif unit.key in met:
            reason = _("It stands twice in the file; the first one counts.")
        else:
            met.add(unit.key)
            step, reason = _step(unit, place)
            if step:
                steps.append(step)
        if reason:
            left.append(Left(place.told() if place else unit.key[:120], unit.target[:2000], reason))
    return steps, left


def _step(unit, place):
    """Return (step or None, reason or nothing)."""
    target = line_ends(unit.target)
    source_seen, target_seen, was_open = _seen(unit)
    stored = mark(place.target)
    is_changed = mark(target) != (stored if target_seen is None else target_seen)
    is_confirmed = not is_changed and was_open and unit.is_good and place.status in OPEN
    if mark(target) == stored and not (is_confirmed and target):
        return None, ""
    if not is_changed and not is_confirmed:
        return None, ""
    if not target.strip():
        return None, _("It is empty in the file; what stands here is kept.")
    if source_seen != mark(place.source):
        return None, _("Its English text has changed since the file was made.")
    if stored != target_seen and not (target_seen is None and not place.target):
        return None, _("Somebody else has changed its translation since the file was made.")
    if unit.is_unfinished:
        return None, _("It is marked as unfinished in the file.")
    if "\x00" in target:
        return None, _("It has a character that cannot be kept.")
    if place.longest and len(target) > place.longest:
        return None, _("It is too long: at most %(count)s characters.") % {"count": place.longest}
    what = WRITE if is_changed else CONFIRM
    text = target if is_changed else place.target
    return Step(what, place.key, place.told(), place.source, place.target, text), ""


def _seen(unit):
    """Return the marks of the English and of the translation in view (None: unknown), and whether it was to be confirmed."""
    found = VERSION.fullmatch(unit.version)
    if found is None:
        return mark(unit.source), None, True
    return found["source"], found["target"], found["status"] in OPEN

"""What a translator was given: languages, and in each of them the whole edition or some of its sections."""

from dataclasses import dataclass, field

from guidelines.library.enums import Duty
from guidelines.library.models import Edition, EditionAssignment, Guideline, Section
from portal.access import holds
from portal.languages import CODES, SOURCE

TARGETS = tuple(code for code in CODES if code != SOURCE)


@dataclass(frozen=True)
class Given:
    """``parts``: language → the keys of sections with all that stands in them, or None for the whole edition."""

    parts: dict = field(default_factory=dict)

    @property
    def languages(self):
        return [code for code in TARGETS if code in self.parts]

    def includes(self, language, record):
        """Return whether an edition's front matter, a section or a guideline is to be translated into ``language``."""
        if language not in self.parts:
            return False
        sections = self.parts[language]
        return sections is None or section_of(record) in sections

    def languages_of(self, record):
        return frozenset(code for code in self.parts if self.includes(code, record))


def section_of(record):
    """Return the integer key of the section in which a record stands; the front matter stands in none."""
    if isinstance(record, Edition):
        return None
    return record.section_id if isinstance(record, Guideline) else record.pk


def given_to(user, edition):
    """Return what this person translates of an edition: the secretariat's translators all, others what was given."""
    if user.is_anonymous or edition is None or edition.pk is None:
        return Given()
    if holds("library.change_guideline")(user):
        return Given(dict.fromkeys(TARGETS))
    duties = EditionAssignment.objects.current().filter(user=user, duty=Duty.TRANSLATOR, edition=edition)
    return given_by(list(duties))


def given_by(duties):
    """Return what the duties of a translator on one edition come to; one query, three where some are by section."""
    sections = sections_by_duty(duties)
    parts = {}
    for duty in duties:
        for code in languages_of(duty):
            own = sections[duty.pk]
            both = None if own is None or parts.get(code, own) is None else own | parts.get(code, own)
            parts[code] = both
    return Given(parts)


def languages_of(duty):
    return (duty.language,) if duty.language else TARGETS


def sections_by_duty(duties):
    """Return key of the duty → keys of its sections and of all within them; None for the whole edition."""
    by_section = [duty for duty in duties if duty.by_section]
    found = {duty.pk: frozenset() if duty.by_section else None for duty in duties}
    if not by_section:
        return found
    inside = {}
    for pk, parent in Section.objects.filter(edition__in={d.edition_id for d in by_section}).values_list(
        "pk", "parent_id"
    ):
        inside.setdefault(parent, []).append(pk)
    through = EditionAssignment.sections.through.objects.filter(editionassignment__in=by_section)
    for duty, section in through.values_list("editionassignment_id", "section_id"):
        found[duty] |= _with_all_inside(section, inside)
    return found


def _with_all_inside(section, inside):
    found, left = set(), [section]
    while left:
        pk = left.pop()
        found.add(pk)
        left += inside.get(pk, [])
    return frozenset(found)


def writes_at_desk(user, duty):
    """Return whether somebody of the commission writes in the admin: the duty alone does not open it."""
    return duty.duty == Duty.COMMISSION_MEMBER and user.is_staff

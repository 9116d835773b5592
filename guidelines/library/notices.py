"""What people are told about an edition, with the substance. Letters to those without an account: ``emails.py``."""

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guidelines.library.duties import languages_of, writes_at_desk
from guidelines.library.emails import named, work
from guidelines.library.enums import Duty
from guidelines.library.models import EditionAssignment
from guidelines.library.translating.unattended import apart
from portal.languages import NAMES
from portal.notifications.actions import tell
from portal.notifications.kinds import Kind


def translation_given(duties, *, by):
    """To a translator who has an account: what there is to do now."""
    _tell_of_translation("translation_given", duties, occasion="given", given_by=by.name)


def translation_due(duty):
    """To a translator: it is due soon. Once for each date."""
    _tell_of_translation("translation_due", [duty], occasion=f"due {duty.due_on}")


def _tell_of_translation(event, duties, *, occasion, **more):
    first = duties[0]
    languages = [code for duty in duties for code in languages_of(duty)]

    def facts(user):
        told = work(first.edition, languages, first.sections.all(), first.due_on)
        return told | {"duty": str(first.uuid), "edition_uuid": str(first.edition.uuid), **more}

    tell(f"library.{event}", [first.user], about=first, facts=facts, occasion=occasion)


def duty_given(duty, *, by):
    """To a commission member or reviewer: what that is, and where the draft stands; its desk for whoever may open it."""
    edition = duty.edition

    def facts(user):
        return {
            "duty": str(duty.uuid),
            "edition_uuid": str(edition.uuid),
            "set": edition.set.slug,
            "year": edition.year,
            "edition": named(edition),
            "given_by": by.name,
            "duty_name": duty.get_duty_display(),
            "answers": duty.duty == Duty.COMMISSION_MEMBER,
            "writes": writes_at_desk(user, duty),
            "due_on": duty.due_on,
        }

    tell("library.duty_given", [duty.user], about=duty, facts=facts, occasion="given")


def out_of_date(edition, found, *, occasion):
    """To the translators of the house: which languages no longer follow the English, and are nobody's to bring up to date."""
    people = get_user_model().objects.filter(is_active=True, groups__name="translator").order_by("pk")

    def facts(user):
        lines = {name: [{"name": one.name, "count": one.count} for one in some] for name, some in apart(found).items()}
        return {"edition": named(edition), "edition_uuid": str(edition.uuid), **lines}

    tell("library.out_of_date", people, about=edition, facts=facts, occasion=occasion)


def language_released(edition, language, *, by):
    """To those who have a duty on the edition, of translators those of this language: it stands."""
    duties = edition.assignments.current().exclude(duty=Duty.TRANSLATOR)
    duties |= edition.assignments.current().filter(duty=Duty.TRANSLATOR, language__in=["", language])
    people = get_user_model().objects.filter(pk__in=duties.values("user")).order_by("pk")

    def facts(user):
        return {
            "edition": named(edition),
            "set": edition.set.slug,
            "year": edition.year,
            "edition_uuid": str(edition.uuid),
            "language": NAMES[language],
            "released_by": by.name,
            "is_public": edition.is_public,
        }

    tell("library.language_released", people, about=edition, facts=facts, occasion=language, by=by)


def with_duty(user, notices):
    """Sieve: those about a duty that the reader has now."""
    duties = EditionAssignment.objects.current().filter(user=user)
    found = {str(uuid) for uuid in duties.values_list("uuid", flat=True)}
    return [notice for notice in notices if notice.facts["duty"] in found]


def on_edition(user, notices):
    """Sieve: those about an edition on which the reader has a duty now."""
    duties = EditionAssignment.objects.current().filter(user=user)
    found = {str(uuid) for uuid in duties.values_list("edition__uuid", flat=True)}
    return [notice for notice in notices if notice.facts["edition_uuid"] in found]


def of_the_house(user, notices):
    """Sieve: all for a translator of the secretariat, none for anybody else."""
    return notices if translates_in_the_house(user) else []


def translates_in_the_house(user):
    return user.has_perm("library.change_guideline")


def works_on_editions(user):
    return EditionAssignment.objects.filter(user=user).exists()


def board(facts):
    return reverse("translating:board", args=[facts["edition_uuid"]])


def reading(facts):
    return reverse("library:edition", args=[facts["set"], facts["year"]])


def draft(facts):
    return reverse("library_desk:edition", args=[facts["edition_uuid"]]) if facts["writes"] else reading(facts)


def sample():
    return {
        "duty": "00000000-0000-4000-8000-000000000000",
        "edition_uuid": "00000000-0000-4000-8000-000000000000",
        "set": "ccc",
        "year": 2029,
        "edition": str(_("Contribution collection")) + " (CCC 2029)",
        "given_by": "Tilda Brandt",
        "released_by": "Tilda Brandt",
        "duty_name": Duty.COMMISSION_MEMBER.label,
        "answers": True,
        "writes": True,
        "due_on": "2029-05-31",
        "languages": "français, español",
        "language": "français",
        "sections": ["B.2 Collecting what is due"],
        "left": [{"name": "español", "count": 1}],
        "left_released": [{"name": "français", "count": 3}],
        "is_public": True,
    }


KINDS = [
    Kind(
        code="library.translation_given",
        label=_("I am given an edition to translate"),
        line=_("%(given_by)s asks you to translate %(edition)s"),
        template="notices/library/translation_given.html",
        button=_("Begin to translate"),
        address=board,
        sample=sample,
        concerns=works_on_editions,
        visible=with_duty,
    ),
    Kind(
        code="library.translation_due",
        label=_("A translation of mine is due soon"),
        line=_("Your translation of %(edition)s is due soon"),
        template="notices/library/translation_due.html",
        button=_("Go on translating"),
        address=board,
        sample=sample,
        concerns=works_on_editions,
        visible=with_duty,
    ),
    Kind(
        code="library.duty_given",
        label=_("I am given a duty on an edition"),
        line=_("%(given_by)s has given you a duty on %(edition)s"),
        template="notices/library/duty_given.html",
        button=_("Open the draft"),
        address=draft,
        sample=sample,
        concerns=works_on_editions,
        visible=with_duty,
    ),
    Kind(
        code="library.out_of_date",
        label=_("Translations are out of date and nobody's duty"),
        line=_("%(edition)s: translations are out of date"),
        template="notices/library/out_of_date.html",
        button=_("See what is out of date"),
        address=board,
        sample=sample,
        concerns=translates_in_the_house,
        visible=of_the_house,
    ),
    Kind(
        code="library.language_released",
        label=_("A language of an edition on which I work is released"),
        line=pgettext_lazy("notice", "%(edition)s: %(language)s is released"),
        template="notices/library/language_released.html",
        button=_("Open the edition"),
        address=reading,
        sample=sample,
        concerns=works_on_editions,
        visible=on_edition,
    ),
]

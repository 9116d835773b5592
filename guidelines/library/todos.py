"""What waits for those who work on an edition. Whoever has no duty costs one query, as this is asked on every page."""

from django.contrib.auth import get_user_model
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidelines.library.duties import writes_at_desk
from guidelines.library.enums import ANSWERED, COMMENTED, SETTLED, WRITTEN, Duty, EditionState
from guidelines.library.models import Edition, EditionAssignment
from guidelines.library.translating.progress import progress_of
from guidelines.library.translating.unattended import unattended
from portal.access import group_permissions
from portal.formats import comma, language_name
from portal.languages import localized
from portal.myissa.todo import Standing, Todo


def todos(user):
    """Offer a line for each edition to write, to comment on or to translate, whose comments wait or whose texts are behind."""
    if user.is_anonymous:
        return
    duties = list(duties_of(user))
    progress = progress_of([duty for duty in duties if duty.duty == Duty.TRANSLATOR])
    for duty in duties:
        if duty.duty == Duty.REVIEWER and duty.edition.state in COMMENTED:
            yield to_comment(duty)
        if duty.duty == Duty.COMMISSION_MEMBER and duty.edition.state in WRITTEN:
            yield to_write(duty, user)
        if duty.pk in progress and not progress[duty.pk].is_complete:
            yield to_translate(duty, progress[duty.pk])
    yield from to_bring_up_to_date(group_permissions(user))
    if "library.change_edition" in group_permissions(user):
        yield from to_answer(Edition.objects.filter(state__in=ANSWERED), user)
        return
    written = {duty.edition for duty in duties if duty.duty == Duty.COMMISSION_MEMBER}
    if own := [edition.pk for edition in written if edition.state in ANSWERED]:
        yield from to_answer(Edition.objects.filter(pk__in=own), user)


def duties_of(user):
    """Return the present duties of a person, each with how much was said; one query."""
    given = Count("edition__comments", filter=Q(edition__comments__by=user))
    duties = EditionAssignment.objects.current().filter(user=user).select_related("edition__set")
    return duties.annotate(given=given).order_by("pk")


def to_translate(duty, progress):
    edition = duty.edition
    text = _("Translate “%(edition)s” into %(language)s") if duty.language else _("Translate “%(edition)s”")
    return Todo(
        title=text % {"edition": str(edition), "language": language_name(duty.language) if duty.language else ""},
        url=reverse("translating:board", args=[edition.uuid]),
        due_on=duty.due_on,
        kind="library-translate",
        detail=str(localized(edition.set, "title")),
        standing=Standing.BEGUN if progress.done else Standing.NEW,
        key=str(duty.uuid),
    )


def to_comment(duty):
    edition = duty.edition
    ends_on = edition.consultation_ends_on if edition.state == EditionState.CONSULTATION else None
    return Todo(
        title=_("Comment on %(set)s, edition %(year)d")
        % {"set": localized(edition.set, "title"), "year": edition.year},
        url=reverse("library:edition", args=[edition.set.slug, edition.year]),
        due_on=duty.due_on or ends_on,
        kind="library-comment",
        detail=ngettext("%(count)d comment of yours so far", "%(count)d comments of yours so far", duty.given)
        % {"count": duty.given},
        standing=Standing.BEGUN if duty.given else Standing.NEW,
        key=str(duty.uuid),
    )


def to_write(duty, user):
    edition = duty.edition
    if writes_at_desk(user, duty):
        url = reverse("library_desk:edition", args=[edition.uuid])
    else:
        url = reverse("library:edition", args=[edition.set.slug, edition.year])
    return Todo(
        title=_("Work on %(set)s, edition %(year)d") % {"set": localized(edition.set, "title"), "year": edition.year},
        url=url,
        due_on=duty.due_on,
        kind="library-write",
        detail=edition.get_state_display(),
        key=str(duty.uuid),
    )


def to_bring_up_to_date(permissions):
    """Give a line for each edition with texts that no longer follow a settled English and are nobody's duty.

    Whoever translates in the house is led to the board; what readers have, those who issue errata bring up to date.
    """
    places = {
        False: ("library.change_guideline", "translating:board"),
        True: ("library.issue_erratum", "library_desk:errata"),
    }
    if not any(needed in permissions for needed, _name in places.values()):
        return
    groups = {}
    for one in unattended(Edition.objects.filter(state__in=SETTLED)):
        groups.setdefault((one.edition, one.is_released), []).append(one)
    for (edition, is_released), texts in groups.items():
        needed, name = places[is_released]
        if needed not in permissions:
            continue
        count = sum(one.count for one in texts)
        yield Todo(
            title=_("Bring “%(edition)s” up to date in %(languages)s")
            % {"edition": str(edition), "languages": comma().join(one.name for one in texts)},
            url=reverse(name, args=[edition.uuid]),
            kind="library-up-to-date",
            detail=ngettext("%(count)d text is out of date", "%(count)d texts are out of date", count)
            % {"count": count},
            standing=Standing.NEW,
        )


def unanswered_url(edition):
    """Return the list of those comments on an edition that nobody has answered."""
    return reverse("library:comments", args=[edition.set.slug, edition.year]) + "?show=unanswered"


def to_answer(editions, user):
    """Offer a line for each edition with comments to answer; one's own are for others, as long as there are any."""
    waiting, own = Q(comments__answered_at=None), Q(comments__by=user)
    editions = editions.annotate(waiting=Count("comments", filter=waiting), own=Count("comments", filter=waiting & own))
    found = list(editions.filter(waiting__gt=0).select_related("set").order_by("pk"))
    alone = answered_alone([edition for edition in found if edition.own], user)
    for edition in found:
        count = edition.waiting if edition in alone else edition.waiting - edition.own
        if not count:
            continue
        text = ngettext(
            "Answer %(count)d comment on %(set)s, edition %(year)d",
            "Answer %(count)d comments on %(set)s, edition %(year)d",
            count,
        )
        yield Todo(
            title=text % {"count": count, "set": localized(edition.set, "title"), "year": edition.year},
            url=unanswered_url(edition),
            kind="library-answer",
            detail=edition.get_state_display(),
        )


def answered_alone(editions, user):
    """Return those on which nobody but this person may say what becomes of a comment; no query for none."""
    if not editions:
        return []
    others = get_user_model().objects.filter(is_active=True).exclude(pk=user.pk)
    editing = Q(groups__permissions__codename="change_edition", groups__permissions__content_type__app_label="library")
    if others.filter(editing).exists():
        return []
    duties = EditionAssignment.objects.current().filter(duty=Duty.COMMISSION_MEMBER, edition__in=editions)
    shared = set(duties.filter(user__in=others).values_list("edition", flat=True))
    return [edition for edition in editions if edition.pk not in shared]

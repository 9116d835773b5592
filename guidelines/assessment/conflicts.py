"""Two people in one answer: both sides, field by field, and what the chooser made of them."""

from dataclasses import replace

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from guidelines.assessment.actions import Values
from guidelines.assessment.forms import fresh_key
from guidelines.assessment.models import Answer
from guidelines.library.models import Level
from portal.formats import clock_time, is_today, language_name, moment
from portal.languages import direction, html_code, localized

SIDES = ("level", "comment", "target")


def decided(assessment, guideline_key, mine, posted):
    """Return ``mine`` with the fields for which the other side was taken; untouched when nothing was chosen."""
    taken = {name for name in SIDES if posted.get(f"take_{name}") == "theirs"}
    if not taken:
        return mine
    answer = Answer.objects.filter(assessment=assessment, guideline__key=guideline_key).first()
    theirs = Values.of(answer) if answer else Values()
    if "level" in taken:
        mine = replace(mine, level=theirs.level, is_not_applicable=theirs.is_not_applicable)
    if "comment" in taken:
        mine = replace(mine, comment=theirs.comment, comment_lang=theirs.comment_lang)
    if "target" in taken:
        mine = replace(mine, target=theirs.target)
    return mine


def context(request, assessment, guideline_key, form, conflict):
    """Return what the choice prints: the fields that differ, mine kept in the form, a new key."""
    readable = assessment.edition.readable_languages(request.user)
    names = {
        level.value: localized(level, "name", readable=readable).marked
        for level in Level.objects.filter(edition=assessment.edition_id)
    }
    fields = [
        field
        for field in (
            one_field("level", _("Level"), conflict, lambda values: level_text(values, names)),
            one_field("comment", _("Comment"), conflict, comment_html),
            one_field("target", _("Target"), conflict, lambda values: scale_text(values.target, names)),
        )
        if field is not None
    ]
    return {
        "assessment": assessment,
        "fields": fields,
        "theirs_who": conflict.by.name,
        "theirs_at": time_of(conflict.at),
        "mine": {name: value for name, value in form.entered().items() if name != "version"},
        "version": conflict.version,
        "form_key": fresh_key(),
        "read_lang": form.cleaned_data["read_lang"],
        "conflict_id": f"conflict-{guideline_key}",
        "save_url": reverse("assessment:answer", args=[assessment.uuid, guideline_key]),
    }


def time_of(at):
    """Return the time, with its day when that was not today: a draft may be taken up days later."""
    return clock_time(at) if is_today(at) else moment(at)


def one_field(name, label, conflict, shown):
    """Return one line of the choice, or None when both sides say the same.

    Chosen beforehand is the side that changed something; where both did, mine.
    """
    mine, theirs, base = (part(values, name) for values in (conflict.mine, conflict.theirs, conflict.base))
    if mine == theirs:
        return None
    return {
        "name": f"take_{name}",
        "label": label,
        "before": shown(conflict.base) if base != part(Values(), name) else _("empty"),
        "mine": shown(conflict.mine),
        "theirs": shown(conflict.theirs),
        "take": "theirs" if mine == base else "mine",
    }


def part(values, name):
    if name == "level":
        return (values.level, values.is_not_applicable)
    if name == "comment":
        return (values.comment, values.comment_lang)
    return values.target


def level_text(values, names):
    return _("Not applicable") if values.is_not_applicable else scale_text(values.level, names)


def scale_text(value, names):
    return _("empty") if value is None else format_html("{} {}", value, names.get(value, ""))


def comment_html(values):
    """Return the words in their own language, isolated from the page around them."""
    if not values.comment:
        return _("empty")
    lang = values.comment_lang
    words = format_html(
        '<bdi class="prewrap" lang="{}" dir="{}">{}</bdi>', html_code(lang), direction(lang), values.comment
    )
    return format_html("{} <small>{}</small>", words, language_name(lang))

"""Who did what, and when: from the changes of answers and from the audit trail."""

from datetime import timedelta
from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from guidelines.assessment.forms import NOT_APPLICABLE
from guidelines.assessment.models import AnswerChange, Assessment
from guidelines.assessment.workflow import ASSESSMENT
from guidelines.library.models import Level
from portal import clock
from portal.audit.models import Entry
from portal.audit.record import name_of
from portal.languages import localized, written

#: Somebody who saved something so lately counts as being at work.
NOW = timedelta(minutes=15)
#: So many codes are named in one line; of the others only the number.
SHOWN = 4


def working_now(assessment, *, but):
    """Return who else saved an answer in the last minutes, with the code of the latest one; one query."""
    changes = (
        AnswerChange.objects.filter(assessment=assessment, at__gte=clock.now() - NOW)
        .exclude(by=but)
        .order_by("-pk")
        .values_list("by__name", "by__uuid", "answer__guideline__number")[:50]
    )
    latest = {}
    for name, uuid, number in changes:
        latest.setdefault(uuid, {"name": name, "code": f"{assessment.edition.set.code}-{number}"})
    return list(latest.values())


def changes_of(assessment, row, readable):
    """Return every version of one answer, the newest first, ready to print."""
    if row.answer is None:
        return []
    names = {
        level.value: localized(level, "name", readable=readable)
        for level in Level.objects.filter(edition=assessment.edition_id)
    }
    return [
        {
            "at": change.at,
            "by": change.by.name,
            "level": level_of(change.after),
            "level_name": names.get(change.after["level"], ""),
            "target": change.after["target"],
            "target_name": names.get(change.after["target"], ""),
            "comment": written(change.after["comment"], change.after["comment_lang"]),
            "comment_changed": change.after["comment"] != change.before["comment"],
            "read_lang": change.read_lang,
            "is_copy": assessment.copied_from_id is not None and change.at == assessment.created_at,
        }
        for change in AnswerChange.objects.filter(answer=row.answer).select_related("by").order_by("-version")
    ]


def level_of(values):
    if values["is_not_applicable"]:
        return NOT_APPLICABLE
    return "" if values["level"] is None else values["level"]


def timeline(assessment, *, most=40):
    """Return moves and answers in one line, the newest first; answers of one person on one day stand together."""
    entries = [
        {"at": entry.at, "by": entry.actor.name if entry.actor else "", "move": move, "reason": reason_of(entry)}
        for entry in Entry.objects.about(name_of(assessment)).select_related("actor").order_by("-pk")[:most]
        if (move := entry.verb.removeprefix("assessment.").removesuffix("_assessment")) in ASSESSMENT.moves
    ]
    changes = (
        AnswerChange.objects.filter(assessment=assessment)
        .order_by("-pk")
        .values_list("at", "by__name", "by__uuid", "answer__guideline__number")[: most * 5]
    )
    for (_day, _uuid), group in groupby(changes, key=lambda row: (timezone.localtime(row[0]).date(), row[2])):
        rows = list(group)
        numbers = sorted({number for _at, _name, _by, number in rows})
        codes = [f"{assessment.edition.set.code}-{number}" for number in numbers]
        entries.append({"at": rows[0][0], "by": rows[0][1], "move": "answer", "codes": codes})
    return sorted(entries, key=lambda entry: entry["at"], reverse=True)[:most]


def colleagues_lately(user, *, most=8):
    """Return what others answered in the person's assessments, one line for each person, day and assessment."""
    changes = (
        AnswerChange.objects.filter(assessment__in=Assessment.objects.visible_to(user))
        .exclude(by=user)
        .order_by("-pk")
        .values_list(
            "at",
            "by__name",
            "by__uuid",
            "assessment__uuid",
            "assessment__title",
            "assessment__title_lang",
            "assessment__edition__set__code",
            "answer__guideline__number",
        )[: most * 25]
    )
    lines = []
    for _key, group in groupby(changes, key=lambda row: (timezone.localtime(row[0]).date(), row[2], row[3])):
        rows = list(group)
        at, name, _by, uuid, title, title_lang, code, _number = rows[0]
        codes = [f"{code}-{number}" for number in sorted({row[7] for row in rows})]
        lines.append(
            {
                "at": at,
                "name": name,
                "title": written(title, title_lang),
                "url": reverse("assessment:detail", args=[uuid]),
                "codes": codes[:SHOWN],
                "more": len(codes[SHOWN:]),
            }
        )
    return lines[:most]


def reason_of(entry):
    return (entry.after or {}).get("reason", "")

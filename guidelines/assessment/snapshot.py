"""What a report says, as canonical JSON: everything needed to show it for ever, in every language.

A snapshot is ``content`` and ``signature``. The mark printed on a report is
the SHA-256 of ``content`` alone, so that a cover sheet can bear it before it
is signed. No figure is a broken binary number: means are decimals as text.
"""

import hashlib
import json
from datetime import UTC

from crm.institutions.models import Affiliation
from guidelines.assessment.earlier import earlier_of, signed_by
from guidelines.assessment.models import StoredReport
from guidelines.assessment.outline import outline_of
from guidelines.library.models import GuidelineLevel, Level, Section
from portal import clock
from portal.background import outbox
from portal.languages import CODES, value_in

#: Named in every snapshot and export; a change of shape makes a new number and keeps the old reader.
FORMAT = "assessment-report/1"


def canonical(content):
    """Return the one text of a snapshot: keys sorted, no blanks, every letter as itself."""
    refuse_floats(content)
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def refuse_floats(value):
    if isinstance(value, float):
        raise TypeError("A snapshot holds whole numbers and decimals as text, never a float.")
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            refuse_floats(inner)


def mark_of(content_text):
    """Return the mark of a canonical text: its SHA-256."""
    return hashlib.sha256(content_text.encode()).hexdigest()


def store_report(assessment, *, by):
    """Keep the report of an assessment that is being signed; call inside the signing transaction.

    Its files are rendered after commit, once for each language.
    """
    from guidelines.assessment.reports import tasks  # the tasks read snapshots

    text = canonical(content_of(assessment))
    stored = StoredReport.objects.create(
        assessment=assessment,
        content=text,
        content_sha256=mark_of(text),
        signature=canonical(signature_of(assessment, by=by)),
        stored_at=clock.now(),
    )
    for language in dict.fromkeys((by.language, *CODES)):
        outbox.add(tasks.render_files, str(stored.uuid), language, key=f"report:{stored.uuid}:{language}")
    return stored


def signature_of(assessment, *, by):
    """Return who signed, as shown: name and position of that day, moment and the zone it is told in."""
    affiliation = Affiliation.objects.current().filter(person__user=by, institution=assessment.institution_id).first()
    return {
        "signer": str(by.uuid),
        "name": by.name,
        "position": affiliation.position if affiliation else "",
        "at": moment(assessment.signed_off_at),
        "zone": by.time_zone,
    }


def content_of(assessment):
    """Return the content of the snapshot: names, wording, answers, scores and their trace."""
    edition = assessment.edition
    released = edition.released_languages()
    outline = outline_of(assessment)
    return {
        "format": FORMAT,
        "assessment": assessment_as_shown(assessment),
        "institution": institution_as_shown(assessment.institution),
        "unit": {
            "uuid": str(assessment.unit.uuid),
            "kind": str(assessment.unit.kind),
            "name": texts(assessment.unit, "name", CODES),
        },
        "edition": {
            "set": edition.set.code,
            "title": texts(edition.set, "title", CODES),
            "year": edition.year,
            "languages": released,
        },
        "scale": [
            {
                "value": level.value,
                "name": texts(level, "name", released),
                "descriptor": texts(level, "descriptor", released),
            }
            for level in Level.objects.filter(edition=edition).order_by("value")
        ],
        "sections": sections_as_shown(edition, released),
        "guidelines": guidelines_as_shown(outline, edition, released),
        "scores": scores_as_shown(outline.scores),
        "earlier": earlier_as_shown(assessment),
    }


def assessment_as_shown(assessment):
    return {
        "uuid": str(assessment.uuid),
        "title": {"text": assessment.title, "lang": assessment.title_lang},
        "period": {"from": day(assessment.period_starts_on), "to": day(assessment.period_ends_on)},
        "created_at": moment(assessment.created_at),
        "created_by": assessment.created_by.name,
        "handed_in_at": moment(assessment.handed_in_at),
        "handed_in_by": assessment.handed_in_by.name if assessment.handed_in_by else "",
        "corrects": str(assessment.copied_from.uuid) if assessment.copied_from else None,
    }


def institution_as_shown(institution):
    return {
        "uuid": str(institution.uuid),
        "name": texts(institution, "name", CODES),
        "acronym": texts(institution, "acronym", CODES),
        "country": {"code": institution.country.code, "name": texts(institution.country, "name", CODES)},
    }


def sections_as_shown(edition, released):
    sections = list(Section.objects.filter(edition=edition))
    keys = {section.pk: str(section.key) for section in sections}
    return [
        {
            "key": keys[section.pk],
            "code": section.code,
            "kind": str(section.kind),
            "within": keys.get(section.parent_id),
            "title": texts(section, "title", released),
        }
        for section in sections
    ]


def guidelines_as_shown(outline, edition, released):
    meanings = {}
    for row in GuidelineLevel.objects.filter(guideline__edition=edition).select_related("level"):
        meanings.setdefault(row.guideline_id, {})[str(row.level.value)] = texts(row, "descriptor", released)
    return [
        {
            "key": str(row.guideline.key),
            "number": row.guideline.number,
            "code": row.guideline.code,
            "path": [str(section.key) for section in row.path],
            "title": texts(row.guideline, "title", released),
            "short_title": texts(row.guideline, "short_title", released),
            "statement": texts(row.guideline, "statement", released),
            "descriptors": meanings.get(row.guideline.pk, {}),
            "answer": answer_as_shown(row.answer),
        }
        for row in outline.rows
    ]


def answer_as_shown(answer):
    if answer is None:
        return None
    return {
        "version": answer.version,
        "level": answer.level,
        "is_not_applicable": answer.is_not_applicable,
        "target": answer.target,
        "comment": {"text": answer.comment, "lang": answer.comment_lang} if answer.comment else None,
        "answered_at": moment(answer.answered_at),
        "answered_by": answer.answered_by.name,
        "read_lang": answer.read_lang,
    }


def scores_as_shown(scores):
    """Return the figures of the set, each part and each section, with what each was reached from."""
    nodes = []
    for path in sorted(scores.nodes):
        found, trace = scores.nodes[path], scores.trace(*path)
        nodes.append(
            {
                "path": list(path),
                "guidelines": found.guidelines,
                "answered": found.answered,
                "not_applicable": found.not_applicable,
                "applicable": found.applicable,
                "total": found.total,
                "level": decimal(found.level),
                "level_shown": decimal(found.level_shown),
                "targets": found.targets,
                "target_total": found.target_total,
                "target": decimal(found.target),
                "target_shown": decimal(found.target_shown),
                "completion": decimal(found.completion),
                "not_applicable_share": decimal(found.not_applicable_share),
                "counted": [[code, level] for code, level in trace.counted],
                "left_out": list(trace.not_applicable),
                "unanswered": list(trace.unanswered),
                "aimed": [[code, target] for code, target in trace.targets],
            }
        )
    return {"rules": scores.rules, "nodes": nodes}


def earlier_as_shown(assessment):
    """Return the figures of the assessment before this one, as its report keeps them, or None."""
    earlier = earlier_of(assessment, signed_by([assessment.institution_id]))
    stored = StoredReport.objects.filter(assessment=earlier).first() if earlier else None
    if stored is None:
        return None
    content, signature = json.loads(stored.content), json.loads(stored.signature)
    return {
        "uuid": content["assessment"]["uuid"],
        "title": content["assessment"]["title"],
        "signed_at": signature["at"],
        "rules": content["scores"]["rules"],
        "mark": stored.content_sha256,
        "nodes": [
            {name: node[name] for name in ("path", "level", "level_shown", "target_shown")}
            for node in content["scores"]["nodes"]
        ],
    }


def texts(obj, name, languages):
    """Return language → text for each of ``languages`` in which there is one."""
    found = {code: value_in(obj, name, code) for code in languages}
    return {code: value for code, value in found.items() if value}


def decimal(value):
    return None if value is None else f"{value:f}"


def day(value):
    return value.isoformat() if value else None


def moment(value):
    """Return a moment in UTC, to the second."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None

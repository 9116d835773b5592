"""What the templates of a report print, for the web and for paper: the same words, the same pictures."""

from importlib import resources

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidelines.assessment.reports import pictures, summary
from portal import formats
from portal.languages import html_code
from portal.reports import pdf


def web(report, *, charts_url=""):
    """Return the report as a part of a page. ``charts_url`` is where its pictures can be had as files."""
    return render_to_string("assessment/report/body.html", context_of(report) | downloads(charts_url))


def paper(report):
    """Return the PDF. Call in a task only."""
    html = render_to_string("assessment/report/paper.html", context_of(report))
    style = resources.files(__package__).joinpath("paper.css").read_text(encoding="utf-8")
    return pdf.render(html, language=report.language, title=paper_title(report), css=style)


def paper_title(report):
    title = _("%(title)s, %(institution)s") % {"title": report.title, "institution": report.institution}
    return f"{title} · {draft_line(report)}" if report.is_draft else title


def context_of(report):
    drawn = pictures.of(report)
    return {
        "report": report,
        "language": report.language,
        "lang_code": html_code(report.language),
        "site_name": settings.SITE_NAME,
        "pictures": drawn,
        "nodes": [*report.plotted, *([report.whole] if len(report.plotted) != 1 else [])],
        "summary": summary.paragraphs(report),
        "whose": summary.say(_("%(institution)s, %(country)s"), institution=report.institution, country=report.country),
        "draft_line": draft_line(report),
        "signed_line": signed_line(report),
        "mark_line": mark_line(report),
        "standing_line": standing_line(report),
        "earlier_label": _("earlier, %(year)s") % {"year": report.earlier_year} if report.earlier else "",
        "parts_title": summary.title_of_parts(report),
        "parts_note": parts_note(report),
        "guidelines_title": summary.title_of_guidelines(report),
        "strengths_note": strengths_note(report),
        "no_strengths": no_strengths(report),
        "no_gaps": no_gaps(report),
        "method": method(report),
        "facts": facts(report),
        "cover": cover(report),
        "chapters": [
            ("summary", _("Summary")),
            ("parts", _("Maturity by part")),
            ("guidelines", _("Every guideline")),
            ("strengths", _("Strengths")),
            ("gaps", _("Gaps")),
            ("answers", _("Answers and comments")),
            ("method", _("Method")),
        ],
    }


def downloads(charts_url):
    if not charts_url:
        return {"parts_downloads": [], "guidelines_downloads": []}
    return {
        f"{name}_downloads": [(kind.upper(), f"{charts_url}.{name}.{kind}") for kind in ("svg", "csv")]
        for name in ("parts", "guidelines")
    }


def draft_line(report):
    """Return “draft, 14 of 20 answered”, which every form of an unsigned report bears."""
    if not report.is_draft:
        return ""
    return _("Draft, %(answered)s of %(all)s answered") % {
        "answered": formats.number(report.whole.answered),
        "all": formats.number(report.whole.guidelines),
    }


def signed_line(report):
    if report.is_draft:
        return ""
    signature = report.signature
    if signature["position"]:
        return _("Signed by %(name)s, %(position)s, %(day)s") % {
            "name": formats.isolate(signature["name"]),
            "position": formats.isolate(signature["position"]),
            "day": formats.isolate(report.signed_on),
        }
    return _("Signed by %(name)s, %(day)s") % {
        "name": formats.isolate(signature["name"]),
        "day": formats.isolate(report.signed_on),
    }


def mark_line(report):
    """Return the beginning of the mark, for the foot of each page."""
    return _("Mark %(mark)s") % {"mark": grouped(report.mark)[:19]}


def grouped(mark):
    """Return a mark in groups of four, as it can be read aloud."""
    return " ".join(mark[i : i + 4] for i in range(0, len(mark), 4))


def standing_line(report):
    """Return how much stands behind the figure: completion, and what is not applicable."""
    whole = report.whole
    answered = ngettext(
        "%(answered)s of %(count)s guideline answered (%(share)s).",
        "%(answered)s of %(count)s guidelines answered (%(share)s).",
        whole.guidelines,
    ) % {"answered": whole.answered, "count": whole.guidelines, "share": formats.percent(whole.completion)}
    left_out = ngettext(
        "%(count)s not applicable (%(share)s).", "%(count)s not applicable (%(share)s).", whole.not_applicable
    ) % {"count": whole.not_applicable, "share": formats.percent(whole.not_applicable_share)}
    return f"{answered} {left_out}"


def parts_note(report):
    if report.earlier and report.whole.targets:
        return _("Level by part and section, 0 to %(highest)s, with the earlier assessment and the target.") % {
            "highest": report.highest
        }
    if report.whole.targets:
        return _("Level by part and section, 0 to %(highest)s, with the target.") % {"highest": report.highest}
    return _("Level by part and section, 0 to %(highest)s.") % {"highest": report.highest}


def strengths_note(report):
    return _("Answers at level %(level)s or above, highest first.") % {"level": report.strong_from}


def no_strengths(report):
    return _("No answer stands at level %(level)s or above yet.") % {"level": report.strong_from}


def no_gaps(report):
    if not report.whole.applicable:
        return _("Gaps appear once guidelines are answered with a level and a target.")
    if not report.whole.targets:
        return _("No targets have been set. With a target beside a level, the distance between them appears here.")
    return _("Every answer with a target has reached it.")


def method(report):
    """Return how the figures are made, in sentences."""
    found = []
    if report.answered_between:
        first, last = (formats.day(moment) for moment in report.answered_between)
        people = len(report.answerers)
        sentence = ngettext(
            "The answers were given between %(first)s and %(last)s by %(count)s person.",
            "The answers were given between %(first)s and %(last)s by %(count)s people.",
            people,
        )
        found.append(summary.say(sentence, first=first, last=last, count=people))
    found += [
        summary.say(
            _(
                "Each guideline is answered with a level from 0 to %(highest)s or as not applicable. "
                "The level of a section, of a part and of the whole set is the sum of the levels of all applicable "
                "answers below it divided by their number, rounded half up to one decimal. "
                "What is not applicable or not answered counts nowhere."
            ),
            highest=report.highest,
        ),
        summary.say(
            _(
                "The target of a section, of a part and of the whole set is reached in the same way "
                "from the targets that were set below it; the gap is the target minus the level."
            )
        ),
        summary.say(
            _(
                "The levels are the institution’s own judgement; no outside person has checked them, "
                "and they were not compared with those of another institution."
            )
        ),
    ]
    return found


def facts(report):
    """Return pairs of a name and a value: who, under which rules, and the mark."""
    handed_in = report.content["assessment"]
    pairs = [
        (_("Set of guidelines"), report.set_title.marked),
        (_("Edition"), f"{report.set_code} {report.year}"),
        (_("Scoring rules"), str(report.rules)),
        (_("Answered by"), formats.comma().join(map(formats.isolate, report.answerers)) or "–"),
    ]
    if handed_in["handed_in_by"]:
        pairs.append((_("Handed in by"), handed_in["handed_in_by"]))
    if report.is_draft:
        pairs.append((_("As of"), formats.moment(report.made_at)))
    else:
        pairs += [(_("Signed"), signed_line(report)), (_("Moment of signing"), report.signed_at)]
    pairs.append((_("Mark of the content (SHA-256)"), mark_safe(f'<bdi dir="ltr">{grouped(report.mark)}</bdi>')))
    return pairs


def cover(report):
    pairs = [
        (_("Set of guidelines"), report.set_title.marked),
        (_("Edition"), f"{report.set_code} {report.year}"),
        (_("Scope"), report.scope),
    ]
    if report.period:
        pairs.append((_("Period"), report.period))
    if report.is_draft:
        pairs.append((_("As of"), formats.moment(report.made_at)))
    else:
        pairs += [(_("Signed by"), report.signature["name"])]
        if report.signature["position"]:
            pairs.append((_("Position"), report.signature["position"]))
        pairs.append((_("Signed"), report.signed_at))
    pairs.append((_("Mark of the content (SHA-256)"), mark_safe(f'<bdi dir="ltr">{grouped(report.mark)}</bdi>')))
    return pairs

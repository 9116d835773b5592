"""The summary in words, by rules: one whole sentence for each case, so that every language can say it its own way.

Each function returns sentences as safe HTML; names in another language than
the report's are marked up. ``Finding`` gives the plain titles of the charts.
"""

from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import formats


def say(sentence, **values):
    """Put values into a translated sentence; texts mark their own language."""
    return mark_safe(str(conditional_escape(sentence)) % {name: conditional_escape(v) for name, v in values.items()})


def paragraphs(report):
    """Return the summary as a list of paragraphs."""
    found = [
        [*standing(report), *completeness(report)],
        [*since_earlier(report), *strongest_and_weakest(report)],
        targets(report),
    ]
    return [mark_safe(" ".join(sentences)) for sentences in found if sentences]


def standing(report):
    whole = report.whole
    if not whole.answered:
        return [say(_("No guideline has been answered yet, so there is nothing to measure."))]
    if not whole.applicable:
        if whole.not_applicable == whole.guidelines:
            return [say(_("Every guideline is marked as not applicable, so no level can be given."))]
        return [say(_("All answers so far say “not applicable”, so no level can be given yet."))]
    values = {"level": formats.decimal1(whole.shown), "highest": report.highest, "count": whole.applicable}
    lower = int(whole.level)
    if whole.level == lower:
        sentence = ngettext(
            "The institution stands at %(level)s of %(highest)s, “%(name)s”: the mean of %(count)s applicable answer.",
            "The institution stands at %(level)s of %(highest)s, “%(name)s”: the mean of %(count)s applicable answers.",
            whole.applicable,
        )
        return [say(sentence, name=report.steps[lower], **values)]
    sentence = ngettext(
        "The institution stands at %(level)s of %(highest)s, between “%(lower)s” and “%(upper)s”: "
        "the mean of %(count)s applicable answer.",
        "The institution stands at %(level)s of %(highest)s, between “%(lower)s” and “%(upper)s”: "
        "the mean of %(count)s applicable answers.",
        whole.applicable,
    )
    return [say(sentence, lower=report.steps[lower], upper=report.steps[lower + 1], **values)]


def completeness(report):
    whole, found = report.whole, []
    missing = whole.guidelines - whole.answered
    if whole.answered and missing:
        found.append(
            say(
                ngettext("%(count)s guideline is not answered.", "%(count)s guidelines are not answered.", missing),
                count=missing,
            )
        )
    if whole.applicable and whole.not_applicable:
        sentence = ngettext(
            "%(count)s guideline is not applicable and counts nowhere.",
            "%(count)s guidelines are not applicable and count nowhere.",
            whole.not_applicable,
        )
        found.append(say(sentence, count=whole.not_applicable))
    return found


def since_earlier(report):
    change = report.whole.change
    if change is None:
        return []
    values = {
        "day": report.earlier_day,
        "before": formats.decimal1(report.whole.before),
        "now": formats.decimal1(report.whole.shown),
    }
    if change > 0:
        sentence = _("Since the earlier assessment, signed on %(day)s, it has risen from %(before)s to %(now)s.")
    elif change < 0:
        sentence = _("Since the earlier assessment, signed on %(day)s, it has fallen from %(before)s to %(now)s.")
    else:
        sentence = _("It stands where it stood in the earlier assessment, signed on %(day)s: at %(now)s.")
    found = [say(sentence, **values)]
    moved = [node for node in report.compared if node.change]
    best = max(moved, key=lambda node: node.change, default=None)
    worst = min(moved, key=lambda node: node.change, default=None)
    if best and best.change > 0:
        found.append(
            say(
                _("“%(section)s” gained most, from %(before)s to %(now)s."),
                section=best.title,
                before=formats.decimal1(best.before),
                now=formats.decimal1(best.shown),
            )
        )
    if worst and worst.change < 0:
        found.append(
            say(
                _("“%(section)s” lost most, from %(before)s to %(now)s."),
                section=worst.title,
                before=formats.decimal1(worst.before),
                now=formats.decimal1(worst.shown),
            )
        )
    return found


def strongest_and_weakest(report):
    best, worst = extremes(report)
    if best is None:
        return []
    if best.shown == worst.shown:
        return [say(_("All its sections stand at the same level."))]
    return [
        say(
            _("“%(strong)s” is strongest with %(best)s, “%(weak)s” weakest with %(worst)s."),
            strong=best.title,
            best=formats.decimal1(best.shown),
            weak=worst.title,
            worst=formats.decimal1(worst.shown),
        )
    ]


def extremes(report):
    """Return the strongest and the weakest section; None twice with fewer than two to compare."""
    measured = [node for node in report.compared if node.shown is not None]
    if len(measured) < 2:
        return None, None
    return max(measured, key=lambda node: node.level), min(measured, key=lambda node: node.level)


def targets(report):
    if not report.whole.applicable:
        return []
    if not report.whole.targets:
        return [say(_("No targets have been set, so the report shows no gaps."))]
    if not report.gaps:
        return [say(_("Every answer with a target has reached it."))]
    count, wide = len(report.gaps), sum(line.gap >= 2 for line in report.gaps)
    found = [
        say(
            ngettext(
                "To reach its targets, whose mean is %(target)s, the institution has to raise %(count)s answer.",
                "To reach its targets, whose mean is %(target)s, the institution has to raise %(count)s answers.",
                count,
            ),
            target=formats.decimal1(report.whole.target),
            count=count,
        )
    ]
    if wide:
        sentence = ngettext(
            "%(count)s of them lies two levels or more below its target.",
            "%(count)s of them lie two levels or more below their target.",
            wide,
        )
        found.append(say(sentence, count=wide))
    if report.whole.aims_partly:
        found.append(
            say(
                ngettext(
                    "A target is set for %(count)s of %(all)s guidelines that apply.",
                    "A target is set for %(count)s of %(all)s guidelines that apply.",
                    report.whole.targets,
                ),
                count=report.whole.targets,
                all=report.whole.in_question,
            )
        )
    return found


# Titles of charts: each states what is to be seen.


def plain(sentence, **values):
    return sentence % values


def title_of_parts(report):
    best, worst = extremes(report)
    moved = [node for node in report.compared if node.change]
    if moved:
        most = max(moved, key=lambda node: abs(node.change))
        if most.change > 0:
            return plain(_("“%(section)s” gained most since the earlier assessment"), section=most.title)
        return plain(_("“%(section)s” lost most since the earlier assessment"), section=most.title)
    aimed = [node for node in report.compared if node.gap is not None and node.gap > 0]
    if aimed and len(report.compared) > 1:
        widest = max(aimed, key=lambda node: node.gap)
        return plain(_("“%(section)s” is furthest from its target"), section=widest.title)
    if best is not None and best.shown != worst.shown:
        return plain(_("“%(strong)s” is strongest, “%(weak)s” weakest"), strong=best.title, weak=worst.title)
    if report.whole.shown is None:
        return _("No section has a level yet")
    return plain(_("The set stands at %(level)s"), level=formats.decimal1(report.whole.shown))


def title_of_guidelines(report):
    levels = [line.level for line in report.lines if line.level is not None]
    if not levels:
        return _("No guideline has a level yet")
    common = max(sorted(set(levels)), key=levels.count)
    count = levels.count(common)
    sentence = ngettext(
        "%(count)s of %(all)s applicable answers stands at level %(level)s",
        "%(count)s of %(all)s applicable answers stand at level %(level)s",
        count,
    )
    return plain(sentence, count=count, all=len(levels), level=common)

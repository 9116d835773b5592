"""What one section page prints: plain items, so that the template asks the database nothing."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from guidelines.assessment.forms import NOT_APPLICABLE, fresh_key
from guidelines.assessment.models import Answer
from guidelines.library.models import GuidelineLevel, Level
from portal.languages import Text, current, localized, written


@dataclass
class Item:
    """One guideline with its control; ``entered`` is what came back from a refused form."""

    key: str
    anchor: str
    code: str
    title: Text
    statement: Text
    heading: Text | None
    url: str
    save_url: str
    levels: list[dict]
    answer: Answer
    level: str
    target: str
    comment: Text
    comment_lang: str
    read_lang: str
    version: int
    form_key: str
    errors: dict = field(default_factory=dict)

    @property
    def is_answered(self):
        return self.level != ""

    @property
    def is_not_applicable(self):
        return self.level == NOT_APPLICABLE

    @property
    def lacks_reason(self):
        return self.is_not_applicable and not self.comment.value

    @property
    def aims_below(self):
        return bool(self.chosen and self.aim) and self.aim["value"] < self.chosen["value"]

    @property
    def top(self):
        return max((level["value"] for level in self.levels), default=0)

    @property
    def chosen(self):
        return next((level for level in self.levels if level["is_chosen"]), None)

    @property
    def aim(self):
        return next((level for level in self.levels if level["is_target"]), None)

    @property
    def legend(self):
        if self.target != "":
            return _("%(code)s: level today, target %(target)s") % {"code": self.code, "target": self.target}
        return _("%(code)s: level today") % {"code": self.code}


class Sheet:
    """Makes the items of one page: the scale and its descriptors are read once, in the reader's language."""

    def __init__(self, assessment, page, readable, *, refused=None):
        self.assessment, self.page, self.readable = assessment, page, readable
        self.refused = refused or {}
        self.scale = list(Level.objects.filter(edition=assessment.edition_id))
        self.own_words = defaultdict(dict)
        guidelines = [row.guideline.pk for row in page.rows]
        for descriptor in GuidelineLevel.objects.filter(guideline__in=guidelines):
            self.own_words[descriptor.guideline_id][descriptor.level_id] = descriptor

    def items(self):
        shown = None
        for row in self.page.rows:
            place = row.path[-1]
            heading = localized(place, "title", readable=self.readable) if place != self.page.section else None
            yield self.item(row, heading if place != shown else None)
            shown = place

    def item(self, row, heading):
        guideline, answer = row.guideline, row.answer or Answer()
        entered = self.refused.get(str(guideline.key), {})
        stored = {
            "level": NOT_APPLICABLE if answer.is_not_applicable else "" if answer.level is None else str(answer.level),
            "target": "" if answer.target is None else str(answer.target),
            "comment": answer.comment,
            "comment_lang": answer.comment_lang or current(),
            "version": answer.version,
        }
        values = stored | entered.get("values", {})
        statement = localized(guideline, "statement", readable=self.readable)
        edition = self.assessment.edition
        return Item(
            key=str(guideline.key),
            anchor=f"g{guideline.number}",
            code=guideline.code,
            title=localized(guideline, "title", readable=self.readable),
            statement=statement,
            heading=heading,
            url=reverse("library:guideline", args=[edition.set.slug, edition.year, guideline.number]),
            save_url=reverse("assessment:answer", args=[self.assessment.uuid, guideline.key]),
            levels=self.levels(guideline, values),
            answer=answer,
            level=values["level"],
            target=values["target"],
            comment=written(values["comment"], values["comment_lang"]),
            comment_lang=values["comment_lang"],
            read_lang=statement.lang,
            # What came back is sent again with the version that was seen: somebody may have written meanwhile.
            version=values["version"],
            form_key=str(fresh_key()),
            errors=entered.get("errors", {}),
        )

    def levels(self, guideline, values):
        own = self.own_words[guideline.pk]
        return [
            {
                "value": level.value,
                "name": localized(level, "name", readable=self.readable).marked,
                "plain": localized(level, "name", readable=self.readable).value,
                "text": localized(own.get(level.pk, level), "descriptor", readable=self.readable).marked,
                "is_chosen": values["level"] == str(level.value),
                "is_target": values["target"] == str(level.value),
            }
            for level in self.scale
        ]

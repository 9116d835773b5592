"""A snapshot, read in one language: what every form of the report (web, PDF, workbook) prints.

Nothing here asks the database. Texts come as ``Text``, so that an English one
in a French report marks itself.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from crm.institutions.enums import UnitKind
from guidelines.library.enums import SectionKind
from portal import formats
from portal.languages import SOURCE, Text, written


@dataclass(frozen=True)
class Node:
    """The figures of the set, a part or a section, beside its name."""

    path: tuple
    code: str
    title: Text
    kind: str
    level: Decimal | None
    shown: Decimal | None
    target: Decimal | None
    before: Decimal | None
    guidelines: int
    answered: int
    not_applicable: int
    applicable: int
    total: int
    targets: int
    target_total: int
    completion: Decimal
    not_applicable_share: Decimal
    counted: tuple
    left_out: tuple
    unanswered: tuple
    aimed: tuple

    @property
    def is_whole(self):
        return not self.path

    @property
    def is_part(self):
        return self.kind == SectionKind.PART

    @property
    def gap(self):
        return None if None in (self.shown, self.target) else self.target - self.shown

    @property
    def in_question(self):
        """Return how many guidelines may have a target: all but those that are not applicable."""
        return self.guidelines - self.not_applicable

    @property
    def aims_partly(self):
        return 0 < self.targets < self.in_question

    @property
    def change(self):
        return None if None in (self.shown, self.before) else self.shown - self.before

    @property
    def change_shown(self):
        """Return the change with its sign, as text."""
        if self.change is None:
            return ""
        sign = "+" if self.change > 0 else "−" if self.change < 0 else "±"
        return sign + formats.decimal1(abs(self.change))

    @property
    def sum_shown(self):
        """Return how the level was reached, such as “49 ÷ 21”."""
        return f"{self.total} ÷ {self.applicable}" if self.applicable else ""


@dataclass(frozen=True)
class Line:
    """One guideline with its answer."""

    code: str
    number: int | None
    path: tuple
    title: Text
    short_title: Text
    level: int | None
    level_name: Text | None
    is_not_applicable: bool
    target: int | None
    comment: Text | None
    answered_by: str
    answered_at: datetime | None
    read_lang: str

    @property
    def is_answered(self):
        return self.level is not None or self.is_not_applicable

    @property
    def gap(self):
        return None if None in (self.level, self.target) else self.target - self.level


class Report:
    """One snapshot in one language. Without a signature it is a draft, as of ``made_at``."""

    def __init__(self, content, signature, *, mark, language, made_at=None):
        self.content, self.signature, self.mark = content, signature, mark
        self.language = language
        self.made_at = made_at

    # Whose and what

    def text(self, texts):
        """Return the text in the reader's language, else in English, knowing which."""
        for code in (self.language, SOURCE):
            if texts.get(code):
                return Text(texts[code], code, self.language)
        return Text("", self.language, self.language)

    @cached_property
    def title(self):
        return written(**_as_written(self.content["assessment"]["title"]))

    @cached_property
    def institution(self):
        return self.text(self.content["institution"]["name"])

    @cached_property
    def country(self):
        return self.text(self.content["institution"]["country"]["name"])

    @cached_property
    def set_title(self):
        return self.text(self.content["edition"]["title"])

    @property
    def set_code(self):
        return self.content["edition"]["set"]

    @property
    def year(self):
        return self.content["edition"]["year"]

    @property
    def rules(self):
        return self.content["scores"]["rules"]

    @cached_property
    def scope(self):
        kind, name = self.content["unit"]["kind"], self.text(self.content["unit"]["name"])
        label = capfirst(UnitKind(kind).label)
        if kind == UnitKind.WHOLE or not name:
            return label
        return _("%(kind)s: %(name)s") % {"kind": label, "name": name}

    @cached_property
    def period(self):
        """Return the period as a text, empty when none was given."""
        start, end = (_date(self.content["assessment"]["period"][name]) for name in ("from", "to"))
        if start and end:
            return _("%(start)s to %(end)s") % {"start": formats.day(start), "end": formats.day(end)}
        if start or end:
            return (_("from %(day)s") if start else _("until %(day)s")) % {"day": formats.day(start or end)}
        return ""

    @cached_property
    def wording_notice(self):
        """Return a text that says whether the guidelines are in another language than the report."""
        released = self.language in self.content["edition"]["languages"]
        return Text("-", self.language if released else SOURCE, self.language)

    # Signed or not

    @property
    def is_draft(self):
        return self.signature is None

    @cached_property
    def signed_at(self):
        """Return the moment of signing as it is shown: in the zone of the one who signed."""
        with timezone.override(ZoneInfo(self.signature["zone"])):
            return formats.moment(_moment(self.signature["at"]))

    @cached_property
    def signed_on(self):
        with timezone.override(ZoneInfo(self.signature["zone"])):
            return formats.day(_moment(self.signature["at"]))

    @property
    def signed_day(self):
        """Return the day of signing as a file name bears it, 2026-11-12."""
        return _moment(self.signature["at"]).astimezone(ZoneInfo(self.signature["zone"])).date().isoformat()

    # Figures

    @cached_property
    def steps(self):
        """Return the names of the levels from 0 upwards."""
        return [self.text(step["name"]) for step in self.content["scale"]]

    @property
    def highest(self):
        return len(self.steps) - 1

    @cached_property
    def nodes(self):
        """Return the parts and sections in the order of the edition."""
        found = {tuple(node["path"]): self._node(node) for node in self.content["scores"]["nodes"] if node["path"]}
        met = (line.path[:depth] for line in self.lines for depth in range(1, len(line.path) + 1))
        return [found[path] for path in dict.fromkeys(met)]

    @cached_property
    def whole(self):
        return self._node(next(node for node in self.content["scores"]["nodes"] if not node["path"]))

    @cached_property
    def compared(self):
        """Return the smallest units that the report compares: sections, or parts without any."""
        paths = {node.path for node in self.nodes}
        return [
            node
            for node in self.nodes
            if node.kind != SectionKind.SUBSECTION
            and not any(
                other[: len(node.path)] == node.path and len(other) > len(node.path)
                for other in paths
                if self._sections[other[-1]]["kind"] != SectionKind.SUBSECTION
            )
        ]

    @cached_property
    def plotted(self):
        """Return parts and sections, sub-sections left out."""
        return [node for node in self.nodes if node.kind != SectionKind.SUBSECTION]

    @cached_property
    def lines(self):
        return [self._line(guideline) for guideline in self.content["guidelines"]]

    def lines_of(self, node):
        return [line for line in self.lines if line.path[: len(node.path)] == node.path]

    @cached_property
    def own_lines(self):
        """Return pairs of a part or section and the guidelines that stand in it and in no section below."""
        grouped = {}
        for line in self.lines:
            path = line.path
            while len(path) > 1 and self._sections[path[-1]]["kind"] == SectionKind.SUBSECTION:
                path = path[:-1]
            grouped.setdefault(path, []).append(line)
        nodes = {node.path: node for node in self.nodes}
        return [(nodes[path], lines) for path, lines in grouped.items()]

    @property
    def strong_from(self):
        """Return the lowest level that counts as a strength: three quarters of the scale."""
        return -(-3 * self.highest // 4)

    @cached_property
    def strengths(self):
        strong = [line for line in self.lines if line.level is not None and line.level >= self.strong_from]
        return sorted(strong, key=lambda line: (-line.level, line.number or 0))

    @cached_property
    def gaps(self):
        open_ = [line for line in self.lines if line.gap is not None and line.gap > 0]
        return sorted(open_, key=lambda line: (-line.gap, line.level, line.number or 0))

    @cached_property
    def commented(self):
        return [line for line in self.lines if line.comment]

    @cached_property
    def answerers(self):
        """Return the names of those who gave the answers, each once, in the order of their first."""
        return list(dict.fromkeys(line.answered_by for line in self.lines if line.answered_by))

    @cached_property
    def answered_between(self):
        moments = sorted(line.answered_at for line in self.lines if line.answered_at)
        return (moments[0], moments[-1]) if moments else None

    # The assessment before

    @property
    def earlier(self):
        return self.content["earlier"]

    @cached_property
    def earlier_day(self):
        return formats.day(_moment(self.earlier["signed_at"])) if self.earlier else ""

    @cached_property
    def earlier_year(self):
        return str(timezone.localtime(_moment(self.earlier["signed_at"])).year) if self.earlier else ""

    @cached_property
    def _earlier_levels(self):
        return {tuple(node["path"]): _decimal(node["level_shown"]) for node in (self.earlier or {}).get("nodes", [])}

    @cached_property
    def _sections(self):
        return {section["key"]: section for section in self.content["sections"]}

    def _node(self, node):
        path = tuple(node["path"])
        section = self._sections[path[-1]] if path else None
        return Node(
            path=path,
            code=section["code"] if section else "",
            title=self.text(section["title"]) if section else Text(_("Whole set"), self.language, self.language),
            kind=section["kind"] if section else "",
            level=_decimal(node["level"]),
            shown=_decimal(node["level_shown"]),
            target=_decimal(node["target_shown"]),
            before=self._earlier_levels.get(path),
            completion=_decimal(node["completion"]) or Decimal(0),
            not_applicable_share=_decimal(node["not_applicable_share"]) or Decimal(0),
            **{name: node[name] for name in _COUNTS},
            **{name: tuple(map(_frozen, node[name])) for name in ("counted", "left_out", "unanswered", "aimed")},
        )

    def _line(self, guideline):
        answer = guideline["answer"] or {}
        level = answer.get("level")
        title = self.text(guideline["title"])
        comment = answer.get("comment")
        return Line(
            code=guideline["code"],
            number=guideline["number"],
            path=tuple(guideline["path"]),
            title=title,
            short_title=self.text(guideline["short_title"]) or title,
            level=level,
            level_name=None if level is None else self.steps[level],
            is_not_applicable=answer.get("is_not_applicable", False),
            target=answer.get("target"),
            comment=written(**_as_written(comment)) if comment else None,
            answered_by=answer.get("answered_by", ""),
            answered_at=_moment(answer.get("answered_at")),
            read_lang=answer.get("read_lang", ""),
        )


_COUNTS = ("guidelines", "answered", "not_applicable", "applicable", "total", "targets", "target_total")


def _as_written(text):
    return {"value": text["text"], "code": text["lang"]}


def _decimal(value):
    return None if value is None else Decimal(value)


def _date(value):
    return date.fromisoformat(value) if value else None


def _moment(value):
    return datetime.fromisoformat(value) if value else None


def _frozen(value):
    return tuple(value) if isinstance(value, list) else value

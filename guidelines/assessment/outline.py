"""An edition's tree with the answers of one assessment hung on it, as pages, rail and figures read it."""

from dataclasses import dataclass, field
from functools import cached_property

from guidelines.assessment.models import Answer
from guidelines.assessment.scoring import Scored, score
from guidelines.library.enums import SectionKind
from guidelines.library.models import Guideline, Section


@dataclass
class Row:
    """One guideline on its page, with its answer or None."""

    guideline: Guideline
    path: tuple[Section, ...]  # from the part down to where it stands
    answer: Answer | None = None

    @property
    def is_answered(self):
        return self.answer is not None and self.answer.is_answered

    @property
    def lacks_reason(self):
        """Return whether "not applicable" stands without the comment that says why."""
        return self.answer is not None and self.answer.is_not_applicable and not self.answer.comment

    def scored(self):
        answer = self.answer or Answer()
        return Scored(
            code=self.guideline.code,
            path=tuple(str(section.key) for section in self.path),
            level=answer.level,
            is_not_applicable=answer.is_not_applicable,
            target=answer.target,
        )


@dataclass
class Page:
    """One section page: a section with everything below it, or a part that has guidelines of its own."""

    section: Section
    part: Section
    rows: list[Row] = field(default_factory=list)

    @property
    def total(self):
        return len(self.rows)

    @property
    def answered(self):
        return sum(row.is_answered for row in self.rows)

    @property
    def path(self):
        keys = (str(self.part.key), str(self.section.key))
        return keys[:1] if self.section == self.part else keys


@dataclass
class Outline:
    """The pages in the order of the edition."""

    pages: list[Page]
    rules: int

    @property
    def rows(self):
        return [row for page in self.pages for row in page.rows]

    @property
    def total(self):
        return sum(page.total for page in self.pages)

    @property
    def answered(self):
        return sum(page.answered for page in self.pages)

    @property
    def unanswered(self):
        return [row for row in self.rows if not row.is_answered]

    @property
    def without_reason(self):
        return [row for row in self.rows if row.lacks_reason]

    @cached_property
    def scores(self):
        return score([row.scored() for row in self.rows], rules=self.rules)

    def parts(self):
        """Return (part, its pages) in order."""
        grouped = {}
        for page in self.pages:
            grouped.setdefault(page.part.pk, (page.part, []))[1].append(page)
        return list(grouped.values())

    def page(self, key):
        """Return the page with this section key, or None."""
        return next((page for page in self.pages if page.section.key == key), None)

    def page_of(self, guideline):
        return next(page for page in self.pages if any(row.guideline.pk == guideline.pk for row in page.rows))

    def beside(self, page):
        """Return the page before and the page after, None at the ends."""
        place = self.pages.index(page)
        before = self.pages[place - 1] if place else None
        return before, self.pages[place + 1] if place + 1 < len(self.pages) else None


def outline_of(assessment):
    """Load the tree and the answers: two queries, whatever their number."""
    guidelines = (
        Guideline.objects.filter(edition=assessment.edition_id)
        .select_related("section__parent__parent")
        .order_by("number", "section__position", "position")
    )
    answers = {
        answer.guideline_id: answer
        for answer in Answer.objects.filter(assessment=assessment).select_related("answered_by")
    }
    pages = {}
    for guideline in guidelines:
        guideline.edition = assessment.edition
        path = path_to(guideline.section)
        owner = next((section for section in reversed(path) if section.kind != SectionKind.SUBSECTION), path[0])
        page = pages.setdefault(owner.pk, Page(section=owner, part=path[0]))
        page.rows.append(Row(guideline, path, answers.get(guideline.pk)))
    return Outline(list(pages.values()), assessment.scoring_rules)


def path_to(section):
    """Return the sections from the part down to this one."""
    path = [section]
    while path[0].parent is not None:
        path.insert(0, path[0].parent)
    return tuple(path)

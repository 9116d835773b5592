"""A checked book brought into the database, record by record, through the same actions as every form.

What an action refuses becomes a problem at the row it is about; the caller
rolls everything back when there is one.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from crm.governance.models import Commission
from guidelines.library.actions.editions import create_edition, save_edition
from guidelines.library.actions.guidelines import remove_guideline, save_guideline
from guidelines.library.actions.sections import remove_section, save_section
from guidelines.library.actions.sets import save_set
from guidelines.library.actions.writing import frozen_languages
from guidelines.library.exceptions import EditionFrozen, LanguageFrozen
from guidelines.library.exchange import order, parts
from guidelines.library.exchange.exceptions import FileRefused, Problem
from guidelines.library.exchange.known import against
from guidelines.library.models import CrossReference, Edition, Guideline, GuidelineSet, Section
from portal.languages import SOURCE


def bring(book, *, by):
    """Let the edition be as the book says; return it. Call inside a transaction."""
    return _Bringing(book, by).run()


class _Bringing:
    def __init__(self, book, by):
        self.book, self.by, self.problems = book, by, []
        self.parts = {name: book.within(name) for name in (*parts.RELATIONS, "cross-reference")}

    def run(self):
        self.set = self.bring_set()
        self.edition = self.find_edition()
        if self.problems:
            raise FileRefused(self.problems)
        self.problems += parts.keys_of_others(self.book, self.edition)
        self.bring_edition()
        if self.problems and not self.is_there:
            raise FileRefused(self.problems)
        self.bring_sections()
        self.bring_guidelines()
        self.refer()
        self.remove()
        if not self.problems:
            row = self.book.one("edition")
            self.attempt(row, lambda: order.keep(self.edition, self.book, by=self.by))
        if self.problems:
            raise FileRefused(self.problems)
        return self.edition

    def attempt(self, row, act):
        """Do one thing; what is refused is noted at the row. Return whether it was done."""
        try:
            with transaction.atomic():
                act()
        except ValidationError as problem:
            self.note(row, " ".join(problem.messages))
        except PermissionDenied:
            self.note(row, _("This text is not yours to write."))
        except IntegrityError:
            self.note(row, _("Another record has this key, code or level. Change them in two steps."))
        else:
            return True
        return False

    def note(self, row, message):
        self.problems.append(Problem(row.at(None), message))

    def bring_set(self):
        row = self.book.one("set")
        found = GuidelineSet.objects.filter(code=row.values["code"]).first()
        guideline_set = found or GuidelineSet(code=row.values["code"])
        changed = parts.put_texts(guideline_set, row, self.book.languages)
        self.attempt(row, lambda: self._save_set(guideline_set, changed))
        return guideline_set

    def _save_set(self, guideline_set, changed):
        """Titles of a set stand on the pages of its published editions: a file does not change those."""
        for edition in guideline_set.editions.all() if guideline_set.pk else []:
            for code in changed & frozen_languages(edition):
                raise EditionFrozen(edition) if code == SOURCE else LanguageFrozen(code)
        save_set(guideline_set, by=self.by)

    def find_edition(self):
        row = self.book.one("edition")
        found = Edition.objects.filter(uuid=row.key).select_related("set").first()
        year = row.values["year"]
        self.problems += against(self.book)
        edition = found or Edition(uuid=row.key, set=self.set, year=year)
        code = row.values["commission"]
        edition.commission = Commission.objects.filter(code=code).first() if code else None
        return edition

    def bring_edition(self):
        row, edition = self.book.one("edition"), self.edition
        is_new = edition.pk is None
        parts.put_texts(edition, row, self.book.languages)
        blocks = parts.blocks(edition, self.book)
        levels = parts.levels(edition, self.book)
        # What goes stays until nothing hangs on it any more.
        self.surplus = [
            part
            for part in ([] if is_new else [*edition.blocks.all(), *edition.levels.all()])
            if part not in blocks and part not in levels
        ]
        edition.blocks = blocks + [part for part in self.surplus if hasattr(part, "code")]
        edition.levels = levels + [part for part in self.surplus if hasattr(part, "value")]
        act = create_edition if is_new else save_edition
        # A refused record keeps the primary key that was taken back.
        self.is_there = self.attempt(row, lambda: act(edition, by=self.by)) or not is_new
        self.blocks = {block.code: block for block in blocks}
        self.levels = {level.value: level for level in levels}

    def bring_sections(self):
        stored = {str(section.key): section for section in Section.objects.filter(edition=self.edition)}
        self.sections = {}
        for row in order.as_a_tree(self.book):
            within = row.values["within"]
            if within and within not in self.sections:
                continue  # what it stands in was refused, which is said there
            section = stored.get(row.key) or Section(key=row.key)
            section.edition = self.edition
            section.parent = self.sections.get(within)
            section.kind = row.values["kind"]
            parts.put_texts(section, row, self.book.languages)
            if self.attempt(row, lambda section=section: save_section(section, by=self.by)) or row.key in stored:
                self.sections[row.key] = section
        self.old_sections = [section for key, section in stored.items() if key not in self.sections]

    def bring_guidelines(self):
        found = Guideline.objects.filter(edition=self.edition).prefetch_related(
            "points__block", "level_descriptors__level", "references", "cross_references__to"
        )
        stored = {str(guideline.key): guideline for guideline in found}
        self.guidelines = {}
        for row in self.book.of("guideline"):
            if row.values["within"] not in self.sections:
                continue
            guideline = stored.get(row.key) or Guideline(key=row.key)
            guideline.edition = self.edition
            guideline.section = self.sections[row.values["within"]]
            parts.put_texts(guideline, row, self.book.languages)
            refused = parts.put_parts(guideline, self.parts, self.book.languages, self.blocks, self.levels)
            if refused:
                continue
            saved = self.attempt(row, lambda guideline=guideline: save_guideline(guideline, by=self.by))
            if saved or row.key in stored:
                self.guidelines[row.key] = guideline
        self.old_guidelines = [guideline for key, guideline in stored.items() if key not in self.guidelines]

    def refer(self):
        """Write the cross-references, once everything that they point to is there."""
        for row in self.book.of("guideline"):
            guideline = self.guidelines.get(row.key)
            rows = self.parts["cross-reference"].get(row.key, [])
            if guideline is None or any(other.values["to"] not in self.guidelines for other in rows):
                continue
            stored = {str(crossing.to.key): crossing for crossing in guideline.cross_references.all()}
            wanted = [stored.get(to) or CrossReference(to=self.guidelines[to]) for to in [r.values["to"] for r in rows]]
            parts.place(wanted)
            if wanted == list(guideline.cross_references.all()) and len(wanted) == len(stored):
                continue
            guideline.cross_references = wanted
            self.attempt(row, lambda guideline=guideline: save_guideline(guideline, by=self.by))

    def remove(self):
        """Take out what the file no longer has."""
        row = self.book.one("edition")
        for guideline in self.old_guidelines:
            if guideline.cross_references.exists():
                guideline.cross_references = []
                self.attempt(row, lambda guideline=guideline: save_guideline(guideline, by=self.by))
        for guideline in self.old_guidelines:
            self.attempt(row, lambda guideline=guideline: remove_guideline(guideline, by=self.by))
        old = {section.pk: section for section in self.old_sections}
        while old:
            owners = {section.parent_id for section in old.values()}
            for pk in [pk for pk in old if pk not in owners]:
                section = old.pop(pk)
                self.attempt(row, lambda section=section: remove_section(section, by=self.by))
        if self.surplus and not self.problems:
            self.edition.blocks = list(self.blocks.values())
            self.edition.levels = list(self.levels.values())
            self.attempt(row, lambda: save_edition(self.edition, by=self.by))

"""The demo's library: one finished set in seven languages, the others announced, two topics proposed.

Built through the same actions as everything else, from the texts in
``demo_set``: ``structure.json`` and one file for each language. Safe to
repeat; keys are the same on every machine.
"""

import json
import uuid
from importlib.resources import files

from crm.governance.models import Commission
from guidelines.library import actions, completeness
from guidelines.library.demo_set.announced import ANNOUNCED, COMMISSION, PROPOSED
from guidelines.library.models import (
    BlockKind,
    CrossReference,
    Edition,
    Guideline,
    GuidelineLevel,
    GuidelineSet,
    Level,
    Point,
    Reference,
    Section,
)
from portal.languages import CODES, SOURCE, set_columns

FOLDER = files("guidelines.library.demo_set")
KEYS = uuid.UUID("5f0c9d0e-6a0e-5a57-9a53-6b8f6d1f7c11")


def build(world):
    """Build the library as the guideline editor of the demo."""
    with world.on(320):
        world.cast.edition = load(by=world.cast.guideline_editor)


def load(*, by):
    """Build what is not there yet; return the published edition of the demo set."""
    edition = _demo_edition(by)
    for position, (code, title) in enumerate(ANNOUNCED.items(), start=1):
        _set(code, title, position=position, by=by)
    for position, (code, (title, year)) in enumerate(PROPOSED.items(), start=50):
        proposed_set = _set(code, title, position=position, by=by)
        if not proposed_set.editions.exists():
            actions.create_edition(Edition(uuid=key("edition", code), set=proposed_set, year=year), by=by)
    return edition


def key(*names):
    """Return the key of one record, the same on every machine."""
    return uuid.uuid5(KEYS, "/".join(str(name) for name in names))


def _set(code, title, *, by, position, summary=None):
    found = GuidelineSet.objects.filter(code=code).first()
    if found:
        return found
    new = GuidelineSet(code=code, position=position)
    set_columns(new, "title", title)
    set_columns(new, "summary", summary or {})
    return actions.save_set(new, by=by)


def _demo_edition(by):
    book = Book()
    demo_set = _set(book.code, book.texts("set", "title"), summary=book.texts("set", "summary"), position=0, by=by)
    edition = Edition.objects.filter(uuid=key("edition", book.code, book.year)).first()
    if edition is None:
        edition = book.write(demo_set, by=by)
        actions.draft_edition(edition, by=by)
        actions.approve_edition(edition, by=by)
        actions.publish_edition(edition, by=by)
    for language in book.languages:
        released = edition.languages.filter(language=language, released_at__isnull=False).exists()
        if not released and not completeness.gaps(edition, language):
            actions.release_language(edition, language=language, by=by)
    return edition


class Book:
    """The texts of the demo set, language by language, and how they hang together."""

    def __init__(self):
        self.structure = json.loads((FOLDER / "structure.json").read_text(encoding="utf-8"))
        self.languages = [code for code in CODES if (FOLDER / f"{code}.json").is_file()]
        self.text = {code: json.loads((FOLDER / f"{code}.json").read_text(encoding="utf-8")) for code in self.languages}
        self.code = self.structure["set"]["code"]
        self.year = self.structure["edition"]["year"]

    def texts(self, *path):
        """Return language → text at ``path``; a list of paragraphs becomes one text."""
        found = {}
        for language in self.languages:
            value = self.text[language]
            for step in path:
                value = value[step]
            found[language] = "\n\n".join(value) if isinstance(value, list) else value
        return found

    def count(self, *path):
        value = self.text[SOURCE]
        for step in path:
            value = value[step]
        return len(value)

    def write(self, demo_set, *, by):
        edition = self._edition(demo_set)
        actions.create_edition(edition, by=by)
        blocks = {block.code: block for block in edition.blocks.all()}
        levels = list(edition.levels.all())
        numbers = {}
        for branch in self.structure["tree"]:
            self._section(edition, branch, None, blocks, levels, numbers, by)
        for number, targets in self.structure["cross_references"].items():
            guideline = numbers[int(number)]
            guideline.cross_references = [
                CrossReference(to=numbers[int(target)], position=place) for place, target in enumerate(targets)
            ]
            actions.save_guideline(guideline, by=by)
        return edition

    def _edition(self, demo_set):
        commission, _new = Commission.objects.get_or_create(
            code=self.structure["edition"]["commission"].lower(), defaults={"name": COMMISSION[SOURCE]}
        )
        set_columns(commission, "name", COMMISSION)
        commission.save()
        edition = Edition(
            uuid=key("edition", self.code, self.year), set=demo_set, year=self.year, commission=commission
        )
        set_columns(edition, "introduction", self.texts("edition", "introduction"))
        blocks = []
        for position, code in enumerate(self.structure["blocks"]):
            block = BlockKind(key=key("block", self.code, self.year, code), code=code, position=position)
            block.is_public = code in self.structure["edition"]["public_blocks"]
            set_columns(block, "label", self.texts("edition", "blocks", code, "label"))
            set_columns(block, "holds", self.texts("edition", "blocks", code, "holds"))
            blocks.append(block)
        levels = []
        for value in range(self.structure["edition"]["scale_maximum"] + 1):
            level = Level(key=key("level", self.code, self.year, value), value=value)
            set_columns(level, "name", self.texts("levels", value, "name"))
            set_columns(level, "descriptor", self.texts("levels", value, "descriptor"))
            levels.append(level)
        edition.blocks, edition.levels = blocks, levels
        return edition

    def _section(self, edition, branch, parent, blocks, levels, numbers, by):
        code = branch["code"]
        section = Section(
            key=key("section", self.code, self.year, code), edition=edition, parent=parent, kind=branch["kind"]
        )
        set_columns(section, "title", self.texts("sections", code, "title"))
        set_columns(section, "introduction", self.texts("sections", code, "introduction"))
        actions.save_section(section, by=by)
        for number in branch.get("guidelines", []):
            numbers[number] = self._guideline(edition, section, str(number), blocks, levels, by)
        for child in branch.get("children", []):
            self._section(edition, child, section, blocks, levels, numbers, by)

    def _guideline(self, edition, section, number, blocks, levels, by):
        at = ("guidelines", number)
        guideline = Guideline(key=key("guideline", self.code, self.year, number), edition=edition, section=section)
        for field in ("title", "short_title", "statement", "rationale", "evidence_hint"):
            set_columns(guideline, field, self.texts(*at, field))
        points = []
        for code, block in blocks.items():
            for place in range(self.count(*at, code)):
                point = Point(
                    key=key("point", self.code, self.year, number, code, place), block=block, position=len(points)
                )
                set_columns(point, "text", self.texts(*at, code, place))
                points.append(point)
        descriptors = []
        for level in levels:
            own = GuidelineLevel(key=key("descriptor", self.code, self.year, number, level.value), level=level)
            set_columns(own, "descriptor", self.texts(*at, "levels", level.value))
            descriptors.append(own)
        references = []
        for place in range(self.count(*at, "references")):
            reference = Reference(key=key("reference", self.code, self.year, number, place), position=place)
            set_columns(reference, "text", self.texts(*at, "references", place))
            references.append(reference)
        guideline.points, guideline.level_descriptors, guideline.references = points, descriptors, references
        return actions.save_guideline(guideline, by=by)

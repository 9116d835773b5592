"""A set of the demo as its files hold it, and how an edition is written from it."""

import json
import uuid
from importlib.resources import files

from crm.governance.models import Commission
from guidelines.library import actions
from guidelines.library.demo_set.announced import COMMISSIONS
from guidelines.library.models import (
    BlockKind,
    CrossReference,
    Edition,
    Guideline,
    GuidelineLevel,
    Level,
    Point,
    Reference,
    Section,
)
from portal.languages import CODES, SOURCE, set_columns

FOLDER = files("guidelines.library.demo_set")
BOOKS = frozenset(folder.name for folder in FOLDER.iterdir() if (folder / "structure.json").is_file())
KEYS = uuid.UUID("5f0c9d0e-6a0e-5a57-9a53-6b8f6d1f7c11")


def key(*names):
    """Return the key of one record, the same on every machine."""
    return uuid.uuid5(KEYS, "/".join(str(name) for name in names))


class Book:
    """The texts of one set, language by language, and how they hang together."""

    def __init__(self, name="ict"):
        folder = FOLDER / name
        self.structure = json.loads((folder / "structure.json").read_text(encoding="utf-8"))
        self.languages = [code for code in CODES if (folder / f"{code}.json").is_file()]
        self.text = {code: json.loads((folder / f"{code}.json").read_text(encoding="utf-8")) for code in self.languages}
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

    def has(self, *path):
        value = self.text[SOURCE]
        for step in path[:-1]:
            value = value[step]
        return path[-1] in value

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
        code = self.structure["edition"]["commission"]
        names = COMMISSIONS[code]
        commission, _new = Commission.objects.get_or_create(code=code.lower(), defaults={"name": names[SOURCE]})
        set_columns(commission, "name", names)
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
        for level in levels if self.has(*at, "levels") else []:
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

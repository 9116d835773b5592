"""What a file of a whole edition holds: one table from which export, import, template and schema are made.

A file is a list of rows. A row has a kind (``record``), values that say how
it hangs together, and texts in languages. JSON keeps the rows of one record
in one list; a workbook keeps the values on the sheet *structure* and the
texts of each language on a sheet of its own.
"""

import uuid
from dataclasses import dataclass, field

from guidelines.library.contents import texts_of
from guidelines.library.enums import SectionKind
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
from portal.languages import CODES, SOURCE, column

FORMAT = "guidelines-edition-1"
LONGEST_NAME = 60  # of a key that a person made up


@dataclass(frozen=True)
class Column:
    """One value of a row. ``kind``: name, whole, yes-no, address, or the values to choose from."""

    name: str
    kind: object = "name"
    required: bool = True
    most: int = LONGEST_NAME  # characters, or the greatest number


@dataclass(frozen=True)
class Record:
    name: str
    model: type
    columns: tuple
    place: str  # the list in JSON
    is_single: bool = False

    @property
    def texts(self):
        return texts_of(self.model)

    def is_required(self, name):
        """Return whether the English text must be there, as the database demands it."""
        return not self.model._meta.get_field(name).blank

    def longest(self, name):
        return self.model._meta.get_field(column(name, SOURCE)).max_length


KEY = Column("key")
WITHIN = Column("within")
RECORDS = {
    record.name: record
    for record in (
        Record("set", GuidelineSet, (Column("code", most=10),), "set", is_single=True),
        Record(
            "edition",
            Edition,
            (Column("key", required=False), Column("year", "whole", most=9999), Column("commission", required=False)),
            "edition",
            is_single=True,
        ),
        Record("block", BlockKind, (KEY, Column("code", most=20), Column("open", "yes-no")), "blocks"),
        Record("level", Level, (KEY, Column("level", "whole", most=99)), "levels"),
        Record(
            "section",
            Section,
            (KEY, Column("within", required=False), Column("kind", tuple(SectionKind.values))),
            "sections",
        ),
        Record("guideline", Guideline, (KEY, WITHIN), "guidelines"),
        Record("point", Point, (KEY, WITHIN, Column("block", most=20)), "points"),
        Record("descriptor", GuidelineLevel, (KEY, WITHIN, Column("level", "whole", most=99)), "descriptors"),
        Record(
            "reference",
            Reference,
            (KEY, WITHIN, Column("address", "address", required=False, most=200)),
            "references",
        ),
        Record("cross-reference", CrossReference, (WITHIN, Column("to")), "cross_references"),
    )
}
#: What the key in ``within`` names.
OWNERS = {
    "section": "section",
    "guideline": "section",
    "point": "guideline",
    "descriptor": "guideline",
    "reference": "guideline",
    "cross-reference": "guideline",
}
#: Every column of the sheet *structure*, in order.
STRUCTURE = tuple(dict.fromkeys(["record", *(c.name for record in RECORDS.values() for c in record.columns)]))


@dataclass
class Row:
    """One record of a file. ``places`` says where each value and text stood, for the sentence about an error."""

    record: Record
    values: dict
    texts: dict = field(default_factory=dict)  # (field, language) → text
    place: str = ""
    places: dict = field(default_factory=dict)
    wrong: set = field(default_factory=set)  # columns of which the value was refused, and is None now
    is_whole: bool = True  # all its English was read

    def at(self, name):
        return self.places.get(name, self.place)

    @property
    def key(self):
        return self.values.get("key") or ""


@dataclass
class Book:
    """The rows of one edition, in the order in which they are read, and the languages that the file carries."""

    languages: list = field(default_factory=lambda: list(CODES))
    rows: list = field(default_factory=list)
    #: Keys of the rows that could not be read; None where these may be any.
    lost: set | None = field(default_factory=set)
    english_is_whole: bool = True

    @property
    def is_whole(self):
        """Return whether all rows were read; otherwise nothing is missing for certain."""
        return self.lost == set()

    def of(self, name):
        return [row for row in self.rows if row.record.name == name]

    def one(self, name):
        return self.of(name)[0]

    def within(self, name):
        """Return key of the owner → its rows, in order."""
        found = {}
        for row in self.of(name):
            found.setdefault(row.values.get("within"), []).append(row)
        return found


#: Where names that people made up become keys, the same each time.
NAMES = uuid.UUID("0b5d7c52-4d0f-5f5e-9d7a-2f0a6c1b8e43")


def edition_key(code, year):
    return uuid.uuid5(NAMES, f"{code}/{year}")


def key_of(edition, record, name):
    return uuid.uuid5(edition, f"{record}/{name}")


def as_uuid(text):
    """Return the UUID that a text is in its usual spelling, or None."""
    try:
        found = uuid.UUID(text)
    except (ValueError, AttributeError, TypeError):
        return None
    return found if str(found) == text else None

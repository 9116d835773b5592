from guidelines.library.models.edition import (
    BlockKind,
    Edition,
    EditionAssignment,
    EditionLanguage,
    GuidelineSet,
    Level,
)
from guidelines.library.models.guideline import CrossReference, Guideline, GuidelineLevel, Point, Reference
from guidelines.library.models.section import Section

__all__ = [
    "BlockKind",
    "CrossReference",
    "Edition",
    "EditionAssignment",
    "EditionLanguage",
    "Guideline",
    "GuidelineLevel",
    "GuidelineSet",
    "Level",
    "Point",
    "Reference",
    "Section",
]

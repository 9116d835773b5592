from guidelines.library.models.comment import Comment
from guidelines.library.models.document import EditionDocument
from guidelines.library.models.edition import (
    BlockKind,
    Edition,
    EditionAssignment,
    EditionLanguage,
    GuidelineSet,
    Level,
)
from guidelines.library.models.erratum import Erratum
from guidelines.library.models.exchange import Import
from guidelines.library.models.extract import Extract
from guidelines.library.models.guideline import CrossReference, Guideline, GuidelineLevel, Point, Reference
from guidelines.library.models.mapping import MappedGuideline, Mapping, MappingRow
from guidelines.library.models.section import Section
from guidelines.library.models.term import Term
from guidelines.library.models.translating import TranslationImport, TranslatorInvitation

__all__ = [
    "BlockKind",
    "Comment",
    "CrossReference",
    "Edition",
    "EditionAssignment",
    "EditionDocument",
    "EditionLanguage",
    "Extract",
    "Erratum",
    "Guideline",
    "GuidelineLevel",
    "GuidelineSet",
    "Import",
    "Level",
    "MappedGuideline",
    "Mapping",
    "MappingRow",
    "Point",
    "Reference",
    "Section",
    "Term",
    "TranslationImport",
    "TranslatorInvitation",
]

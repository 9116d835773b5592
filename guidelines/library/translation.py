from modeltranslation.translator import TranslationOptions, register

from guidelines.library.models import (
    BlockKind,
    Edition,
    Guideline,
    GuidelineLevel,
    GuidelineSet,
    Level,
    Point,
    Reference,
    Section,
    Term,
)


@register(GuidelineSet)
class GuidelineSetTranslation(TranslationOptions):
    fields = ["title", "summary"]
    required_languages = ["en"]


@register(Edition)
class EditionTranslation(TranslationOptions):
    fields = ["introduction"]


@register(BlockKind)
class BlockKindTranslation(TranslationOptions):
    fields = ["label", "holds"]
    required_languages = ["en"]


@register(Level)
class LevelTranslation(TranslationOptions):
    fields = ["name", "descriptor"]
    required_languages = ["en"]


@register(Section)
class SectionTranslation(TranslationOptions):
    fields = ["title", "introduction"]
    required_languages = ["en"]


@register(Guideline)
class GuidelineTranslation(TranslationOptions):
    fields = ["title", "short_title", "statement", "rationale", "evidence_hint"]
    required_languages = ["en"]


@register(Point)
class PointTranslation(TranslationOptions):
    fields = ["text"]
    required_languages = ["en"]


@register(GuidelineLevel)
class GuidelineLevelTranslation(TranslationOptions):
    fields = ["descriptor"]
    required_languages = ["en"]


@register(Reference)
class ReferenceTranslation(TranslationOptions):
    fields = ["text"]
    required_languages = ["en"]


@register(Term)
class TermTranslation(TranslationOptions):
    fields = ["name", "definition", "forms", "avoided", "sort"]
    required_languages = {"en": ["name"]}

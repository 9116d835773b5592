from modeltranslation.translator import TranslationOptions, register

from crm.institutions.models import Institution, Unit


@register(Institution)
class InstitutionTranslation(TranslationOptions):
    fields = ["name", "sort", "acronym"]
    required_languages = ["en"]


@register(Unit)
class UnitTranslation(TranslationOptions):
    fields = ["name"]

from modeltranslation.translator import TranslationOptions, register

from portal.countries.models import Country


@register(Country)
class CountryTranslation(TranslationOptions):
    fields = ["name", "sort"]
    required_languages = ["en"]

from modeltranslation.translator import TranslationOptions, register

from crm.governance.models import Commission


@register(Commission)
class CommissionTranslation(TranslationOptions):
    fields = ["name"]
    required_languages = ["en"]

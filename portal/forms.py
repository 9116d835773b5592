"""How forms are drawn: Django's own machinery with our templates."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Fields with their label, hint and error in ``portal/templates/forms/``."""

    field_template_name = "forms/field.html"
    form_template_name = "forms/form.html"

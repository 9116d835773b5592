"""Small things that many templates print; loaded in every template (``builtins`` in the settings)."""

from importlib import import_module

from django import template

from portal.icons import icon
from portal.ruler import ruler, tint

register = template.Library()

register.simple_tag(icon)
register.simple_tag(ruler)
register.simple_tag(tint)


@register.simple_tag
def footer_links():
    """Return label and address of the pages at the foot: what editors marked so (``portal.content.footer``)."""
    try:
        footer = import_module("portal.content.footer")
    except ModuleNotFoundError:
        return []
    return footer.links()

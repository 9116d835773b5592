"""Small things that many templates print; loaded in every template (``builtins`` in the settings)."""

from django import template

from portal.content.footer import links
from portal.icons import icon
from portal.ruler import ruler, tint

register = template.Library()

register.simple_tag(icon)
register.simple_tag(ruler)
register.simple_tag(tint)
register.simple_tag(links, name="footer_links")


@register.filter
def asks_for_a_password(form):
    """Say whether a form has a field that no browser is given back."""
    return any(field.widget_type == "password" for field in form)

"""``{% load formats %}``: portal.formats as template filters, in the active language."""

from django import template

from portal import formats

register = template.Library()

for one in (
    formats.day,
    formats.day_short,
    formats.day_month,
    formats.moment,
    formats.clock_time,
    formats.deadline,
    formats.distance,
    formats.number,
    formats.decimal1,
    formats.percent,
    formats.size,
    formats.isolate,
):
    register.filter(one.__name__, one)

register.simple_tag(formats.comma)

# Not under its own name: {% load i18n %} brings a filter "language_name" that always answers in English.
register.filter("language_word", formats.language_name)

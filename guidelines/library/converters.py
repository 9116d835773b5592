"""The parts of the library's addresses: one spelling each, so that a page has one address."""

from django.urls import register_converter

from portal.languages import CODES


class SetSlug:
    """The code of a set; capitals are led to the small letters by the view."""

    regex = "[A-Za-z][A-Za-z0-9]{0,9}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class Year:
    regex = "[12][0-9]{3}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


class Number(Year):
    regex = "[1-9][0-9]{0,3}"


class SectionCode(SetSlug):
    regex = r"[A-Z]{1,2}(?:\.[1-9][0-9]?){0,2}"


class Language(SetSlug):
    regex = "|".join(sorted(CODES, key=len, reverse=True))


for _name, _converter in {
    "set": SetSlug,
    "year": Year,
    "number": Number,
    "language": Language,
    "section": SectionCode,
}.items():
    register_converter(_converter, _name)

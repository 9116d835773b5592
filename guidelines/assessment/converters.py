"""The parts of the addresses of a report's files."""

from guidelines.assessment.enums import ReportFormat
from portal.languages import CODES


class Word:
    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class Language(Word):
    regex = "|".join(sorted(CODES, key=len, reverse=True))


class Format(Word):
    regex = "|".join(value.replace(".", r"\.") for value in ReportFormat.values)

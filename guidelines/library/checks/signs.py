"""What must be the same in every language: codes, addresses, and places where something is put in."""

import re
from collections import Counter

from django.utils.translation import gettext as _

from guidelines.library.checks.findings import error, in_a_row, warning

CODE = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Z0-9]{1,9}[-\u2010\u2011]\d+(?![A-Za-z0-9])")
#: What looks like a code and has a name of its own in some languages.
NAMES = ("COVID-",)
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'“”«»()（）،。，、；]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\{?\s*\w*\s*\}?\}")
HYPHENS = re.compile("[\u2010\u2011]")


def codes(text):
    """Return the codes of a text, such as ICT-15, however their hyphen is written."""
    found = (HYPHENS.sub("-", code) for code in CODE.findall(ADDRESS.sub(" ", text)))
    return Counter(code for code in found if not code.startswith(NAMES))


def addresses(text):
    return {found.rstrip(".,;:!?") for found in ADDRESS.findall(text)}


def without_signs(text):
    """Return a text without its codes and addresses, so that their letters and figures are not taken for its own."""
    return CODE.sub(" ", ADDRESS.sub(" ", text))


def check(source, target):
    wanted, found = codes(source), codes(target)
    places = Counter(PLACE.findall(source)), Counter(PLACE.findall(target))
    if missing := [*(wanted - found), *(places[0] - places[1])]:
        yield error(
            "codes", _("These codes of the English text are missing: %(codes)s.") % {"codes": in_a_row(missing)}
        )
    if extra := [*(found - wanted), *(places[1] - places[0])]:
        yield error("codes", _("These codes are not in the English text: %(codes)s.") % {"codes": in_a_row(extra)})
    if differing := addresses(source) ^ addresses(target):
        yield warning(
            "addresses",
            _("These addresses are not the same as in English: %(addresses)s.")
            % {"addresses": in_a_row(sorted(differing))},
        )

"""What the library offers elsewhere: its section of the top bar, and the sets on the home page."""

from django.urls import reverse
from django.utils.translation import gettext as _
from laces.components import Component

from guidelines.library import catalogue
from guidelines.library.views.sets import line
from portal.frame import Entry


def section(request):
    return Entry(_("Guidelines"), reverse("library:set_list"), "guidelines/")


class SetsPanel(Component):
    """The sets as a quiet index: those in force with their figures, the others by name."""

    place = "home"
    template_name = "library/panels/sets.html"

    def get_context_data(self, parent_context=None):
        entries = catalogue.entries()
        return {
            "published": [line(entry) for entry in entries if entry.edition],
            "others": [line(entry) for entry in entries if not entry.edition],
        }

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "guidelines.library"
    label = "library"
    verbose_name = _("Guidelines library")

    def ready(self):
        from guidelines.library.panels import SetsPanel, section
        from portal import doors

        doors.navigation.register(section, weight=10)
        doors.panels.register(SetsPanel(), weight=10)

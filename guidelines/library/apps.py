from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "guidelines.library"
    label = "library"
    verbose_name = _("Guidelines library")

    def ready(self):
        from guidelines.library import stored
        from guidelines.library.panels import ConsultationsPanel, SetsPanel, TranslatedPanel, referred_from, section
        from guidelines.library.todos import todos
        from guidelines.library.translating.invited import opening
        from portal import doors
        from portal.accounts import stored as about

        about.sources += [stored.duties, stored.invitations]
        doors.navigation.register(section, weight=10)
        doors.guideline_panels.register(referred_from, weight=50)
        doors.invitations.register(opening)
        doors.panels.register(SetsPanel(), weight=10)
        doors.panels.register(ConsultationsPanel(), weight=15)
        doors.panels.register(TranslatedPanel(), weight=16)
        doors.todos.register(todos, weight=20)

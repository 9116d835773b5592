from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "guidelines.library"
    label = "library"
    verbose_name = _("Guidelines library")

    def ready(self):
        from guidelines.library import notices, stored
        from guidelines.library.panels import ConsultationsPanel, SetsPanel, TranslatedPanel, referred_from, section
        from guidelines.library.todos import todos
        from guidelines.library.translating.invited import opening
        from portal import doors
        from portal.accounts import stored as about
        from portal.background.schedule import Job, every_day

        about.sources += [stored.duties, stored.invitations]
        doors.navigation.register(section, weight=10)
        doors.guideline_panels.register(referred_from, weight=50)
        doors.invitations.register(opening)
        doors.panels.register(SetsPanel(), weight=10)
        doors.panels.register(ConsultationsPanel(), weight=15)
        doors.panels.register(TranslatedPanel(), weight=16)
        doors.todos.register(todos, weight=20)
        for kind in notices.KINDS:
            doors.notices.register(kind, weight=40)
        every_day(Job("tell of due translations", "guidelines.library.tasks.tell_of_due_translations", hour=5))

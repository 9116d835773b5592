from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstitutionsConfig(AppConfig):
    name = "crm.institutions"
    label = "institutions"
    verbose_name = _("Institutions")

    def ready(self):
        from crm.institutions import invited, notices, stored, todos
        from crm.institutions.panels import InstitutionsPanel
        from portal import doors
        from portal.accounts import stored as about

        about.sources += [stored.affiliations, stored.requests, stored.invitations]
        doors.invitations.register(invited.opening)
        doors.panels.register(InstitutionsPanel(), weight=30)
        doors.todos.register(todos.requests_to_decide)
        for kind in notices.KINDS:
            doors.notices.register(kind, weight=20)

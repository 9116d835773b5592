from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstitutionsConfig(AppConfig):
    name = "crm.institutions"
    label = "institutions"
    verbose_name = _("Institutions")

    def ready(self):
        from crm.institutions import stored, todos
        from portal import doors
        from portal.accounts import stored as about

        about.sources.append(stored.affiliations)
        doors.todos.register(todos.requests_to_decide)

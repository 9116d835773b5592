from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "portal.audit"
    label = "audit"
    verbose_name = _("Audit trail")

    def ready(self):
        from portal.background.schedule import Job, every_day

        every_day(Job("seal the audit trail", "portal.audit.tasks.seal_yesterday", hour=1))

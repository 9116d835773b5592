from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "portal.notifications"
    label = "notifications"
    verbose_name = _("Notices")

    def ready(self):
        from portal.background.schedule import Job, every_day

        every_day(Job("forget old notices", "portal.notifications.tasks.forget_notices", hour=3))

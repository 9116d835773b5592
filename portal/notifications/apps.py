from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "portal.notifications"
    label = "notifications"
    verbose_name = _("Notices")

    def ready(self):
        from portal.accounts import stored
        from portal.background.schedule import Job, every_day, every_hour
        from portal.notifications.stored import letters_and_calendar

        stored.sources.append(letters_and_calendar)
        every_hour(Job("promise letters that come together", "portal.notifications.tasks.promise_together"))
        every_hour(Job("read what came back", "portal.notifications.bounces.tasks.read_mailbox"))
        every_day(Job("forget what came back", "portal.notifications.bounces.tasks.forget_bounces", hour=3))
        every_day(Job("forget old notices", "portal.notifications.tasks.forget_notices", hour=3))

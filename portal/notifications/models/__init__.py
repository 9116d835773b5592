from portal.notifications.models.calendar import CalendarLink
from portal.notifications.models.choice import Choice, Habits
from portal.notifications.models.notice import Mailing, Notice, Rhythm
from portal.notifications.models.undeliverable import Bounce, UndeliverableAddress

__all__ = ["Bounce", "CalendarLink", "Choice", "Habits", "Mailing", "Notice", "Rhythm", "UndeliverableAddress"]

from portal.notifications.models.calendar import CalendarLink
from portal.notifications.models.undeliverable import Bounce, UndeliverableAddress

__all__ = ["Bounce", "CalendarLink", "UndeliverableAddress"]

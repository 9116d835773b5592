from portal.notifications.models.choice import Choice, Habits
from portal.notifications.models.notice import Mailing, Notice, Rhythm

__all__ = ["Choice", "Habits", "Mailing", "Notice", "Rhythm"]

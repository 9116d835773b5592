"""What this app keeps about one person, for the profile page (``portal.accounts.stored``)."""

from portal.notifications.models import CalendarLink, UndeliverableAddress


def letters_and_calendar(user):
    returned = UndeliverableAddress.objects.of(user.email)
    return "letters_and_calendar", {
        "letters_that_came_back": list(returned.values("email", "since", "status", "diagnostic", "count")),
        "calendar_link": list(CalendarLink.objects.filter(user=user).values("version", "renewed_at")),
    }

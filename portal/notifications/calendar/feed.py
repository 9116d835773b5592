"""Due dates as a calendar (RFC 5545) that other programs subscribe to, in the language of its reader."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration, vText

from portal import clock, doors, written
from portal.frame import without_language
from portal.message_ids import domain
from portal.myissa.todo import in_order

#: How often a calendar shall look; many look as seldom as they like.
REFRESH = timedelta(hours=6)


@dataclass(frozen=True)
class Due:
    """One day by which something is due. ``uid`` stays while the thing is the same, in every language."""

    uid: str
    day: date
    title: str
    detail: str
    url: str


def due_days(user):
    """Return what waits for the person by a certain day, in the language that is active."""
    todos = in_order(todo for offer in doors.todos for todo in offer(user))
    return [
        Due(
            uid=uid_of(todo, user),
            day=todo.due_on,
            title=written.line(str(todo.title)),
            detail=written.text(str(todo.detail)),
            url=settings.SITE_URL + todo.url,
        )
        for todo in todos
        if todo.due_on
    ]


def uid_of(todo, user):
    """Return a name that is the same next time, tells nothing, and is nobody else's."""
    about = todo.key or f"{todo.kind}:{without_language(todo.url) or todo.url}"
    return f"{hashlib.sha256(f'{user.uuid}:{about}'.encode()).hexdigest()[:32]}@{domain()}"


@dataclass(frozen=True)
class Feed:
    """A person's calendar, whole; ``mark`` changes when what it says does."""

    name: str
    days: list

    @classmethod
    def of(cls, user):
        with translation.override(user.language):
            name = _("Due dates, %(site)s") % {"site": settings.SITE_NAME}
            return cls(name, due_days(user))

    @property
    def mark(self):
        return hashlib.sha256(repr((self.name, self.days)).encode()).hexdigest()[:32]

    def ical(self):
        """Return the file, as bytes."""
        calendar = Calendar()
        calendar.add("prodid", f"-//{domain()}//due dates//EN")
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        # The library does not know these, so it is told what they are. The second of each is what there was before RFC 7986.
        calendar.add("name", vText(self.name))
        calendar.add("x-wr-calname", vText(self.name))
        calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(REFRESH))
        for due in self.days:
            calendar.add_component(event(due))
        return calendar.to_ical()


def event(due):
    """Return a whole day that leaves its reader free. No alarm: that is for the reader to set."""
    event = Event()
    event.add("uid", due.uid)
    event.add("dtstamp", clock.now())
    event.add("dtstart", due.day)
    event.add("summary", due.title)
    # Some calendars show no URL, so the address stands in the text as well.
    event.add("description", "\n".join(part for part in (due.detail, due.url) if part))
    event.add("url", due.url)
    event.add("transp", "TRANSPARENT")
    return event

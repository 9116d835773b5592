"""Addresses without a language in them: what calendars and mail servers call."""

from django.urls import path

from portal.notifications.bounces.views import hook
from portal.notifications.calendar.views import feed

urlpatterns = [
    path("calendar/<str:token>.ics", feed, name="calendar_feed"),
    path("hooks/mail/bounces/", hook, name="bounce_hook"),
]

"""Notices of the person who is signed in; below ``/<language>/my/notices/``."""

from django.urls import path

from portal.notifications.bounces.views import address_works
from portal.notifications.calendar import views as calendar

app_name = "notifications"
urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/renew/", calendar.calendar_renew, name="calendar_renew"),
    path("address/works/", address_works, name="address_works"),
]

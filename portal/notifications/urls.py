"""Notices of the person who is signed in; below ``/<language>/my/notices/``. Stopping letters needs no account."""

from django.urls import path

from portal.notifications.bounces.views import address_works
from portal.notifications.calendar import views as calendar
from portal.notifications.views import choices, inbox, stopping, texts

app_name = "notifications"
urlpatterns = [
    path("", inbox.notice_list, name="list"),
    path("read/", inbox.mark_all_read, name="mark_all_read"),
    path("settings/", choices.settings, name="settings"),
    path("stop/<str:token>/", stopping.stop, name="stop"),
    path("texts/", texts.text_list, name="texts"),
    path("texts/<str:code>/", texts.text_detail, name="text"),
    path("<uuid:uuid>/", inbox.notice_detail, name="detail"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/renew/", calendar.calendar_renew, name="calendar_renew"),
    path("address/works/", address_works, name="address_works"),
]

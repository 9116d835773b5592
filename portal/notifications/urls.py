"""Notices of the person who is signed in; below ``/<language>/my/notices/``."""

app_name = "notifications"
urlpatterns = []

from django.urls import path

from portal.notifications.bounces import desk

app_name = "returned_letters"
urlpatterns = [
    path("", desk.returned_list, name="list"),
    path("<uuid:uuid>/works/", desk.returned_confirm, name="confirm"),
]

from django.urls import path

from portal.myissa import views

app_name = "myissa"
urlpatterns = [path("", views.home, name="home")]

from django.urls import path

from portal.health import views

urlpatterns = [path("health/", views.health, name="health"), path("health/live", views.live, name="health_live")]

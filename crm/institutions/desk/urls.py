from django.urls import path

from crm.institutions.desk import requests, views

app_name = "institutions_desk"
urlpatterns = [
    path("", views.institution_list, name="institutions"),
    path("add/", views.institution_add, name="institution_add"),
    path("requests/", requests.request_list, name="requests"),
    path("requests/<uuid:uuid>/", requests.request_detail, name="request"),
    path("requests/<uuid:uuid>/decline/", requests.request_decline, name="request_decline"),
    path("domains/", views.domain_list, name="domains"),
    path("domains/<uuid:uuid>/verify/", views.domain_verify, name="domain_verify"),
    path("<uuid:uuid>/", views.institution_detail, name="institution"),
    path("<uuid:uuid>/names/", views.institution_rename, name="institution_rename"),
    path("<uuid:uuid>/coordinator/", views.coordinator_invite, name="coordinator_invite"),
]

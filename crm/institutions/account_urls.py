"""The way in for those who ask for an account. Included by ``portal.accounts.urls``."""

from django.urls import path

from crm.institutions.views import asking

urlpatterns = [
    path("request/", asking.ask, name="request"),
    path("request/sent/", asking.sent, name="request_sent"),
    path("request/<str:secret>/", asking.confirm, name="request_confirm"),
]

"""The way in: asking for an account, and the letters with a link. Included by ``portal.accounts.urls``."""

from django.urls import path

from crm.institutions.views import asking, invitation

urlpatterns = [
    path("request/", asking.ask, name="request"),
    path("request/sent/", asking.sent, name="request_sent"),
    path("request/<str:secret>/", asking.confirm, name="request_confirm"),
    path("invitation/<str:secret>/", invitation.accept, name="invitation"),
]

"""One view that returns a ready page of the size asked for, and the address by which the server command is awaited."""

from django.http import HttpResponse
from django.urls import path

READY = b"x" * 1_000_000


def page(request, size, rest):
    return HttpResponse(READY[:size])


urlpatterns = [
    path("health/live", lambda request: HttpResponse("live")),
    path("<int:size>/<path:rest>", page),
]

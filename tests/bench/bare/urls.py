"""One view that returns a ready page of the size asked for, and the address by which the server command is awaited."""

from functools import cache

from django.http import HttpResponse
from django.urls import path


@cache
def ready(size):
    return b"x" * size


def page(request, size):
    return HttpResponse(ready(size))


urlpatterns = [
    path("health/live", lambda request: HttpResponse("live")),
    path("<int:size>/<path:rest>", page),
]

"""What an action refuses, said on the page that the person sees next."""

from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import ValidationError

from guidelines.library.exceptions import Refused


@contextmanager
def refusals_said(request):
    """Act, say that it is done and go on inside; what is refused is said, and the view goes on behind.

    Refused is also what a model finds wrong with a text. ``PermissionDenied`` passes through.
    """
    try:
        yield
    except Refused as problem:
        messages.error(request, str(problem))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
